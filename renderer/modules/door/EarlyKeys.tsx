/** Stands where the PIN pad is about to come, and keeps what is typed meanwhile for it. */
import { type RefObject, useEffect } from 'react'

export type Early = RefObject<KeyboardEvent[]>

export function EarlyKeys({ keys }: { keys: Early }) {
  useEffect(() => {
    const keep = (event: KeyboardEvent) => void keys.current.push(event)
    window.addEventListener('keydown', keep)
    return () => window.removeEventListener('keydown', keep)
  }, [keys])
  return null
}
