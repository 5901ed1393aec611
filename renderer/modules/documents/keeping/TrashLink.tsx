/** From the papers of the trash to what would become of them. */
import Button from '@mui/material/Button'
import Schedule from '@mui/icons-material/Schedule'
import { Link } from 'react-router'
import { useTranslation } from '#renderer/lib/i18n.ts'

export function TrashLink() {
  const { t } = useTranslation('keeping')
  return (
    <Button component={Link} to="/documenti/cestino" size="small" startIcon={<Schedule />}>
      {t('trash.link')}
    </Button>
  )
}
