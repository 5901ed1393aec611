/** How the screen looks: this machine's door has its look, and each person takes theirs along. */
import { hostname } from 'node:os'
import { type Look, look as lookSchema } from '#contract/door.contract.ts'
import { keepPreference, readPreference } from '#db/modules/preferences/preferences.repository.ts'
import type { Session } from '../../caller.ts'
import type { Door } from './door.ts'

const plainLook: Look = { theme: 'system', type: 'normal', language: 'it' }

export interface Looks {
  /** As this person likes it, or as the door of the machine has it. */
  of(session: Session | null): Look
  change(session: Session | null, part: Partial<Look>): Promise<Look>
}

export function createLooks(door: Door): Looks {
  // Before there is an organisation there is no file to keep it in; the founding takes it along.
  let beforeFounding = plainLook

  const ofMachine = (): Look => door.file()?.look ?? beforeFounding

  function ofPerson(id: string): Look | null {
    const machine = door.machine()
    const value = machine ? readPreference(machine.db.read, id, 'look') : null
    return value === null ? null : lookSchema.parse(JSON.parse(value))
  }

  const of = (session: Session | null): Look => (session ? ofPerson(session.person.id) : null) ?? ofMachine()

  return {
    of,
    async change(session, part) {
      const next = lookSchema.parse({ ...of(session), ...part })
      const machine = door.machine()
      if (session && machine) {
        const { id } = session.person
        await machine.db.write((tx) => keepPreference(tx, id, 'look', JSON.stringify(next)))
      } else if (door.file()) await door.keepLook(next)
      else beforeFounding = next
      return next
    },
  }
}

export const machineName = (door: Door): string => door.file()?.device.name ?? hostname()
