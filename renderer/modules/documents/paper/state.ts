/** How a paper's state looks and reads, and what can be done about it. */
import type { SvgIconComponent } from '@mui/icons-material'
import ErrorIcon from '@mui/icons-material/Error'
import FactCheck from '@mui/icons-material/FactCheck'
import History from '@mui/icons-material/History'
import HourglassTop from '@mui/icons-material/HourglassTop'
import Inventory2 from '@mui/icons-material/Inventory2'
import Lock from '@mui/icons-material/Lock'
import type { Paper } from '#contract/documents.contract.ts'
import type { Tone } from '#renderer/ui/StateChip.tsx'

type Stated = Pick<Paper, 'state' | 'reason'>

export interface StateLook {
  tone: Tone
  icon: SvgIconComponent
}

export function lookOf({ state, reason }: Stated): StateLook {
  switch (state) {
    case 'waiting':
    case 'reading':
      return { tone: 'info', icon: HourglassTop }
    case 'filed':
      return { tone: 'ok', icon: Inventory2 }
    case 'review':
      return reason === 'kept-as-is' ? { tone: 'neutral', icon: Inventory2 } : { tone: 'warn', icon: FactCheck }
    case 'refused':
      return { tone: 'error', icon: reason === 'password' ? Lock : ErrorIcon }
    case 'cancelled':
      return { tone: 'neutral', icon: History }
  }
}

/** The key of the word on the chip: the reason says more than the state, where there is one. */
export const wordOf = ({ state, reason }: Stated) =>
  reason && state !== 'waiting' && state !== 'reading' ? (`reasons.${reason}` as const) : (`states.${state}` as const)

/** Reading once more helps where something went wrong, not where nothing could be read in the first place. */
export const mayRetry = ({ state, reason }: Stated): boolean =>
  state === 'refused' || state === 'cancelled' || (state === 'review' && reason === 'some-pages-unreadable')

export const mayCancel = ({ state }: Stated): boolean => state === 'waiting' || state === 'reading'

/** Whether its pages can be drawn by the viewer. */
export const isDrawable = ({ format, state }: Pick<Paper, 'format' | 'state'>): boolean =>
  format === 'pdf' && state !== 'refused'
