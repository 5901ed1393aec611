/** How long the door stays shut after wrong tries: three are free, then 2 s, doubled each time, five minutes at most. */

export interface Tries {
  /** Wrong tries since the last right one. */
  count: number
  /** The last of them, UTC milliseconds. */
  lastAt: number
}

export const noTries: Tries = { count: 0, lastAt: 0 }

const free = 3
const firstWaitMs = 2_000
const mostWaitMs = 5 * 60_000

/** The wait that follows the `count`-th wrong try, in milliseconds. */
export function waitAfter(count: number): number {
  if (count < free) return 0
  return Math.min(mostWaitMs, firstWaitMs * 2 ** Math.min(count - free, 20))
}

/**
 * The tries as they count now: when the clock stands before the last try it was set back, and the wait begins
 * anew instead of ending early, or of lasting until the clock has caught up.
 */
export function settleTries(tries: Tries, now: number): Tries {
  return now < tries.lastAt ? { count: tries.count, lastAt: now } : tries
}

/** When the door opens again, or null when it is open. */
export function shutUntil(tries: Tries, now: number): number | null {
  const until = tries.lastAt + waitAfter(tries.count)
  return until > now ? until : null
}
