/** The door: first start, signing in and out. */
import type { DoorState } from '#contract/door.contract.ts'
import { permissions, mayDo } from '#contract/permissions.ts'
import { Refusal } from '#contract/errors.ts'
import type { Caller, Session } from '../../caller.ts'
import type { Service } from '../../road.ts'
import { foundDemo } from './demo.ts'
import type { Door } from './door.ts'
import { createLooks, machineName } from './looks.ts'

export function doorService({ door }: { door: Door }): Service<'door'> {
  const looks = createLooks(door)

  function personOf({ person, roles }: Session): DoorState['person'] {
    return { ...person, roles: [...roles], permissions: permissions.filter((permission) => mayDo(roles, permission)) }
  }

  function stateOf(caller: Caller): DoorState {
    const file = door.file()
    const session = caller.session()
    const people = file?.people ?? []
    return {
      stage: !file ? 'new' : session ? 'in' : 'shut',
      organisation: file?.organisation.name ?? null,
      demo: file?.organisation.demo ?? false,
      machine: machineName(door),
      people: people.map(({ id, login, name, office }) => ({ id, login, name, office })),
      person: session ? personOf(session) : null,
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
    async signIn({ login, password }, { caller }) {
      await door.signIn(caller, login, password)
      return stateOf(caller)
    },
    signOut({ keepPlace }, { caller }) {
      caller.leave(keepPlace)
      return stateOf(caller)
    },
    async changePassword({ current, next }, { session }) {
      if (!session) throw new Refusal('signed-out')
      await door.changePassword(session.person.id, current, next)
      return {}
    },
    async recover(given, { caller }) {
      await door.recover(caller, given)
      return stateOf(caller)
    },
    setLook: (part, { session }) => looks.change(session, part),
  }
}
