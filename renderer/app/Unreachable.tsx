/** The whole screen when the core cannot be reached at the start. */
import Box from '@mui/material/Box'
import { useTranslation } from '../lib/i18n.ts'
import { ErrorFace } from '../ui/ErrorFace.tsx'

export function Unreachable({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <Box component="main" sx={{ display: 'grid', height: '100%' }}>
      <ErrorFace error={error} title={t('unreachable')} retry={retry} level="h1" />
    </Box>
  )
}
