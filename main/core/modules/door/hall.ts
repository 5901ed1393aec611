/** What all ways through the door share: the device, whoever is in, the turns, the tries, the audit. */
import type { Session } from '../../caller.ts'
import { type Audit, createAudit } from '../../audit.ts'
import type { DoorFile, DoorPerson } from '../../identity/doorFile.ts'
import type { PersonKeys } from '../../identity/keyring.ts'
import { Refusal } from '#contract/errors.ts'
import { openSealed, type PasswordCost, wipe } from '../../identity/secrets.ts'
import type { MachineDeps } from '../../machine.ts'
import { createDevice, type Device, type KeptKey, keptKey, organisedFile } from './device.ts'
import { createPins, type Pins } from './pins.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { createTryGuard, type TryGuard } from './tryGuard.ts'

export interface DoorDeps extends MachineDeps {
  cost: PasswordCost
}

export interface Hall {
  deps: DoorDeps
  device: Device
  kept: KeptKey
  sessions: Sessions
  pins: Pins
  guard: TryGuard
  audit: Audit
  /** @throws Refusal closed */
  organised(): DoorFile
  /** One after the other, in the order they came. @throws Refusal closed */
  inTurn<T>(act: () => Promise<T>): Promise<T>
  /** Opens the machine if it is closed, and wipes the key. */
  openDevice(deviceKey: Buffer): Promise<void>
  /** The device's key with a person's keys, for the caller to wipe. @throws Refusal suspended */
  deviceKeyOf(person: DoorPerson, keys: PersonKeys): Buffer
  /** Writes a person's line anew. */
  keepPerson(person: DoorPerson): void
  /** Everything in one write of the door's file, then into the database; what fails there leaves the file as it was. */
  settle(next: DoorFile, keysChanged: boolean): Promise<void>
  /** The keys of who is in. @throws Refusal signed-out */
  keysOf(session: Session): PersonKeys
  close(): Promise<void>
}

function createTurns(): <T>(fn: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve()
  return (fn) => {
    const turn = tail.then(fn)
    tail = turn.catch(() => {})
    return turn
  }
}

export function createHall(deps: DoorDeps): Hall {
  const { clock, log, announcer, cost } = deps
  const device = createDevice(deps)
  const kept = keptKey(deps, () => device.file()?.device.id)
  const directory = () => device.directory()
  const left = () => announcer.changed('door')
  const sessions = createSessions({ clock, directory, file: () => device.file(), left })
  const pins = createPins(cost)
  const turns = createTurns()
  let closed = false

  const organised = (): DoorFile => organisedFile(device)
  const audit = createAudit({
    clock,
    device: () => organised().device.id,
    machine() {
      const machine = device.machine()
      if (!machine) throw new Refusal('closed')
      return machine
    },
    recorded: () => announcer.changed('audit'),
  })

  return {
    ...{ deps, device, kept, sessions, pins, audit, organised },
    guard: createTryGuard(device, clock, log),
    inTurn: (act) =>
      turns(async () => {
        if (closed) throw new Refusal('closed')
        return act()
      }),
    async openDevice(deviceKey) {
      try {
        await device.open(deviceKey)
        await kept.keep(deviceKey)
      } finally {
        wipe(deviceKey)
      }
    },
    deviceKeyOf(person, keys) {
      if (person.deviceKey === '') throw new Refusal('suspended')
      const deviceKey = openSealed(Buffer.from(person.deviceKey, 'hex'), keys.box)
      if (!deviceKey) throw new Error('the sealed device key does not fit the person')
      return deviceKey
    },
    keepPerson(person) {
      const file = organised()
      const people = file.people.map((other) => (other.id === person.id ? person : other))
      device.keep({ ...file, people }, true)
    },
    async settle(next, keysChanged) {
      const before = organised()
      device.keep(next, keysChanged)
      try {
        await device.flush()
      } catch (error) {
        device.keep(before, keysChanged)
        throw error
      }
    },
    keysOf(session) {
      const keys = sessions.keysOf(session)
      if (!keys || session.isOver()) throw new Refusal('signed-out')
      return keys
    },
    async close() {
      await turns(async () => {
        closed = true
        sessions.close()
        pins.close()
        await device.close()
      })
    },
  }
}
