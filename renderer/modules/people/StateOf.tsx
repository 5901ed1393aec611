/** The state of a person, in a word on its colour. */
import Block from '@mui/icons-material/Block'
import CheckCircle from '@mui/icons-material/CheckCircle'
import Key from '@mui/icons-material/Key'
import MarkEmailUnread from '@mui/icons-material/MarkEmailUnread'
import PauseCircle from '@mui/icons-material/PauseCircle'
import type { ComponentType } from 'react'
import type { PersonState } from '#contract/people.contract.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { StateChip, type Tone } from '../../ui/StateChip.tsx'

const looks: Record<PersonState, { tone: Tone; icon: ComponentType<{ fontSize?: 'small' }> }> = {
  active: { tone: 'ok', icon: CheckCircle },
  invited: { tone: 'info', icon: MarkEmailUnread },
  'first-password': { tone: 'info', icon: Key },
  suspended: { tone: 'warn', icon: PauseCircle },
  revoked: { tone: 'neutral', icon: Block },
}

export function StateOf({ state }: { state: PersonState }) {
  const { t } = useTranslation('people')
  return (
    <StateChip small {...looks[state]}>
      {t(`states.${state}`)}
    </StateChip>
  )
}
