/**
 * The audit of this machine.
 *  1. `record` joins the transaction that is open: an act and its entry are there together or not at all.
 *  2. An entry that cannot be written fails the act: a full disk is said, nothing goes unrecorded in silence.
 *  3. What happens before the database is open waits in `door.json` and goes in with the next opening.
 *  4. Entries hold ids and words of the program, never what somebody typed.
 */
import type { AuditKind } from '#contract/audit.contract.ts'
import { addToAudit } from '#db/modules/audit/audit.repository.ts'
import type { AuditEntity } from '#db/modules/audit/audit.entity.ts'
import type { Clock } from './lib/clock.ts'
import { newId } from './lib/ids.ts'
import type { Machine } from './machine.ts'

export interface AuditEntry {
  kind: AuditKind
  /** Who did it; null where nobody was known. */
  person: string | null
  about?: string
  what?: string
}

export interface Audit {
  /**
   * Keeps entries. For openings of class C3 data the kind is `c3-opened`: whoever shows such data records first
   * and shows then. @throws Refusal closed; disk-full at the road
   */
  record(...entries: AuditEntry[]): Promise<void>
  /** The same, at most once in `againAfterMs` for the same person, kind and matter: a page asks in pieces. */
  recordOnce(entry: AuditEntry): Promise<void>
  /** An entry as it is kept, for whoever writes it into a transaction, or keeps it until the database is open. */
  entry(entry: AuditEntry): AuditEntity
}

/** Asking again for the same within this time is the same act. */
export const againAfterMs = 10 * 60_000
const mostRemembered = 5_000

export interface AuditDeps {
  clock: Clock
  /** The open machine. @throws Refusal closed */
  machine(): Machine
  device(): string
  recorded(): void
}

export function createAudit({ clock, machine, device, recorded }: AuditDeps): Audit {
  const lately = new Map<string, number>()

  const entry: Audit['entry'] = ({ kind, person, about, what }) => ({
    ...{ id: newId(), at: clock.now(), kind, person, device: device() },
    ...{ about: about ?? null, what: what ?? '' },
  })

  async function record(...given: AuditEntry[]): Promise<void> {
    const rows = given.map(entry)
    await machine().db.write((tx) => addToAudit(tx, rows))
    recorded()
  }

  /** Whether it was recorded a moment ago; a clock that was set back forgets. */
  const isRecent = (key: string, now: number): boolean => {
    const at = lately.get(key)
    return at !== undefined && at <= now && now - at < againAfterMs
  }

  return {
    entry,
    record,
    async recordOnce(given) {
      const now = clock.now()
      const key = JSON.stringify([given.person, given.kind, given.about, given.what])
      if (isRecent(key, now)) return
      await record(given)
      if (lately.size >= mostRemembered) lately.clear()
      lately.set(key, now)
    },
  }
}
