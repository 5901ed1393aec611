/** The founding on one sheet: the cooperative, its first person, this machine, the password. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { loginFrom } from '../../lib/login.ts'
import { refusalOf, sentenceOf } from '../../lib/messages.ts'
import { Field } from '../../ui/Field.tsx'
import { NewPassword, useNewPassword } from '../../ui/NewPassword.tsx'
import { useFound } from './door.queries.ts'
import { type Faults, faultsOf, type FoundingField, type FoundingText } from './foundingForm.ts'
import type { Sheet } from './sheet.ts'

interface FoundingFormProps {
  machine: string
  onBack: () => void
  onFounded: (sheet: Sheet) => void
}

const twoSx = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 60rem)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  // A screen of 768 lines shows the buttons too, also in large type.
  '@media (max-height: 50rem)': { rowGap: 1 },
} as const

function useFoundingText(machine: string) {
  const [text, setText] = useState<FoundingText>({ organisation: '', name: '', office: '', login: '', machine })
  const [faults, setFaults] = useState<Faults>({})
  // The proposed login follows the name until somebody writes their own.
  const isOwnLogin = useRef(false)
  const set = (field: FoundingField) => (value: string) => {
    if (field === 'login') isOwnLogin.current = value !== ''
    const follows = field === 'name' && !isOwnLogin.current
    setText((before) => ({ ...before, [field]: value, ...(follows ? { login: loginFrom(value) } : {}) }))
    setFaults((before) => ({ ...before, [field]: undefined }))
  }
  const check = (): boolean => {
    const found = faultsOf(text)
    setFaults(found)
    return Object.keys(found).length === 0
  }
  return { text, faults, set, check }
}

export function FoundingForm({ machine, onBack, onFounded }: FoundingFormProps) {
  const { t } = useTranslation('door')
  const form = useRef<HTMLFormElement>(null)
  const { text, faults, set, check } = useFoundingText(machine)
  const password = useNewPassword()
  const found = useFound()
  const isAboutPassword = refusalOf(found.error) === 'weak-password'

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const isWritten = check()
    const secret = password.checked()
    if (isWritten && secret !== null) return found.mutate({ ...text, password: secret }, { onSuccess: onFounded })
    // After the faults are drawn: the first of them gets the focus.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }

  const field = (name: FoundingField, more: { autoFocus?: boolean; hint?: string; autoComplete?: string } = {}) => {
    const fault = faults[name]
    return (
      <Field
        label={t(`fields.${name}`)}
        value={text[name]}
        onChange={(event) => set(name)(event.target.value)}
        wrong={fault ? (fault === 'empty' ? t(`empty.${name}`) : t(`faults.${fault}`)) : null}
        autoComplete="off"
        {...more}
      />
    )
  }

  return (
    <Box component="form" ref={form} onSubmit={submit} noValidate sx={{ display: 'grid', gap: 1.5 }}>
      <Box>
        <Typography variant="h1" sx={{ fontSize: '1.5rem', lineHeight: '2rem' }}>
          {t('found.title')}
        </Typography>
        <Typography color="textSecondary">{t('found.text')}</Typography>
      </Box>
      {field('organisation', { autoFocus: true, hint: t('hints.organisation') })}
      <Box sx={twoSx}>
        {field('name', { autoComplete: 'name' })}
        {field('office', { hint: t('hints.office') })}
        {field('login', { hint: t('hints.login') })}
        {field('machine', { hint: t('hints.machine') })}
        <NewPassword form={password} wrong={isAboutPassword ? sentenceOf(found.error) : null} />
      </Box>
      {found.error && !isAboutPassword && (
        <Typography role="alert" color="error">
          {sentenceOf(found.error)}
        </Typography>
      )}
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Button type="submit" variant="contained" size="large" disabled={found.isPending}>
          {t('found.act')}
        </Button>
        <Button variant="outlined" size="large" onClick={onBack} disabled={found.isPending}>
          {t('back')}
        </Button>
        <Typography role="status" variant="body2" color="textSecondary">
          {found.isPending ? t('found.busy') : ''}
        </Typography>
      </Box>
    </Box>
  )
}
