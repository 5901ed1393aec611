/** Whether the core answers at present; the status line shows it. */
import { useSyncExternalStore } from 'react'

export type ConnectionState = 'connecting' | 'up' | 'down'

const listeners = new Set<() => void>()
let state: ConnectionState = 'connecting'

export function setConnection(next: ConnectionState): void {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

export function onConnection(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const connection = (): ConnectionState => state

export const useConnection = (): ConnectionState => useSyncExternalStore(onConnection, connection)
