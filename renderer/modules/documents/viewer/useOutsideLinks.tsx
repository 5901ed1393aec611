/** A link of a paper that leads out of the program: its place is shown, and only a person opens it. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { bridge } from '#renderer/lib/bridge.ts'
import { placeOf } from './outside.ts'

/** Stands for the place in the sentence while it is cut in two: the place is set off, and is never read as markup. */
const gap = '\uFFFC'

const openOutside = (address: URL): void => void window.open(address.href, '_blank', 'noopener,noreferrer')

export function useOutsideLinks(): { propose: (address: URL) => void; dialog: ReactNode } {
  const [address, setAddress] = useState<URL | null>(null)
  // The desktop's shell shows the place and asks by itself, whatever wants to open a window.
  const propose = bridge() ? openOutside : setAddress
  return { propose, dialog: address && <LinkDialog address={address} onClose={() => setAddress(null)} /> }
}

function LinkDialog({ address, onClose }: { address: URL; onClose(): void }) {
  const { t } = useTranslation('documents')
  const heading = useId()
  const [before, after] = t('viewer.linkText', { place: gap }).split(gap)
  const open = () => {
    onClose()
    openOutside(address)
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby={heading}>
      <DialogTitle id={heading} variant="h3">
        {t('viewer.linkTitle')}
      </DialogTitle>
      <DialogContent>
        <Typography sx={{ overflowWrap: 'anywhere' }}>
          {before}
          <strong>{placeOf(address)}</strong>
          {after}
        </Typography>
      </DialogContent>
      <DialogActions>
        <Button variant="outlined" onClick={open}>
          {t('viewer.linkOpen')}
        </Button>
        <Button variant="outlined" autoFocus onClick={onClose}>
          {t('viewer.linkStay')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
