/** Says of a paper in the trash since when it lies there, and that nothing of it is gone. */
import { useState } from 'react'
import Typography from '@mui/material/Typography'
import { momentDay } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'

/** From so many days on the trash says that somebody may decide; nothing is removed by itself. */
const keptDays = 30
const dayMs = 86_400_000

export function TrashNote({ trashedAt }: { trashedAt: number | null }) {
  const { t } = useTranslation('documents')
  const [now] = useState(() => Date.now())
  if (trashedAt === null) return null
  const isDue = now - trashedAt > keptDays * dayMs
  const day = momentDay(trashedAt)
  return (
    <Typography variant="body2" color="textSecondary">
      {isDue ? t('trash.due', { day, days: keptDays }) : t('trash.since', { day })}
    </Typography>
  )
}
