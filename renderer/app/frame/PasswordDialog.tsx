/** The person changes their own password; the old one is asked, for the seat may be somebody else's by now. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refusalOf, sentenceOf } from '../../lib/messages.ts'
import { orpc } from '../../lib/query.ts'
import { NewPassword, useNewPassword } from '../../ui/NewPassword.tsx'
import { PasswordField } from '../../ui/PasswordField.tsx'
import { useSnack } from '../../ui/snacks.ts'

function PasswordForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('frame')
  const snack = useSnack()
  const [current, setCurrent] = useState('')
  const next = useNewPassword()
  const change = useMutation(
    orpc.door.changePassword.mutationOptions({
      onSuccess() {
        snack({ text: t('password.changed') })
        onClose()
      },
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const password = next.checked()
    if (password !== null) change.mutate({ current, next: password })
  }
  const isAboutNew = refusalOf(change.error) === 'weak-password'
  return (
    <form onSubmit={submit} noValidate>
      <DialogTitle id="password-title" variant="h2">
        {t('password.title')}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <PasswordField
          label={t('password.current')}
          autoFocus
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          wrong={change.error && !isAboutNew ? sentenceOf(change.error) : null}
        />
        <NewPassword form={next} wrong={isAboutNew ? sentenceOf(change.error) : null} />
      </DialogContent>
      <DialogActions>
        <Button type="submit" variant="contained" disabled={change.isPending}>
          {t('password.act')}
        </Button>
        <Button variant="outlined" onClick={onClose}>
          {t('password.leave')}
        </Button>
      </DialogActions>
    </form>
  )
}

export function PasswordDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} aria-labelledby="password-title">
      <PasswordForm onClose={onClose} />
    </Dialog>
  )
}
