/** The ways in: password, one-time code, PIN, printed sheet. */
import { leastPassword } from '#contract/door.contract.ts'
import { Refusal } from '#contract/errors.ts'
import type { AuditEntry } from '../../audit.ts'
import type { Caller } from '../../caller.ts'
import type { DoorPerson, Keyring } from '../../identity/doorFile.ts'
import { openKeyring, type PersonKeys } from '../../identity/keyring.ts'
import { type PasswordCost, randomBytes, saltBytes, wipe } from '../../identity/secrets.ts'
import { newId } from '../../lib/ids.ts'
import { secretOf } from './codes.ts'
import type { Hall } from './hall.ts'
import { isFormerSheet, letReturn, openSheet, type Sheet } from './sheet.ts'
import type { Wrong } from './tryGuard.ts'
import { type Return, whoReturns, type WishToReturn } from './wayBack.rules.ts'

export interface Ways {
  /** @throws Refusal wrong-credentials, too-soon, password-due, password-same, weak-password, suspended, and those of opening */
  signIn(caller: Caller, given: { login: string; password: string; next?: string | undefined }): Promise<void>
  /** @throws Refusal code-wrong, code-expired, too-soon, weak-password, suspended, and those of opening */
  redeem(caller: Caller, given: { login: string; code: string; password: string }): Promise<void>
  /** @throws Refusal pin-wrong, pin-off */
  switchTo(caller: Caller, person: string, pin: string): Promise<void>
  /** @throws Refusal wrong-recovery, old-recovery, no-administrator, too-soon, weak-password, and those of opening */
  recover(caller: Caller, given: WishToReturn & { recovery: string; password: string }): Promise<void>
}

/** As many characters as a person counts: code points of the composed form. */
export function demandPassword(password: string): void {
  if ([...password.normalize('NFC')].length < leastPassword)
    throw new Refusal('weak-password', { least: leastPassword })
}

/** A keyring that no password opens, so that an unknown login costs what a known one does. */
function dummyKeyring(like: Keyring | undefined, cost: PasswordCost): Keyring {
  const { ops, memory } = like ?? cost
  return { salt: randomBytes(saltBytes).toString('hex'), ops, memory, box: randomBytes(104).toString('hex') }
}

type How = 'password' | 'pin' | 'code' | 'sheet'

/** What is noted and answered of a wrong try; who it was about only when there is such a person. */
export function wrongTry(
  hall: Hall,
  kind: 'wrong-try' | 'code-wrong',
  person: DoorPerson | undefined,
  how: How,
): Wrong {
  return {
    entry: () => hall.audit.entry({ kind, person: null, ...(person && { about: person.id }), what: how }),
    refusal(waitMs) {
      if (how === 'sheet') return new Refusal('wrong-recovery')
      return new Refusal(kind === 'code-wrong' ? 'code-wrong' : 'wrong-credentials', { waitMs })
    },
  }
}

function entriesOf(person: string, how: How): AuditEntry[] {
  const signIn: AuditEntry = { kind: 'sign-in', person, what: how }
  return how === 'code' ? [{ kind: 'code-redeemed', person }, signIn] : [signIn]
}

function returnEntries({ who: { id: person }, readmit, administer }: Return): AuditEntry[] {
  return [
    { kind: 'recovered', person },
    ...(readmit ? [{ kind: 'person-readmitted', person, about: person } as const] : []),
    ...(administer ? [{ kind: 'administrator-restored', person } as const] : []),
  ]
}

