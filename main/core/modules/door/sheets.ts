/**
 * A new recovery sheet, made by an administrator who is in.
 *  1. The code is shown first and counts only when two of its groups were read back from the paper: until then, and
 *     after a crash in between, the old sheet is good.
 *  2. It counts by one write of `door.json`, with its entry in the audit; from then on the old sheet is refused.
 */
import { Refusal } from '#contract/errors.ts'
import { mayDo } from '#contract/permissions.ts'
import type { Session } from '../../caller.ts'
import { newSheet } from '../../identity/newSheet.ts'
import { createRecovery, hasGroups, type Recovery } from '../../identity/recovery.ts'
import { wipe } from '../../identity/secrets.ts'
import { isKind, readStatement, type Sound } from '../../identity/statements.rules.ts'
import type { Hall } from './hall.ts'

export interface Sheets {
  /** When the sheet in force was made, UTC milliseconds. @throws Refusal closed */
  sheetMadeAt(): number
  /** A code to be printed; it replaces one that was shown before and not confirmed. @throws Refusal signed-out, forbidden */
  prepareSheet(session: Session | null): Promise<{ recovery: string }>
  /**
   * Makes the prepared sheet the one that counts. `left`: how many keys of spaces this machine does not hold and
   * could not seal to it. @throws Refusal signed-out, forbidden, not-found, wrong-recovery, data-read-only
   */
  confirmSheet(session: Session | null, groups: readonly { place: number; group: string }[]): Promise<{ left: number }>
}

export function createSheets(hall: Hall): Sheets {
  const { device, organised, audit, deps } = hall
  const prepared = new WeakMap<Session, Recovery>()

  function administrator(session: Session | null): Session {
    if (!session) throw new Refusal('signed-out')
    hall.keysOf(session)
    if (!mayDo(session.roles, 'admin.people')) throw new Refusal('forbidden', { needs: 'admin.people' })
    return session
  }

  async function keep(session: Session, recovery: Recovery): Promise<number> {
    const keys = hall.keysOf(session)
    const before = organised()
    const self = before.people.find(({ id }) => id === session.person.id)
    const ring = device.ring()
    if (!self || !ring) throw new Refusal('signed-out')
    const deviceKey = hall.deviceKeyOf(self, keys)
    try {
      const statements = device.statements()
      const at = deps.clock.now()
      const made = newSheet({ recovery, file: before, statements, signer: keys.sign, ring, deviceKey, at })
      const noted = audit.entry({ kind: 'sheet-renewed', person: session.person.id })
      await hall.settle({ ...made.file, unrecorded: [...made.file.unrecorded, noted] }, true)
      for (const noun of ['people', 'audit'] as const) deps.announcer.changed(noun)
      return made.left.length
    } finally {
      wipe(deviceKey)
    }
  }

  return {
    sheetMadeAt() {
      const { recoveryPublic, foundedAt } = organised().organisation
      // Signatures are dear: only what names this sheet's key is read.
      const said = device.statements().filter(({ body }) => body.includes(recoveryPublic))
      const sheets = said
        .map(readStatement)
        .filter((read): read is Sound => typeof read !== 'string')
        .filter(isKind('sheet'))
        .filter(({ body }) => body.box === recoveryPublic)
      return sheets[0]?.at ?? foundedAt
    },
    prepareSheet: (session) =>
      hall.inTurn(async () => {
        const who = administrator(session)
        const recovery = createRecovery()
        const before = prepared.get(who)
        if (before) wipe(before.pair.secretKey)
        prepared.set(who, recovery)
        return { recovery: recovery.code }
      }),
    confirmSheet: (session, groups) =>
      hall.inTurn(async () => {
        const who = administrator(session)
        const recovery = prepared.get(who)
        if (!recovery) throw new Refusal('not-found')
        if (!hasGroups(recovery.code, groups)) throw new Refusal('wrong-recovery')
        const left = await keep(who, recovery)
        prepared.delete(who)
        deps.log('door.new-sheet', { left })
        return { left }
      }),
  }
}
