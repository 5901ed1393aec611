/** The person changes their own password; the old one is asked, for the seat may be somebody else's by now. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type FormEvent, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { refusalOf, sentenceOf } from '#renderer/lib/messages.ts'
import { Card } from '#renderer/ui/Card.tsx'
import { NewPassword, useNewPassword } from '#renderer/ui/NewPassword.tsx'
import { PasswordField } from '#renderer/ui/PasswordField.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useChangePassword } from '../people.queries.ts'

export function PasswordCard() {
  const { t } = useTranslation('people')
  const snack = useSnack()
  const [current, setCurrent] = useState('')
  const next = useNewPassword()
  const change = useChangePassword()
  const code = refusalOf(change.error)
  const isAboutNew = code === 'weak-password' || code === 'password-same'

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const password = next.checked()
    if (password === null) return
    change.mutate(
      { current, next: password },
      {
        onSuccess() {
          setCurrent('')
          next.setFirst('')
          next.setSecond('')
          snack({ text: t('password.changed') })
        },
      },
    )
  }
  return (
    <Card title={t('password.title')}>
      <Box
        component="form"
        onSubmit={submit}
        noValidate
        sx={{ padding: '.25rem 1rem 1rem', display: 'grid', gap: 1.5 }}
      >
        <PasswordField
          label={t('password.current')}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
          wrong={change.error && !isAboutNew ? sentenceOf(change.error) : null}
        />
        <NewPassword form={next} wrong={isAboutNew ? sentenceOf(change.error) : null} />
        <Button
          type="submit"
          variant="contained"
          disabled={change.isPending || current === ''}
          sx={{ justifySelf: 'start' }}
        >
          {t('password.act')}
        </Button>
      </Box>
    </Card>
  )
}
