/**
 * The one form behind the door's ways to a new password: what proves who somebody is, the new password twice, and
 * what the core said to it. A way gives its fields, what it says of a refusal, and its act.
 */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { FormEvent, ReactNode } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { refusalOf, sentenceOf } from '../../lib/messages.ts'
import { cardSx } from '../../ui/Card.tsx'
import { NewPassword, useNewPassword } from '../../ui/NewPassword.tsx'
import { useWait } from './useWait.ts'

interface NewWayFormProps {
  title: string
  text: string
  act: string
  waitUntil: number | null
  /** The way as it was tried last. */
  way: { error: unknown; isPending: boolean }
  /** Checks the fields beside the password, so that all that is wrong is said at once. */
  check?: () => boolean
  /** The password has passed its check, and so has the rest: now is the time to try. */
  onPassword: (next: string) => void
  onBack: () => void
  /** Refusals that the fields say themselves, each at its place. */
  saidAbove?: readonly string[]
  /** The fields that prove who it is. */
  children?: ReactNode
  /** What is asked after the new password. */
  below?: ReactNode
}

/** Refusals that are about the new password, and said at it. */
const aboutNew: readonly string[] = ['weak-password', 'password-same']

export function NewWayForm(props: NewWayFormProps) {
  const { title, text, act, waitUntil, way, onPassword, onBack, check, saidAbove = [], children, below } = props
  const { t } = useTranslation('door')
  const password = useNewPassword()
  const seconds = useWait(waitUntil, way.error)
  const code = refusalOf(way.error) ?? ''
  const isAboutNew = aboutNew.includes(code)
  const isSaid = isAboutNew || saidAbove.includes(code) || seconds > 0
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const next = password.checked()
    const isRight = check?.() ?? true
    if (next !== null && isRight && seconds === 0 && !way.isPending) onPassword(next)
  }
  return (
    <Box
      component="form"
      onSubmit={submit}
      noValidate
      sx={(theme) => ({ ...cardSx(theme), padding: '1.125rem 1.25rem', display: 'grid', gap: 2, maxWidth: '40rem' })}
    >
      <Box>
        <Typography variant="h2">{title}</Typography>
        <Typography color="textSecondary">{text}</Typography>
      </Box>
      {children}
      <NewPassword form={password} wrong={isAboutNew ? sentenceOf(way.error) : null} />
      {below}
      {Boolean(way.error) && !isSaid && (
        <Typography role="alert" color="error">
          {sentenceOf(way.error)}
        </Typography>
      )}
      <Typography role="status" variant="body2" color="textSecondary" sx={seconds === 0 ? { display: 'none' } : null}>
        {seconds > 0 ? t('signIn.wait', { count: seconds }) : ''}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        <Button type="submit" variant="contained" disabled={seconds > 0 || way.isPending}>
          {act}
        </Button>
        <Button variant="outlined" onClick={onBack}>
          {t('back')}
        </Button>
      </Box>
    </Box>
  )
}
