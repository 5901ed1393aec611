/** The password of a chosen person, or login and password of any. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import type { PersonTile } from '#contract/door.contract.ts'
import { refusalOf, sentenceOf } from '../../lib/messages.ts'
import { cardSx } from '../../ui/Card.tsx'
import { Field } from '../../ui/Field.tsx'
import { PasswordField } from '../../ui/PasswordField.tsx'
import { useSignIn } from './door.queries.ts'
import { PersonHead } from './PersonHead.tsx'
import { useWait } from './useWait.ts'

interface SignInCardProps {
  /** Null for another person, who writes their login. */
  person: PersonTile | null
  waitUntil: number | null
  onLost: () => void
  /** Back to the PIN, where the person has one. */
  onPin: (() => void) | null
  /** Why the password is asked after all: five wrong PINs. */
  said: string | null
  /** The password is right and an administrator's: a new one must be chosen. */
  onDue: (given: { login: string; password: string }) => void
  /** The demo cooperative tells its password: nobody chose it. */
  isDemo: boolean
}

export function SignInCard(props: SignInCardProps) {
  const { person, waitUntil, onLost, onPin, said, onDue, isDemo } = props
  const { t } = useTranslation('door')
  const [login, setLogin] = useState(person?.login ?? '')
  const [password, setPassword] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const signIn = useSignIn()
  const seconds = useWait(waitUntil, signIn.error)
  const isWrong = refusalOf(signIn.error) === 'wrong-credentials' || refusalOf(signIn.error) === 'bad-input'

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (seconds > 0 || signIn.isPending) return
    signIn.mutate(
      { login, password },
      {
        onError(error) {
          if (refusalOf(error) === 'password-due') return onDue({ login, password })
          setPassword('')
          field.current?.focus()
        },
      },
    )
  }

  const wrong =
    signIn.error && refusalOf(signIn.error) !== 'too-soon'
      ? isWrong
        ? t('signIn.wrong')
        : sentenceOf(signIn.error)
      : null
  return (
    <Box
      component="form"
      onSubmit={submit}
      noValidate
      sx={(theme) => ({ ...cardSx(theme), padding: '1.125rem 1.25rem', display: 'grid', gap: 2 })}
    >
      {person ? (
        <PersonHead person={person} text={person.office} />
      ) : (
        <Field
          label={t('fields.login')}
          autoFocus
          autoComplete="username"
          spellCheck={false}
          value={login}
          onChange={(event) => setLogin(event.target.value)}
        />
      )}
      {said && (
        <Typography role="alert" variant="body2" color="error">
          {said}
        </Typography>
      )}
      <PasswordField
        label={t('signIn.password')}
        autoFocus={person !== null}
        autoComplete="current-password"
        inputRef={field}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        hint={isDemo ? t('signIn.demoPassword') : undefined}
        wrong={wrong}
      />
      <Typography role="status" variant="body2" color="textSecondary" sx={seconds === 0 ? { display: 'none' } : null}>
        {seconds > 0 ? t('signIn.wait', { count: seconds }) : ''}
      </Typography>
      <Button type="submit" variant="contained" size="large" disabled={seconds > 0 || signIn.isPending}>
        {signIn.isPending ? t('signIn.busy') : t('signIn.act')}
      </Button>
      <Box sx={{ display: 'grid' }}>
        {onPin && <Button onClick={onPin}>{t('pin.use')}</Button>}
        <Button onClick={onLost}>{t('signIn.lost')}</Button>
      </Box>
    </Box>
  )
}
