/** Two groups of the code are asked back: whoever can answer has the sheet on paper. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { Field } from '../../ui/Field.tsx'
import { type GivenGroup, groupsOf, pickTwo, sameGroup } from './sheet.ts'

const randomShare = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32

interface AskBackProps {
  recovery: string
  act: string
  isBusy?: boolean
  onDone: (given: GivenGroup[]) => void
  /** Stands between the fields and the button. */
  children?: ReactNode
}

export function AskBack({ recovery, act, isBusy = false, onDone, children }: AskBackProps) {
  const { t } = useTranslation('door')
  const groups = groupsOf(recovery)
  const [places] = useState(() => pickTwo(groups.length, randomShare(), randomShare()))
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const [wrong, setWrong] = useState<readonly boolean[]>([false, false])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const given = places.map((place, nth) => ({ place, group: typed[nth] ?? '' }))
    const faults = given.map(({ place, group }) => !sameGroup(group, groups[place] ?? ''))
    setWrong(faults)
    if (!faults.includes(true) && !isBusy) onDone(given)
  }
  return (
    <Box component="form" onSubmit={submit} noValidate className="no-print" sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="h2">{t('sheet.askTitle')}</Typography>
      {places.map((place, nth) => (
        <Field
          key={place}
          label={t('sheet.group', { number: place + 1 })}
          value={typed[nth]}
          autoComplete="off"
          spellCheck={false}
          wrong={wrong[nth] ? t('sheet.wrongGroup', { number: place + 1 }) : null}
          onChange={(event) => setTyped(nth === 0 ? [event.target.value, typed[1]] : [typed[0], event.target.value])}
          sx={{ maxWidth: '16rem' }}
        />
      ))}
      {children}
      <Button type="submit" variant="contained" size="large" disabled={isBusy} sx={{ justifySelf: 'start' }}>
        {act}
      </Button>
    </Box>
  )
}
