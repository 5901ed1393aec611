/** Who are you? A tile and PIN or password; login and password; a one-time code; or, with the printed sheet, a new password. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import Key from '@mui/icons-material/Key'
import PersonSearch from '@mui/icons-material/PersonSearch'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState, PersonTile } from '#contract/door.contract.ts'
import { dayPartOf } from '../../lib/dayPart.ts'
import { ClockAside } from './ClockAside.tsx'
import { DoorShell } from './DoorShell.tsx'
import { EarlyKeys } from './EarlyKeys.tsx'
import { PersonTiles } from './PersonTiles.tsx'
import { SignInCard } from './SignInCard.tsx'
import { useNow } from '../../lib/useNow.ts'

const PinPad = lazy(() => import('./PinPad.tsx').then((m) => ({ default: m.PinPad })))
// Wanted once in a year or never.
const RecoverForm = lazy(() => import('./RecoverForm.tsx').then((m) => ({ default: m.RecoverForm })))

const RedeemForm = lazy(() => import('./RedeemForm.tsx').then((m) => ({ default: m.RedeemForm })))
const DueForm = lazy(() => import('./DueForm.tsx').then((m) => ({ default: m.DueForm })))

type Who = { kind: 'tile'; person: PersonTile } | { kind: 'other' }

const columnsSx = {
  display: 'grid',
  gap: '1.5rem',
  maxWidth: '54rem',
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 60rem)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(17rem, 19.5rem)' },
} as const

/** Whoever locked the window is expected; alone in the house, one is chosen already. */
function firstChoice({ people, lockedBy }: DoorState): Who | null {
  const expected = people.find((person) => person.id === lockedBy) ?? (people.length === 1 ? people[0] : undefined)
  return expected ? { kind: 'tile', person: expected } : null
}

/** What stands beside the tiles, or in their place. */
type Step =
  | { kind: 'who' }
  | { kind: 'recover' }
  | { kind: 'code' }
  | { kind: 'due'; given: { login: string; password: string } }

interface EnterProps {
  door: DoorState
  who: Who
  onStep: (step: Step) => void
}

/** The PIN where the person has one that opens now, else the password; each leads to the other. */
function Enter({ door, who, onStep }: EnterProps) {
  const person = who.kind === 'tile' ? who.person : null
  const [usesPin, setUsesPin] = useState(person?.pin ?? false)
  const [said, setSaid] = useState<string | null>(null)
  const early = useRef<KeyboardEvent[]>([])
  if (person && usesPin)
    return (
      <Suspense fallback={<EarlyKeys keys={early} />}>
        <PinPad
          person={person}
          early={early}
          onPassword={(why) => {
            setSaid(why)
            setUsesPin(false)
          }}
        />
      </Suspense>
    )
  return (
    <SignInCard
      person={person}
      waitUntil={door.waitUntil}
      onLost={() => onStep({ kind: 'recover' })}
      onPin={person?.pin && !said ? () => setUsesPin(true) : null}
      said={said}
      onDue={(given) => onStep({ kind: 'due', given })}
      isDemo={door.demo}
    />
  )
}

interface StepFormProps {
  door: DoorState
  step: Exclude<Step, { kind: 'who' }>
  login: string
  onBack: () => void
}

function StepForm({ door, step, login, onBack }: StepFormProps) {
  switch (step.kind) {
    case 'recover':
      return <RecoverForm login={login} waitUntil={door.waitUntil} onBack={onBack} />
    case 'code':
      return <RedeemForm waitUntil={door.waitUntil} onBack={onBack} />
    case 'due':
      return <DueForm given={step.given} waitUntil={door.waitUntil} onBack={onBack} />
  }
}

export function SignInPage({ door }: { door: DoorState }) {
  const { t } = useTranslation('door')
  const now = useNow()
  const [who, setWho] = useState<Who | null>(() => firstChoice(door))
  const [step, setStep] = useState<Step>({ kind: 'who' })
  const isLocked = door.lockedBy !== null
  const title = isLocked ? t('locked.title') : t(`signIn.title.${dayPartOf(now)}`)
  const person = who?.kind === 'tile' ? who.person : null
  const text = isLocked
    ? t(person?.pin ? 'locked.textPin' : 'locked.text')
    : t(door.people.some((tile) => tile.pin) ? 'signIn.textPin' : 'signIn.text')
  return (
    <DoorShell door={door} title={title} aside={<ClockAside door={door} />}>
      <Typography variant="h1">{title}</Typography>
      <Typography color="textSecondary" sx={{ mt: '.125rem', mb: '1.25rem' }}>
        {step.kind === 'who' ? text : ''}
      </Typography>
      {step.kind !== 'who' ? (
        <Suspense fallback={null}>
          <StepForm door={door} step={step} login={person?.login ?? ''} onBack={() => setStep({ kind: 'who' })} />
        </Suspense>
      ) : (
        <Box sx={columnsSx}>
          <Box sx={{ display: 'grid', gap: '.75rem' }}>
            <PersonTiles
              people={door.people}
              chosen={person?.id ?? null}
              onChoose={(tile) => setWho({ kind: 'tile', person: tile })}
            />
            <Button
              variant="outlined"
              size="large"
              startIcon={<PersonSearch />}
              aria-pressed={who?.kind === 'other'}
              onClick={() => setWho({ kind: 'other' })}
              sx={{ justifyContent: 'flex-start', whiteSpace: 'normal', textAlign: 'left' }}
            >
              {t('signIn.other')}
            </Button>
            <Button
              variant="outlined"
              size="large"
              startIcon={<Key />}
              onClick={() => setStep({ kind: 'code' })}
              sx={{ justifyContent: 'flex-start', whiteSpace: 'normal', textAlign: 'left' }}
            >
              {t('code.have')}
            </Button>
          </Box>
          {who && <Enter key={person?.id ?? 'other'} door={door} who={who} onStep={setStep} />}
        </Box>
      )}
    </DoorShell>
  )
}
