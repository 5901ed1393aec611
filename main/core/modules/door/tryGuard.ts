/** Counts tries at the door on the disk, keeps it shut after wrong ones, and notes each of them for the audit. */
import type { AuditEntity } from '#db/modules/audit/audit.entity.ts'
import { Refusal } from '#contract/errors.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Log } from '../../lib/log.ts'
import { type Device, organisedFile } from './device.ts'
import { noTries, settleTries, shutUntil, type Tries, waitAfter } from './tries.rules.ts'

export interface TryGuard {
  /** Until when nobody may try, UTC milliseconds; null when the door may be tried. */
  waitUntil(): number | null
  /**
   * Makes one counted try; `check` gives null for a wrong one, of which `wrong` says what is noted and answered.
   * Never two at once: the door's turns see to it. @throws Refusal too-soon, and that of `wrong`
   */
  tryOnce<T>(check: () => Promise<T | null>, wrong: Wrong): Promise<T>
}

export interface Wrong {
  entry(): AuditEntity
  refusal(waitMs: number): Refusal
}

/** Entries that may wait for the database; at one try in five minutes it is some days of them. */
const mostUnrecorded = 1000

export function createTryGuard(device: Device, clock: Clock, log: Log): TryGuard {
  const keep = (tries: Tries): void => device.keep({ ...organisedFile(device), tries }, false)

  /** Counts a try before it is made, so that a crash in the middle gives none for free. */
  function begin(): number {
    const now = clock.now()
    const known = organisedFile(device).tries
    const tries = settleTries(known, now)
    const until = shutUntil(tries, now)
    if (until !== null) {
      if (tries !== known) keep(tries)
      throw new Refusal('too-soon', { waitMs: until - now })
    }
    keep({ count: tries.count + 1, lastAt: now })
    return tries.count + 1
  }

  return {
    waitUntil() {
      const file = device.file()
      const now = clock.now()
      return file && shutUntil(settleTries(file.tries, now), now)
    },
    async tryOnce(check, wrong) {
      const count = begin()
      const found = await check()
      if (found !== null) {
        keep(noTries)
        return found
      }
      // The wait begins when the answer is given, not when the try began.
      const file = organisedFile(device)
      const tries = { count, lastAt: Math.max(file.tries.lastAt, clock.now()) }
      device.keep({ ...file, tries, unrecorded: [...file.unrecorded, wrong.entry()].slice(-mostUnrecorded) }, false)
      log('door.wrong-try', { count })
      await device.flush()
      throw wrong.refusal(waitAfter(count))
    },
  }
}
