/**
 * The door of a machine.
 *  1. Whoever does not know a password or the printed sheet learns nothing and opens nothing; a wrong password
 *     and an unknown login get the same answer after the same work.
 *  2. A try is counted on the disk before it is made, and tries are made one after the other: neither a crash, nor
 *     a restart, nor many calls at once give one for free.
 *  3. Keys change in one write of `door.json`: after a crash the old or the new way in works.
 *  4. A person's keys are wiped at the end of their session; the machine stays open and goes on reading.
 */
import { leastPassword, type Look } from '#contract/door.contract.ts'
import { Refusal } from '#contract/errors.ts'
import type { Caller, Session } from '../../caller.ts'
import type { DoorFile, DoorPerson, Keyring } from '../../identity/doorFile.ts'
import { openKeyring, type PersonKeys, rewrapKeyring } from '../../identity/keyring.ts'
import { openSealed, type PasswordCost, randomBytes, saltBytes, wipe } from '../../identity/secrets.ts'
import type { Directory } from '../../identity/statements.rules.ts'
import type { Machine, MachineDeps } from '../../machine.ts'
import { createDevice, keptKey, organisedFile } from './device.ts'
import { type Founder, newOrganisation } from './founding.ts'
import { createSession } from './session.ts'
import { openSheet, renewPerson } from './sheet.ts'
import { createTryGuard } from './tryGuard.ts'

export interface DoorDeps extends MachineDeps {
  cost: PasswordCost
}

export interface Door {
  readonly folder: string
  /** Null while the device's key has not been opened. */
  machine(): Machine | null
  file(): DoorFile | null
  organisation(): DoorFile['organisation'] | null
  directory(): Directory
  /** The name of whoever did something; empty for an id that nobody has. */
  personName(id: string): string
  /** Until when nobody may try, UTC milliseconds, after wrong tries. */
  waitUntil(): number | null
  /** Opens the machine with the key in the system's key store; without one it waits for a sign-in. */
  tryKeyStore(): Promise<void>
  /** @throws Refusal already-organised, weak-password, data-read-only */
  found(founder: Founder): Promise<{ org: string; device: string; person: string; recovery: string }>
  /** @throws Refusal wrong-credentials, too-soon, database-newer, database-damaged, data-read-only */
  signIn(caller: Caller, login: string, password: string): Promise<void>
  /** @throws Refusal wrong-credentials, too-soon, weak-password */
  changePassword(person: string, current: string, next: string): Promise<void>
  /** @throws Refusal wrong-recovery, too-soon, weak-password, and those of `signIn` */
  recover(caller: Caller, given: { login: string; recovery: string; password: string }): Promise<void>
  /** Changes how the machine's door looks; gives the whole look. @throws Refusal data-read-only */
  changeLook(part: Partial<Look>): Promise<Look>
  close(): Promise<void>
}

/** As many characters as a person counts: code points of the composed form. */
function demandPassword(password: string): void {
  if ([...password.normalize('NFC')].length < leastPassword)
    throw new Refusal('weak-password', { least: leastPassword })
}

/** A keyring that no password opens, so that an unknown login costs what a known one does. */
function dummyKeyring(like: Keyring | undefined, cost: PasswordCost): Keyring {
  const { ops, memory } = like ?? cost
  return { salt: randomBytes(saltBytes).toString('hex'), ops, memory, box: randomBytes(104).toString('hex') }
}

/** One after the other, in the order they came. */
function createTurns(): <T>(fn: () => Promise<T>) => Promise<T> {
  let tail: Promise<unknown> = Promise.resolve()
  return (fn) => {
    const turn = tail.then(fn)
    tail = turn.catch(() => {})
    return turn
  }
}

