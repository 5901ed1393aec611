/** F1: the keys, and what they do. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useTranslation } from 'react-i18next'
import { Kbd } from '../../ui/Kbd.tsx'

const keys = ['palette', 'keys', 'undo', 'regions', 'find', 'print', 'escape', 'tab', 'list', 'pages'] as const

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['frame', 'ui'])
  return (
    <Dialog open onClose={onClose} aria-labelledby="keys-title" slotProps={{ paper: { sx: { width: '34rem' } } }}>
      <DialogTitle id="keys-title" variant="h2">
        {t('keysTitle')}
      </DialogTitle>
      <DialogContent>
        <Box
          component="dl"
          sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '.5rem 1.25rem', m: 0, mt: 1 }}
        >
          {keys.map((key) => (
            <Box key={key} sx={{ display: 'contents' }}>
              <Box component="dt">
                <Kbd>{t(`keyNames.${key}`)}</Kbd>
              </Box>
              <Box component="dd" sx={{ m: 0 }}>
                {t(`keyActs.${key}`)}
              </Box>
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={onClose}>
          {t('ui:close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
