/** How far the reading of papers has got, as the core last announced it. */
import { useSyncExternalStore } from 'react'

export interface Reading {
  waiting: number
  running: readonly { paper: string; title: string; page: number; pages: number }[]
}

const none: Reading = { waiting: 0, running: [] }
const listeners = new Set<() => void>()
let reading = none

export function setReading(next: Reading): void {
  reading = next
  for (const listener of listeners) listener()
}

export const useReading = (): Reading =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => reading,
  )
