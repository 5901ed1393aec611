/** With the printed sheet: a new password for who lost theirs. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refusalOf, sentenceOf } from '../../lib/messages.ts'
import { cardSx } from '../../ui/Card.tsx'
import { Field } from '../../ui/Field.tsx'
import { NewPassword, useNewPassword } from '../../ui/NewPassword.tsx'
import { useRecover } from './door.queries.ts'
import { useWait } from './useWait.ts'

interface RecoverFormProps {
  login: string
  waitUntil: number | null
  onBack: () => void
}

export function RecoverForm({ login: known, waitUntil, onBack }: RecoverFormProps) {
  const { t } = useTranslation('door')
  const [login, setLogin] = useState(known)
  const [recovery, setRecovery] = useState('')
  const password = useNewPassword()
  const recover = useRecover()
  const seconds = useWait(waitUntil, recover.error)
  const code = refusalOf(recover.error)
  const isAboutPassword = code === 'weak-password'
  const isAboutCode = code === 'wrong-recovery' || code === 'wrong-credentials' || code === 'bad-input'

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = password.checked()
    if (next !== null && seconds === 0) recover.mutate({ login, recovery, password: next })
  }

  return (
    <Box
      component="form"
      onSubmit={submit}
      noValidate
      sx={(theme) => ({ ...cardSx(theme), padding: '1.125rem 1.25rem', display: 'grid', gap: 2, maxWidth: '40rem' })}
    >
      <Box>
        <Typography variant="h2">{t('recover.title')}</Typography>
        <Typography color="textSecondary">{t('recover.text')}</Typography>
      </Box>
      <Field
        label={t('fields.login')}
        autoFocus={known === ''}
        autoComplete="username"
        spellCheck={false}
        value={login}
        onChange={(event) => setLogin(event.target.value)}
      />
      <Field
        label={t('recover.code')}
        hint={t('recover.codeHint')}
        autoFocus={known !== ''}
        multiline
        minRows={2}
        autoComplete="off"
        spellCheck={false}
        value={recovery}
        onChange={(event) => setRecovery(event.target.value)}
        wrong={isAboutCode ? t('recover.wrong') : null}
      />
      <NewPassword form={password} wrong={isAboutPassword ? sentenceOf(recover.error) : null} />
      {recover.error && !isAboutPassword && !isAboutCode && seconds === 0 && (
        <Typography role="alert" color="error">
          {sentenceOf(recover.error)}
        </Typography>
      )}
      <Typography role="status" variant="body2" color="textSecondary" sx={seconds === 0 ? { display: 'none' } : null}>
        {seconds > 0 ? t('signIn.wait', { count: seconds }) : ''}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button type="submit" variant="contained" disabled={seconds > 0 || recover.isPending}>
          {t('recover.act')}
        </Button>
        <Button variant="outlined" onClick={onBack}>
          {t('back')}
        </Button>
      </Box>
    </Box>
  )
}
