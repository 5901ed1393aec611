/** Says of a paper that it is of class C3, and until when it is open here. */
import Typography from '@mui/material/Typography'
import LockOutlined from '@mui/icons-material/LockOutlined'
import { momentTime } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { StateChip } from '#renderer/ui/StateChip.tsx'

export function SpecialChip({ openUntil = null, small = false }: { openUntil?: number | null; small?: boolean }) {
  const { t } = useTranslation('keeping')
  return (
    <>
      <StateChip tone="plum" icon={LockOutlined} small={small}>
        {t('special.chip')}
      </StateChip>
      {openUntil !== null && (
        <Typography variant="body2" color="textSecondary">
          {t('special.until', { time: momentTime(openUntil) })}
        </Typography>
      )}
    </>
  )
}