export function createWays(hall: Hall): Ways {
  const { device, guard, pins, sessions, audit, organised, deps } = hall
  const { clock, cost, log } = deps

  /** Lets a person in whose keys are open; they are the session's from here on, or wiped. */
  async function enter(caller: Caller, person: DoorPerson, keys: PersonKeys, how: How): Promise<void> {
    const session = sessions.open(person.id, keys)
    try {
      await hall.openDevice(hall.deviceKeyOf(person, keys))
      const known = device.directory().people.get(person.id)
      if (known?.state === 'suspended') throw new Refusal('suspended')
      if (!known || session.isOver()) throw new Refusal('wrong-credentials', { waitMs: 0 })
      const { name, office } = known
      hall.keepPerson({ ...person, name, office, seenAt: clock.now() })
      await audit.record(...entriesOf(person.id, how))
      caller.enter(session)
    } catch (error) {
      session.wipe()
      throw error
    }
  }

  /** One counted try with what somebody typed, at the same cost whether there is such a person or not. */
  async function tryKeyring(person: DoorPerson | undefined, secret: string, wrong: Wrong): Promise<PersonKeys> {
    const keyring = person?.keyring ?? dummyKeyring(organised().people[0]?.keyring, cost)
    const keys = await guard.tryOnce(() => openKeyring(keyring, secret), wrong)
    if (!person) throw new Error('a keyring of nobody was opened')
    return keys
  }

  /** The password that an administrator chose gives way to the person's own, or opens nothing. */
  async function ownPassword(person: DoorPerson, keys: PersonKeys, first: string, next?: string): Promise<DoorPerson> {
    if (next === undefined) throw new Refusal('password-due')
    demandPassword(next)
    if (next.normalize('NFC') === first.normalize('NFC')) throw new Refusal('password-same')
    return { ...person, way: 'password', keyring: await keys.rewrap(next, cost) }
  }

  /** What the sheet says of somebody, their new keys and the entries are there together or not at all. */
  async function returnWith(caller: Caller, sheet: Sheet, given: WishToReturn & { password: string }): Promise<void> {
    const [file, directory, statements] = [organised(), device.directory(), device.statements()]
    const back = whoReturns(directory, file, given, newId())
    const { password } = given
    const made = await letReturn({ ...back, file, directory, statements, sheet, password, cost, at: clock.now() })
    await orWipe(made.keys, async () => {
      const noted = returnEntries(back).map((entry) => audit.entry(entry))
      await hall.settle({ ...made.file, unrecorded: [...made.file.unrecorded, ...noted] }, true)
      pins.remove(back.who.id)
      log('door.recovered', { person: back.who.id, administers: back.administer })
      await enter(caller, made.person, made.keys, 'sheet')
    })
    for (const noun of ['people', 'door'] as const) deps.announcer.changed(noun)
  }

  /** Runs with open keys, which are wiped if it fails. */
  async function orWipe<T>(keys: PersonKeys, act: () => Promise<T>): Promise<T> {
    try {
      return await act()
    } catch (error) {
      keys.wipe()
      throw error
    }
  }

  return {
    signIn: (caller, { login, password, next }) =>
      hall.inTurn(async () => {
        const known = organised().people.find((person) => person.login === login)
        const person = known?.way === 'code' ? undefined : known
        const keys = await tryKeyring(person, password, wrongTry(hall, 'wrong-try', known, 'password'))
        if (!person) throw new Error('a keyring of nobody was opened')
        const mine = await orWipe(keys, async () => {
          if (person.deviceKey === '') throw new Refusal('suspended')
          return person.way === 'first-password' ? ownPassword(person, keys, password, next) : person
        })
        await enter(caller, mine, keys, 'password')
        pins.passwordGiven(mine.id)
      }),

    redeem: (caller, { login, code, password }) =>
      hall.inTurn(async () => {
        demandPassword(password)
        const known = organised().people.find((person) => person.login === login)
        const person = known?.way === 'code' ? known : undefined
        const keys = await tryKeyring(person, secretOf(code), wrongTry(hall, 'code-wrong', known, 'code'))
        if (!person) throw new Error('a keyring of nobody was opened')
        const mine = await orWipe(keys, async (): Promise<DoorPerson> => {
          if ((person.codeUntil ?? 0) <= clock.now()) throw new Refusal('code-expired')
          if (person.deviceKey === '') throw new Refusal('suspended')
          return { ...person, way: 'password', codeUntil: null, keyring: await keys.rewrap(password, cost) }
        })
        await enter(caller, mine, keys, 'code')
        deps.announcer.changed('people')
      }),

    switchTo: (caller, id, pin) =>
      hall.inTurn(async () => {
        const person = organised().people.find((known) => known.id === id)
        if (!person || person.deviceKey === '') throw new Refusal('pin-off')
        const keys = await pins.open(id, pin).catch(async (error: unknown) => {
          if (error instanceof Refusal && error.code === 'pin-wrong' && !pins.opens(id)) {
            await audit.record({ kind: 'pin-locked', person: null, about: id })
          }
          throw error
        })
        await enter(caller, person, keys, 'pin')
      }),

    recover: (caller, given) =>
      hall.inTurn(async () => {
        demandPassword(given.password)
        const file = organised()
        const person = file.people.find((known) => known.login === given.login)
        const wrong = wrongTry(hall, 'wrong-try', person, 'sheet')
        const isFormer = isFormerSheet(file, given.recovery)
        const refusal = isFormer ? () => new Refusal('old-recovery') : wrong.refusal
        const sheet = await guard.tryOnce(async () => openSheet(file, given.recovery), { ...wrong, refusal })
        try {
          await device.open(sheet.deviceKey)
          // Another machine's new sheet may have come while this one was shut.
          if (isFormerSheet(organised(), given.recovery)) throw new Refusal('old-recovery')
          await returnWith(caller, sheet, given)
        } finally {
          for (const secret of [sheet.deviceKey, sheet.root.secretKey]) wipe(secret)
        }
      }),
  }
}
