/** F1 at the door: the questions that people ask there. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from '../../lib/i18n.ts'
import { ReadDialog } from '../../ui/ReadDialog.tsx'

const questions = ['lost', 'where', 'keyboard'] as const

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['start', 'door'])
  return (
    <ReadDialog title={t('door:help.title')} onClose={onClose}>
      {questions.map((question) => (
        <Box key={question} sx={{ mt: 1 }}>
          <Typography variant="h3">{t(`help.${question}`)}</Typography>
          <Typography>{t(`help.${question}Answer`)}</Typography>
        </Box>
      ))}
    </ReadDialog>
  )
}
