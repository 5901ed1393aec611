/**
 * The hybrid logical clock that stamps ops: S. Kulkarni, M. Demirbas, D. Madappa, B. Avva, M. Leone, "Logical
 * Physical Clocks and Consistent Snapshots in Globally Distributed Databases", OPODIS 2014 (algorithm of its
 * figure 5), with both parts in one number: 1000 * milliseconds since 1970 + counter. The counter carries into
 * the milliseconds, so a stamp is a safe integer of JavaScript until the year 2255.
 *  1. Each stamp is above every one before it, whatever the system's clock does.
 *  2. A stamp is above every stamp that was received, unless that one is more than a day ahead of the system's
 *     clock: one machine with a wrong clock shall not drag all others along.
 *  3. It is never behind the system's clock, and ahead of it only by what was received or counted.
 * It gives no stamp after 2255, rather than one that JavaScript would round.
 */

/** How far a received stamp may be ahead of the system's clock, milliseconds. */
export const mostAheadMs = 24 * 3_600_000

export const perMs = 1000

export interface StampClock {
  /** A new stamp. @throws RangeError beyond the year 2255 */
  next(): number
  /** Learns a stamp of another machine; false when it is too far ahead to be followed. */
  receive(stamp: number): boolean
  /** The highest stamp so far. */
  last(): number
}

/** @param last the highest stamp that was given or followed before. @param now UTC milliseconds */
export function createStampClock(last: number, now: () => number): StampClock {
  let highest = last
  return {
    next() {
      highest = Math.max(highest + 1, Math.trunc(now()) * perMs)
      if (!Number.isSafeInteger(highest)) throw new RangeError('the clock is beyond the year 2255')
      return highest
    },
    receive(stamp) {
      if (stamp > (Math.trunc(now()) + mostAheadMs) * perMs) return stamp <= highest
      highest = Math.max(highest, stamp)
      return true
    },
    last: () => highest,
  }
}

/** The moment of a stamp, UTC milliseconds. */
export const momentOf = (stamp: number): number => Math.floor(stamp / perMs)
