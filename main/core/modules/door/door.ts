/**
 * The door of a machine.
 *  1. Whoever does not know a password, a code, a PIN or the printed sheet learns nothing and opens nothing; a wrong
 *     password and an unknown login get the same answer after the same work.
 *  2. A try is counted on the disk before it is made, and tries are made one after the other: neither a crash, nor
 *     a restart, nor many calls at once give one for free.
 *  3. Keys change in one write of `door.json`: after a crash the old or the new way in works.
 *  4. A person's keys are wiped at the end of their session; the machine stays open and goes on reading.
 */
import type { Look, Terminal } from '#contract/door.contract.ts'
import { Refusal } from '#contract/errors.ts'
import type { Audit } from '../../audit.ts'
import type { Presence } from '../../caller.ts'
import type { Directory } from '../../identity/directory.rules.ts'
import type { DoorFile } from '../../identity/doorFile.ts'
import { wipe } from '../../identity/secrets.ts'
import type { SpaceRing } from '../../identity/spaceKeys.ts'
import type { Machine } from '../../machine.ts'
import { type Authority, createAuthority } from './authority.ts'
import { type Founder, newOrganisation } from './founding.ts'
import { createHall, type DoorDeps } from './hall.ts'
import { createOwn, type Own } from './own.ts'
import { createSheets, type Sheets } from './sheets.ts'
import { createWays, demandPassword, type Ways } from './ways.ts'

export interface Door extends Ways, Own, Authority, Sheets {
  readonly folder: string
  /** For the callers: clock and settings of this machine. */
  readonly presence: Presence
  readonly audit: Audit
  /** Null while the device's key has not been opened. */
  machine(): Machine | null
  file(): DoorFile | null
  organisation(): DoorFile['organisation'] | null
  directory(): Directory
  /** The keys of spaces that this device holds now; null while it is closed. Asked for each time, never kept. */
  ring(): SpaceRing | null
  /** The name of whoever did something; empty for an id that nobody has. */
  personName(id: string): string
  /** Until when nobody may try, UTC milliseconds, after wrong tries. */
  waitUntil(): number | null
  /** Opens the machine with the key in the system's key store; without one it waits for a sign-in. */
  tryKeyStore(): Promise<void>
  /** @throws Refusal already-organised, weak-password, data-read-only */
  found(founder: Founder): Promise<{ org: string; device: string; person: string; recovery: string }>
  /**
   * Makes a machine that was put into the folder this one; `unpack` gives its door.
   * @throws Refusal already-organised, data-read-only, and what `unpack` throws
   */
  takeBack(unpack: () => Promise<DoorFile>): Promise<void>
  /** Changes how the machine's door looks; gives the whole look. @throws Refusal data-read-only */
  changeLook(part: Partial<Look>): Promise<Look>
  /** Changes how this terminal is used. @throws Refusal data-read-only */
  changeTerminal(person: string, part: Partial<Terminal>): Promise<Terminal>
  close(): Promise<void>
}

export function createDoor(deps: DoorDeps): Door {
  const { folder, clock, cost, log } = deps
  const hall = createHall(deps)
  const { device, kept, organised, inTurn, audit } = hall

  return {
    ...createWays(hall),
    ...createOwn(hall),
    ...createAuthority(hall, demandPassword),
    ...createSheets(hall),
    folder,
    presence: hall.sessions.presence,
    audit,
    machine: () => device.machine(),
    file: () => device.file(),
    organisation: () => device.file()?.organisation ?? null,
    directory: () => device.directory(),
    ring: () => device.ring(),
    personName: (id) =>
      device.directory().people.get(id)?.name ?? device.file()?.people.find((person) => person.id === id)?.name ?? '',
    waitUntil: () => hall.guard.waitUntil(),

    tryKeyStore: () =>
      inTurn(async () => {
        if (!device.file() || device.machine()) return
        try {
          const key = await kept.fetch()
          if (key) await hall.openDevice(key)
        } catch (error) {
          // Whatever it is, the sign-in meets it again and can tell a person.
          log('door.stays-shut', { code: error instanceof Refusal ? error.code : 'internal' })
        }
      }),

    found: (founder) =>
      inTurn(async () => {
        if (device.file()) throw new Refusal('already-organised')
        demandPassword(founder.password)
        const founded = await newOrganisation(founder, cost, clock.now())
        try {
          await device.settle(founded)
          await kept.keep(founded.deviceKey)
        } finally {
          wipe(founded.deviceKey)
        }
        const { organisation, device: own, people } = founded.file
        return { org: organisation.id, device: own.id, person: people[0]?.id ?? '', recovery: founded.recovery }
      }),

    takeBack: (unpack) =>
      inTurn(async () => {
        if (device.file()) throw new Refusal('already-organised')
        await device.takeBack(unpack)
      }),

    changeLook: (part) =>
      inTurn(async () => {
        const look = { ...organised().look, ...part }
        device.keep({ ...organised(), look }, false)
        return look
      }),

    changeTerminal: (person, part) =>
      inTurn(async () => {
        const terminal = { ...organised().terminal, ...part }
        const what = `idle ${terminal.idleMinutes}${terminal.hotDesk ? ' hot-desk' : ''} space ${terminal.space}`
        await audit.record({ kind: 'terminal-changed', person, about: organised().device.id, what })
        device.keep({ ...organised(), terminal }, false)
        return terminal
      }),

    close: () => hall.close(),
  }
}
