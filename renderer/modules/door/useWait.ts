/** How long the door stays shut after wrong tries, counted down; said by the core, or by its last refusal. */
import { useEffect, useState } from 'react'
import { refusedNumber } from '../../lib/messages.ts'
import { useNow } from '../../lib/useNow.ts'

/** Seconds left to wait; 0 when the door is open. */
export function useWait(waitUntil: number | null, error: unknown): number {
  const now = useNow(250)
  const [until, setUntil] = useState(waitUntil ?? 0)
  useEffect(() => {
    const waitMs = refusedNumber(error, 'waitMs') ?? 0
    if (waitMs > 0) setUntil(Date.now() + waitMs)
  }, [error])
  return Math.max(0, Math.ceil((until - now) / 1000))
}
