/** The PIN: six digits that open again after a lock or a switch, until the program is closed. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import CheckCircle from '@mui/icons-material/CheckCircle'
import { type FormEvent, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { refusalOf, sentenceOf } from '#renderer/lib/messages.ts'
import { Card } from '#renderer/ui/Card.tsx'
import { PasswordField } from '#renderer/ui/PasswordField.tsx'
import { StateChip } from '#renderer/ui/StateChip.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useRemovePin, useSetPin } from '../people.queries.ts'
import { digits, isPin } from './pin.ts'

type Fault = 'digits' | 'different'

function PinForm({ hasPin, onDone }: { hasPin: boolean; onDone: () => void }) {
  const { t } = useTranslation('people')
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [password, setPassword] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const set = useSetPin()
  const isAboutPin = refusalOf(set.error) === 'weak-pin'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = !isPin(pin) ? 'digits' : pin === again ? null : 'different'
    setFault(found)
    if (found) return
    set.mutate(
      { pin, password },
      {
        onSuccess() {
          setPin('')
          setAgain('')
          setPassword('')
          onDone()
        },
      },
    )
  }
  const onlyDigits = (write: (text: string) => void) => (event: { target: { value: string } }) => {
    setFault(null)
    write(event.target.value.replaceAll(/\D/g, '').slice(0, digits))
  }
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ display: 'grid', gap: 1.5 }}>
      <PasswordField
        label={t('pin.first')}
        autoComplete="off"
        inputProps={{ inputMode: 'numeric', maxLength: digits }}
        value={pin}
        onChange={onlyDigits(setPin)}
        hint={t('pin.hint')}
        wrong={fault === 'digits' ? t('pin.digits') : isAboutPin ? sentenceOf(set.error) : null}
      />
      <PasswordField
        label={t('pin.second')}
        autoComplete="off"
        inputProps={{ inputMode: 'numeric', maxLength: digits }}
        value={again}
        onChange={onlyDigits(setAgain)}
        wrong={fault === 'different' ? t('pin.different') : null}
      />
      <PasswordField
        label={t('pin.password')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        wrong={set.error && !isAboutPin ? sentenceOf(set.error) : null}
      />
      <Button
        type="submit"
        variant="contained"
        disabled={set.isPending || password === ''}
        sx={{ justifySelf: 'start' }}
      >
        {t(hasPin ? 'pin.change' : 'pin.set')}
      </Button>
    </Box>
  )
}

export function PinCard({ hasPin }: { hasPin: boolean }) {
  const { t } = useTranslation('people')
  const snack = useSnack()
  const remove = useRemovePin()
  const onRemove = () =>
    remove.mutate(undefined, {
      onSuccess: () => snack({ text: t('pin.removed') }),
      onError: (error) => snack({ text: sentenceOf(error), tone: 'error' }),
    })
  return (
    <Card title={t('pin.title')}>
      <Box sx={{ padding: '.25rem 1rem 1rem', display: 'grid', gap: 1.5 }}>
        <Typography color="textSecondary">{t('pin.text')}</Typography>
        {hasPin && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
            <StateChip tone="ok" icon={CheckCircle}>
              {t('pin.isSet')}
            </StateChip>
            <Button variant="outlined" size="small" disabled={remove.isPending} onClick={onRemove}>
              {t('pin.remove')}
            </Button>
          </Box>
        )}
        <PinForm hasPin={hasPin} onDone={() => snack({ text: t('pin.saved') })} />
      </Box>
    </Card>
  )
}
