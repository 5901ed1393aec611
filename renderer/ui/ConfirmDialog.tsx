/**
 * Asks before what cannot be taken back. The question says what, the text says what follows; the focus lies on
 * leaving things as they are.
 */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { type ReactNode, useId } from 'react'
import { useTranslation } from '../lib/i18n.ts'

interface ConfirmDialogProps {
  open: boolean
  question: string
  consequence: ReactNode
  /** The verb of the act, «Cancella la lettura». */
  act: string
  busy?: boolean
  onAct: () => void
  onLeave: () => void
}

export function ConfirmDialog({ open, question, consequence, act, busy = false, onAct, onLeave }: ConfirmDialogProps) {
  const { t } = useTranslation('ui')
  const heading = useId()
  return (
    <Dialog open={open} onClose={onLeave} aria-labelledby={heading}>
      <DialogTitle id={heading} variant="h3">
        {question}
      </DialogTitle>
      <DialogContent>{consequence}</DialogContent>
      <DialogActions>
        <Button variant="outlined" color="error" disabled={busy} onClick={onAct}>
          {act}
        </Button>
        <Button variant="outlined" autoFocus onClick={onLeave}>
          {t('leaveAsIs')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
