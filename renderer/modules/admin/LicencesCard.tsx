/** The program: its version and its licence. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card.tsx'

export function LicencesCard({ version }: { version: string }) {
  const { t } = useTranslation('admin')
  return (
    <Card title={t('program.title')}>
      <Box sx={{ padding: '.25rem 1rem 1rem', display: 'grid', gap: 1.5 }}>
        <Typography>{t('program.version', { version })}</Typography>
        <Typography color="textSecondary">{t('program.licence')}</Typography>
      </Box>
    </Card>
  )
}
