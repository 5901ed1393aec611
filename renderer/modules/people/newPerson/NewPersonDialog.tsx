/** Somebody new: invited with a one-time code, or with a first password that is said by voice. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { type FormEvent, useRef, useState } from 'react'
import type { OneTimeCode } from '#contract/people.contract.ts'
import type { Role } from '#contract/permissions.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { refusalOf, sentenceOf } from '#renderer/lib/messages.ts'
import { Field } from '#renderer/ui/Field.tsx'
import { NewPassword, useNewPassword } from '#renderer/ui/NewPassword.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { CodeDialog } from '../CodeDialog.tsx'
import { useCreate, useInvite } from '../people.queries.ts'
import { RoleChoice } from '../RoleChoice.tsx'
import { DaysChoice } from './DaysChoice.tsx'
import { type PersonField, usePersonText } from './personText.ts'

export type WayIn = 'code' | 'password'

interface WayProps {
  way: WayIn
  onClose: () => void
}

const twoSx = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 60rem)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
} as const

function useNewPerson(way: WayIn, onMade: (code: OneTimeCode | null) => void) {
  const invite = useInvite()
  const create = useCreate()
  const { error, isPending } = way === 'code' ? invite : create
  const make = (
    person: { login: string; name: string; office: string; roles: Role[] },
    last: { days: number; password: string },
  ) =>
    way === 'code'
      ? invite.mutate({ ...person, days: last.days }, { onSuccess: onMade })
      : create.mutate({ ...person, password: last.password }, { onSuccess: () => onMade(null) })
  return { error, isPending, make }
}

function NewPersonForm({
  way,
  onClose,
  onMade,
}: WayProps & { onMade: (name: string, code: OneTimeCode | null) => void }) {
  const { t } = useTranslation(['people', 'ui'])
  const form = useRef<HTMLFormElement>(null)
  const { text, faults, set, check } = usePersonText()
  const [roles, setRoles] = useState<Role[]>([])
  const [days, setDays] = useState(7)
  const password = useNewPassword()
  const { error, isPending, make } = useNewPerson(way, (code) => onMade(text.name.trim(), code))
  const refused = refusalOf(error)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isWritten = check()
    const secret = way === 'code' ? '' : password.checked()
    if (isWritten && secret !== null) return make({ ...text, roles }, { days, password: secret })
    // After the faults are drawn: the first of them gets the focus.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }
  const field = (name: PersonField, more: { autoFocus?: boolean; hint?: string } = {}) => {
    const fault = faults[name]
    const taken = name === 'login' && refused === 'login-taken' ? sentenceOf(error) : null
    return (
      <Field
        label={t(`fields.${name}`)}
        value={text[name]}
        onChange={(event) => set(name)(event.target.value)}
        wrong={fault ? t(`faults.${fault}`) : taken}
        autoComplete="off"
        spellCheck={false}
        {...more}
      />
    )
  }
  return (
    <Box
      component="form"
      ref={form}
      onSubmit={submit}
      noValidate
      sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
    >
      <DialogTitle id="new-person" variant="h2">
        {t(way === 'code' ? 'invite.title' : 'create.title')}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography color="textSecondary">{t(way === 'code' ? 'invite.text' : 'create.text')}</Typography>
        <Box sx={twoSx}>
          {field('name', { autoFocus: true })}
          {field('login', { hint: t('hints.login') })}
          {field('office', { hint: t('hints.office') })}
          {way === 'code' && <DaysChoice days={days} onDays={setDays} />}
        </Box>
        {way === 'password' && (
          <Box sx={twoSx}>
            <NewPassword form={password} wrong={refused === 'weak-password' ? sentenceOf(error) : null} />
          </Box>
        )}
        <RoleChoice chosen={roles} onChosen={setRoles} />
        {error && refused !== 'login-taken' && refused !== 'weak-password' && (
          <Typography role="alert" color="error">
            {sentenceOf(error)}
          </Typography>
        )}
      </DialogContent>
      <DialogActions>
        <Button type="submit" variant="contained" disabled={isPending}>
          {t(way === 'code' ? 'invite.act' : 'create.act')}
        </Button>
        <Button variant="outlined" onClick={onClose}>
          {t('ui:leaveAsIs')}
        </Button>
      </DialogActions>
    </Box>
  )
}

export function NewPersonDialog({ way, onClose }: WayProps) {
  const { t } = useTranslation('people')
  const snack = useSnack()
  const [made, setMade] = useState<{ name: string; code: OneTimeCode } | null>(null)
  const done = (name: string, code: OneTimeCode | null) => {
    if (code) return setMade({ name, code })
    snack({ text: t('create.done', { name }) })
    onClose()
  }
  if (made) return <CodeDialog name={made.name} code={made.code} onClose={onClose} />
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby="new-person"
      slotProps={{ paper: { sx: { width: '52rem', maxWidth: '52rem' } } }}
    >
      <NewPersonForm way={way} onClose={onClose} onMade={done} />
    </Dialog>
  )
}
