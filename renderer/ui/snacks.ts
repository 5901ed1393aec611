/**
 * Notices with undo. `const snack = useSnack()` in any part of a page, then
 * `snack({ text: t('edited'), undo: () => edit(before) })`: shown for 8 seconds, kept in the list behind the bell.
 */
import { createContext, useContext } from 'react'

export interface Snack {
  text: string
  /** Takes the act back; `Ctrl Z` and the button of the top bar call it too. */
  undo?: () => Promise<unknown> | void
  tone?: 'done' | 'error'
}

export interface Notice extends Snack {
  id: number
  at: number
  state: 'fresh' | 'undone'
}

export interface Snacks {
  show: (snack: Snack) => void
  /** Newest first, of this session only. */
  notices: readonly Notice[]
  /** The newest act that can still be taken back. */
  undoable: Notice | null
  undo: (notice: Notice) => void
  seen: () => void
  hasUnseen: boolean
}

export const SnacksContext = createContext<Snacks | null>(null)

export function useSnacks(): Snacks {
  const snacks = useContext(SnacksContext)
  if (!snacks) throw new Error('useSnacks outside of SnackProvider')
  return snacks
}

export const useSnack = (): Snacks['show'] => useSnacks().show
