/** How the screen looks: this machine's door has its look, and each person takes theirs along. */
import { hostname } from 'node:os'
import type Database from 'better-sqlite3'
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

  function ofPerson(read: Database.Database, id: string): Look | null {
    const value = readPreference(read, id, 'look')
    return value === null ? null : lookSchema.parse(JSON.parse(value))
  }

  return {
    of(session) {
      const machine = door.machine()
      return (session && machine && ofPerson(machine.db.read, session.person.id)) ?? ofMachine()
    },
    async change(session, part) {
      const machine = door.machine()
      if (session && machine) {
        const { id } = session.person
        return machine.db.write((tx) => {
          const next = { ...(ofPerson(tx.raw, id) ?? ofMachine()), ...part }
          keepPreference(tx, id, 'look', JSON.stringify(next))
          return next
        })
      }
      if (door.file()) return door.changeLook(part)
      beforeFounding = { ...beforeFounding, ...part }
      return beforeFounding
    },
  }
}

export const machineName = (door: Door): string => door.file()?.device.name ?? hostname()
