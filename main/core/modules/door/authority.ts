/**
 * What an administrator says of people and machines.
 *  1. It is said with the administrator's keys, which are here only while they are in; whoever was shut out, or lost
 *     the role, while waiting for the turn says nothing any more.
 *  2. What is said, the keys that lie at the door and the entries of the audit are there together or not at all:
 *     one write of `door.json` holds them until the database has them.
 *  3. After it, sessions and keys of whoever is no longer let in are gone.
 */
import { Refusal } from '#contract/errors.ts'
import { mayDo } from '#contract/permissions.ts'
import type { Session } from '../../caller.ts'
import type { AuditEntry } from '../../audit.ts'
import type { Directory } from '../../identity/directory.rules.ts'
import type { DoorFile, DoorPerson } from '../../identity/doorFile.ts'
import { createKeyring } from '../../identity/keyring.ts'
import { type Saying, sayTo } from '../../identity/say.ts'
import { type KeyPair, sealTo, wipe } from '../../identity/secrets.ts'
import { rotationSayings, spacesToRotate } from '../../identity/spaces.rules.ts'
import { newCode, secretOf } from './codes.ts'
import { doorPerson } from './founding.ts'
import type { Hall } from './hall.ts'

export interface Who {
  id: string
  login: string
  name: string
  office: string
}

/** What an administrator has before them. */
export interface Desk {
  directory: Directory
  file: DoorFile
  now: number
  /** New keys for a person, under a password that the administrator chose. @throws Refusal weak-password */
  withPassword(who: Who, password: string): Promise<DoorPerson>
  /** New keys for a person, under a one-time code that is taken until `until`. */
  withCode(who: Who, until: number): Promise<{ person: DoorPerson; code: string }>
  /** The same keys, opening this device again. */
  readmitted(person: DoorPerson): DoorPerson
}

export interface Decision<T> {
  sayings: Saying[]
  /** Lines of the door that are new or changed. */
  people: DoorPerson[]
  entries: Omit<AuditEntry, 'person'>[]
  result: T
}

export interface Authority {
  /** @throws Refusal signed-out, forbidden, and those of `decide` */
  decide<T>(session: Session | null, decide: (desk: Desk) => Promise<Decision<T>> | Decision<T>): Promise<T>
}

/** The lines of the door with these in them: in the place of the old ones, else at the end. */
export function withLines(people: readonly DoorPerson[], lines: readonly DoorPerson[]): DoorPerson[] {
  const byId = new Map([...people, ...lines].map((person) => [person.id, person]))
  return [...byId.values()]
}

export function createAuthority(hall: Hall, demandPassword: (password: string) => void): Authority {
  const { device, deps, sessions, pins, audit, organised } = hall
  const { cost, clock, announcer } = deps

  function deskOf(deviceKey: Buffer): Desk {
    const fresh = async (who: Who, secret: string): Promise<DoorPerson> => {
      const { keys, keyring } = await createKeyring(secret, cost)
      const person = doorPerson(who, keys, keyring, deviceKey)
      keys.wipe()
      return { ...person, name: '', office: '' }
    }
    return {
      directory: device.directory(),
      file: organised(),
      now: clock.now(),
      async withPassword(who, password) {
        demandPassword(password)
        return { ...(await fresh(who, password)), way: 'first-password' }
      },
      async withCode(who, until) {
        const code = newCode()
        return { person: { ...(await fresh(who, secretOf(code))), way: 'code', codeUntil: until }, code }
      },
      readmitted: (person) => ({
        ...person,
        deviceKey: sealTo(deviceKey, Buffer.from(person.boxPublic, 'hex')).toString('hex'),
      }),
    }
  }

  async function say(sayings: Saying[], signer: KeyPair, lines: DoorPerson[], noted: DoorFile['unrecorded']) {
    const said = sayTo(device.directory(), sayings, { signer, at: clock.now() })
    const file = organised()
    await hall.settle(
      {
        ...file,
        people: withLines(file.people, lines),
        pending: [...file.pending, ...said],
        unrecorded: [...file.unrecorded, ...noted],
      },
      lines.length > 0,
    )
  }

  /** Spaces that somebody holds who should not get new keys; a crash before it is caught up by the next decision. */
  async function closeSpaces(signer: KeyPair): Promise<void> {
    const directory = device.directory()
    const due = spacesToRotate(directory)
    if (due.length > 0) await say(rotationSayings(directory, due), signer, [], [])
  }

  function letGo(): void {
    sessions.sweep()
    const here = new Set(organised().people.flatMap(({ id, deviceKey }) => (deviceKey === '' ? [] : [id])))
    for (const id of pins.people()) if (!here.has(id)) pins.remove(id)
    for (const noun of ['people', 'door', 'audit'] as const) announcer.changed(noun)
  }

  return {
    decide: (session, decide) =>
      hall.inTurn(async () => {
        if (!session) throw new Refusal('signed-out')
        const keys = hall.keysOf(session)
        if (!mayDo(session.roles, 'admin.people')) throw new Refusal('forbidden', { needs: 'admin.people' })
        const self = organised().people.find(({ id }) => id === session.person.id)
        if (!self) throw new Refusal('signed-out')
        const deviceKey = hall.deviceKeyOf(self, keys)
        try {
          const desk = deskOf(deviceKey)
          const { sayings, people, entries, result } = await decide(desk)
          // Argon2id took its time: the administrator may have been shut out meanwhile.
          const { sign } = hall.keysOf(session)
          if (sayings.length + people.length === 0) return result
          const noted = entries.map((entry) => audit.entry({ ...entry, person: session.person.id }))
          await say(sayings, sign, people, noted)
          await closeSpaces(sign)
          letGo()
          return result
        } finally {
          wipe(deviceKey)
        }
      }),
  }
}