export function createDoor(deps: DoorDeps): Door {
  const { folder, clock, cost, log } = deps
  const device = createDevice(deps)
  const kept = keptKey(deps, () => device.file()?.device.id)
  const turns = createTurns()
  const sessions = new Set<Session>()
  let closed = false

  const inTurn = <T>(fn: () => Promise<T>): Promise<T> =>
    turns(async () => {
      if (closed) throw new Refusal('closed')
      return fn()
    })

  const organised = (): DoorFile => organisedFile(device)

  const guard = createTryGuard(device, clock, log)
  const wrongCredentials = (waitMs: number): Refusal => new Refusal('wrong-credentials', { waitMs })

  async function openDevice(deviceKey: Buffer): Promise<void> {
    try {
      await device.open(deviceKey)
      await kept.keep(deviceKey)
    } finally {
      wipe(deviceKey)
    }
  }

  /** Lets a person in whose keys are open; they are the caller's from here on. */
  async function enter(caller: Caller, person: DoorPerson, keys: PersonKeys): Promise<void> {
    try {
      const deviceKey = openSealed(Buffer.from(person.deviceKey, 'hex'), keys.box)
      if (!deviceKey) throw new Error('the sealed device key does not fit the person')
      await openDevice(deviceKey)
      const session = createSession(
        person.id,
        keys,
        () => device.directory(),
        clock.now(),
        (over) => sessions.delete(over),
      )
      if (session.isOver()) throw wrongCredentials(0)
      sessions.add(session)
      caller.enter(session)
    } catch (error) {
      keys.wipe()
      throw error
    }
  }

  const withPerson = (file: DoorFile, person: DoorPerson): DoorFile => ({
    ...file,
    people: file.people.map((other) => (other.id === person.id ? person : other)),
  })

  return {
    folder,
    machine: () => device.machine(),
    file: () => device.file(),
    organisation: () => device.file()?.organisation ?? null,
    directory: () => device.directory(),
    personName: (id) =>
      device.directory().people.get(id)?.name ?? device.file()?.people.find((person) => person.id === id)?.name ?? '',
    waitUntil: () => guard.waitUntil(),

    tryKeyStore: () =>
      inTurn(async () => {
        if (!device.file() || device.machine()) return
        try {
          const key = await kept.fetch()
          if (key) await openDevice(key)
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

    signIn: (caller, login, password) =>
      inTurn(async () => {
        const { people } = organised()
        const person = people.find((known) => known.login === login)
        const keyring = person?.keyring ?? dummyKeyring(people[0]?.keyring, cost)
        const keys = await guard.tryOnce(() => openKeyring(keyring, password), wrongCredentials)
        if (!person) throw new Error('a keyring of nobody was opened')
        await enter(caller, person, keys)
      }),

    changePassword: (id, current, next) =>
      inTurn(async () => {
        demandPassword(next)
        const person = organised().people.find((known) => known.id === id)
        if (!person) throw new Refusal('signed-out')
        const keyring = await guard.tryOnce(() => rewrapKeyring(person.keyring, current, next, cost), wrongCredentials)
        device.keep(withPerson(organised(), { ...person, keyring }), true)
      }),

    recover: (caller, given) =>
      inTurn(async () => {
        demandPassword(given.password)
        const file = organised()
        const person = file.people.find((known) => known.login === given.login)
        const sheet = await guard.tryOnce(
          async () => openSheet(file, given.recovery),
          () => new Refusal('wrong-recovery'),
        )
        try {
          if (!person) throw wrongCredentials(0)
          await device.open(sheet.deviceKey)
          // The later statement counts, also when this clock stands before the one that made the earlier.
          const said = device.directory().people.get(person.id)?.saidAt ?? 0
          const at = Math.max(clock.now(), said + 1)
          const renewed = await renewPerson(organised(), person, sheet, given.password, cost, at)
          device.keep(renewed.file, true)
          log('door.recovered', { person: person.id })
          await enter(caller, renewed.person, renewed.keys)
        } finally {
          for (const secret of [sheet.deviceKey, sheet.root.secretKey]) wipe(secret)
        }
      }),

    changeLook: (part) =>
      inTurn(async () => {
        const look = { ...organised().look, ...part }
        device.keep({ ...organised(), look }, false)
        return look
      }),

    async close() {
      await turns(async () => {
        closed = true
        for (const session of sessions) session.wipe()
        await device.close()
      })
    },
  }
}
