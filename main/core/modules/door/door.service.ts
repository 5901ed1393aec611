/** The door: first start, signing in and out. */
import { type DoorState, firstSpaceOfPapers, type PersonTile } from '#contract/door.contract.ts'
import { permissions, mayDo } from '#contract/permissions.ts'
import { Refusal } from '#contract/errors.ts'
import type { Caller, Session } from '../../caller.ts'
import type { DoorPerson } from '../../identity/doorFile.ts'
import { demandReached, reachOf } from '../../identity/reach.rules.ts'
import type { Service } from '../../road.ts'
import { fingerprintOf } from '../admin/fingerprint.rules.ts'
import { foundDemo } from './demo.ts'
import type { Door } from './door.ts'
import { createLooks, machineName } from './looks.ts'

/** Before there is an organisation nobody is in. */
const terminalBefore = { idleMinutes: 10, hotDesk: false, space: firstSpaceOfPapers }

/** Who has been here and may come in; others type their login. */
const isTile = ({ seenAt, deviceKey, way }: DoorPerson): boolean =>
  seenAt !== null && deviceKey !== '' && way !== 'code'

/** @throws Refusal signed-out */
function personIn(session: Session | null): string {
  if (!session) throw new Refusal('signed-out')
  return session.person.id
}

export function doorService({ door }: { door: Door }): Service<'door'> {
  const looks = createLooks(door)

  function personOf(session: Session): DoorState['person'] {
    const { person, roles } = session
    return {
      ...person,
      pin: door.hasPin(person.id),
      roles: [...roles],
      permissions: permissions.filter((permission) => mayDo(roles, permission)),
      spaces: reachOf(session, door.directory()),
    }
  }

  const tileOf = ({ id, login, name, office, seenAt }: DoorPerson): PersonTile => ({
    ...{ id, login, name, office, seenAt },
    pin: door.hasPin(id),
  })

  function stateOf(caller: Caller): DoorState {
    const file = door.file()
    const session = caller.session()
    const people = file?.people ?? []
    return {
      stage: !file ? 'new' : session ? 'in' : 'shut',
      organisation: file?.organisation.name ?? null,
      demo: file?.organisation.demo ?? false,
      machine: machineName(door),
      people: people.filter(isTile).map(tileOf),
      person: session ? personOf(session) : null,
      terminal: file?.terminal ?? terminalBefore,
      lockedBy: caller.lockedBy(),
      waitUntil: door.waitUntil(),
      look: looks.of(session),
      host: { kind: caller.kind, localPaths: caller.localPaths },
    }
  }

  return {
    state: (_input, { caller }) => stateOf(caller),
    async found(founding) {
      const { org, device, recovery } = await door.found({ ...founding, demo: false, look: looks.of(null) })
      return { org, device, recovery }
    },
    demo: (wish, { signal }) => foundDemo(door, { ...wish, machine: machineName(door), look: looks.of(null) }, signal),
    async signIn(given, { caller }) {
      await door.signIn(caller, given)
      return stateOf(caller)
    },
    async redeem(given, { caller }) {
      await door.redeem(caller, given)
      return stateOf(caller)
    },
    async switch({ person, pin }, { caller }) {
      await door.switchTo(caller, person, pin)
      return stateOf(caller)
    },
    async setPin({ pin, password }, { session }) {
      await door.setPin(personIn(session), pin, password)
      return {}
    },
    async removePin(_input, { session }) {
      await door.removePin(personIn(session))
      return {}
    },
    here(_input, { caller }) {
      caller.touch()
      return { lockAt: caller.lockAt() }
    },
    setTerminal(part, { session }) {
      if (part.space !== undefined) demandReached(part.space, reachOf(session, door.directory()))
      return door.changeTerminal(personIn(session), part)
    },
    signOut({ keepPlace }, { caller }) {
      caller.leave(keepPlace)
      return stateOf(caller)
    },
    async changePassword({ current, next }, { session }) {
      await door.changePassword(personIn(session), current, next)
      return {}
    },
    async recover(given, { caller }) {
      await door.recover(caller, given)
      return stateOf(caller)
    },
    sheet: () => ({ madeAt: door.sheetMadeAt() }),
    async prepareSheet(_input, { session }) {
      const { recovery } = await door.prepareSheet(session)
      return { recovery, fingerprint: fingerprintOf(door.file()?.organisation.rootPublic ?? '') }
    },
    confirmSheet: ({ groups }, { session }) => door.confirmSheet(session, groups),
    setLook: (part, { session }) => looks.change(session, part),
  }
}
