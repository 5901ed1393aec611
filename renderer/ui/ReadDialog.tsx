/** Something to read that lies over the page until it is closed. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { type ReactNode, useId } from 'react'
import { useTranslation } from '../lib/i18n.ts'

interface ReadDialogProps {
  title: string
  children: ReactNode
  onClose: () => void
}

export function ReadDialog({ title, children, onClose }: ReadDialogProps) {
  const { t } = useTranslation('ui')
  const heading = useId()
  return (
    <Dialog open onClose={onClose} aria-labelledby={heading} slotProps={{ paper: { sx: { width: '34rem' } } }}>
      <DialogTitle id={heading} variant="h2">
        {title}
      </DialogTitle>
      <DialogContent>{children}</DialogContent>
      <DialogActions>
        <Button variant="contained" autoFocus onClick={onClose}>
          {t('close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
