/** Who are you? A tile and a password; or login and password; or, with the printed sheet, a new password. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import PersonSearch from '@mui/icons-material/PersonSearch'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DoorState, PersonTile } from '#contract/door.contract.ts'
import { dayPartOf } from '../../lib/dayPart.ts'
import { ClockAside } from './ClockAside.tsx'
import { DoorShell } from './DoorShell.tsx'
import { PersonTiles } from './PersonTiles.tsx'
import { RecoverForm } from './RecoverForm.tsx'
import { SignInCard } from './SignInCard.tsx'
import { useNow } from '../../lib/useNow.ts'

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

export function SignInPage({ door }: { door: DoorState }) {
  const { t } = useTranslation('door')
  const now = useNow()
  const [who, setWho] = useState<Who | null>(() => firstChoice(door))
  const [isRecovering, setRecovering] = useState(false)
  const isLocked = door.lockedBy !== null
  const title = isLocked ? t('locked.title') : t(`signIn.title.${dayPartOf(now)}`)
  const person = who?.kind === 'tile' ? who.person : null
  return (
    <DoorShell door={door} title={title} aside={<ClockAside organisation={door.organisation} />}>
      <Typography variant="h1">{title}</Typography>
      <Typography color="textSecondary" sx={{ mt: '.125rem', mb: '1.25rem' }}>
        {isLocked ? t('locked.text') : t('signIn.text')}
      </Typography>
      {isRecovering ? (
        <RecoverForm login={person?.login ?? ''} waitUntil={door.waitUntil} onBack={() => setRecovering(false)} />
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
          </Box>
          {who && (
            <SignInCard
              key={person?.id ?? 'other'}
              person={person}
              waitUntil={door.waitUntil}
              onLost={() => setRecovering(true)}
              isDemo={door.demo}
            />
          )}
        </Box>
      )}
    </DoorShell>
  )
}
