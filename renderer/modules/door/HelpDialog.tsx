/** F1 at the door: the questions that people ask there. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'

const questions = ['lost', 'where', 'keyboard'] as const

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['door', 'ui'])
  return (
    <Dialog open onClose={onClose} aria-labelledby="help-title" slotProps={{ paper: { sx: { width: '34rem' } } }}>
      <DialogTitle id="help-title" variant="h2">
        {t('help.title')}
      </DialogTitle>
      <DialogContent>
        {questions.map((question) => (
          <Box key={question} sx={{ mt: 1 }}>
            <Typography variant="h3">{t(`help.${question}`)}</Typography>
            <Typography>{t(`help.${question}Answer`)}</Typography>
          </Box>
        ))}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={onClose}>
          {t('ui:close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
