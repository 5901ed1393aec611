/** Persone: who works and belongs here, what each may do, on which machines. */
import { Refusal } from '#contract/errors.ts'
import {
  type DeviceRow,
  type PersonRow,
  type PersonState,
  personStates,
  type Sight,
} from '#contract/people.contract.ts'
import { mayDo, permissions, spacesReached } from '#contract/permissions.ts'
import type { Session } from '../../caller.ts'
import { fingerprintOf } from '../admin/fingerprint.rules.ts'
import { holdersOf } from '../../identity/spaces.rules.ts'
import type { DoorFile } from '../../identity/doorFile.ts'
import type { Service } from '../../road.ts'
import type { Desk, Decision } from '../door/authority.ts'
import type { Door } from '../door/door.ts'
import * as changes from './people.changes.ts'
import { isFound, type PeopleFilter, rowsOf } from './people.rules.ts'

export interface PeopleDeps {
  door: Pick<Door, 'file' | 'directory' | 'decide'>
}

interface Page extends PeopleFilter {
  offset: number
  limit: number
}

export function peopleService({ door }: PeopleDeps): Service<'people'> {
  function file(): DoorFile {
    const found = door.file()
    if (!found) throw new Refusal('closed')
    return found
  }

  const rows = (session: Session | null): PersonRow[] => rowsOf(door.directory(), file(), session?.person.id ?? '')

  function page(session: Session | null, { offset, limit, ...filter }: Page) {
    const all = rows(session)
    const found = all.filter((row) => isFound(row, filter))
    return { all, rows: found.slice(offset, offset + limit), total: found.length }
  }

  /** The spaces whose keys a machine holds. */
  const spacesOf = (device: string): string[] => {
    const directory = door.directory()
    return [...directory.spaces.values()]
      .filter((space) =>
        holdersOf(directory, space).some(({ to, recipient }) => to === 'device' && recipient === device),
      )
      .map(({ id }) => id)
      .sort()
  }

  function devices(): DeviceRow[] {
    const { device: own, people } = file()
    return [...door.directory().devices.values()]
      .map(({ id, name, sign, saidAt, state }): DeviceRow => {
        const self = id === own.id
        const many = self ? people.filter(({ deviceKey }) => deviceKey !== '').length : null
        const isRevoked = state === 'revoked'
        const spaces = isRevoked ? [] : spacesOf(id)
        return {
          id,
          name,
          fingerprint: fingerprintOf(sign),
          spaces,
          since: saidAt,
          revoked: isRevoked,
          self,
          people: many,
        }
      })
      .sort((a, b) => Number(a.revoked) - Number(b.revoked) || (a.name < b.name ? -1 : 1))
  }

  function sightOf({ id, login, name, state, roles, here }: PersonRow): Sight {
    const inForce = state === 'suspended' || state === 'revoked' ? [] : roles
    const device = file().device.id
    const reached = spacesReached(inForce, [...door.directory().spaces.keys()])
    const held = here ? spacesOf(device) : []
    return {
      ...{ person: id, login, name, state, roles: inForce },
      permissions: permissions.filter((permission) => mayDo(inForce, permission)),
      spaces: reached.filter((space) => held.includes(space)).map((space) => ({ space, devices: [device] })),
    }
  }

  const decided =
    <I, T>(decide: (desk: Desk, input: I, self: string) => Promise<Decision<T>> | Decision<T>) =>
    (input: I, { session }: { session: Session | null }): Promise<T> =>
      door.decide(session, (desk) => decide(desk, input, session?.person.id ?? ''))

  return {
    list(input, { session }) {
      const { all, ...found } = page(session, input)
      const many = (state: PersonState): number => all.filter((row) => row.state === state).length
      const [active, invited, first, suspended, revoked] = personStates
      const states = {
        ...{ [active]: many(active), [invited]: many(invited), [first]: many(first) },
        ...{ [suspended]: many(suspended), [revoked]: many(revoked) },
      }
      return { ...found, states }
    },
    one({ person }, { session }) {
      const row = rows(session).find(({ id }) => id === person)
      if (!row) throw new Refusal('not-found')
      return row
    },
    invite: decided((desk, { days, ...newcomer }, _self) => changes.invite(desk, newcomer, days)),
    create: decided((desk, { password, ...newcomer }) => changes.create(desk, newcomer, password)),
    rename: decided((desk, { person, ...next }) => changes.rename(desk, person, next)),
    changeRoles: decided((desk, { person, roles }) => changes.changeRoles(desk, person, roles)),
    suspend: decided((desk, { person }, self) => changes.suspend(desk, person, self)),
    readmit: decided((desk, { person }) => changes.readmit(desk, person)),
    revoke: decided((desk, { person }, self) => changes.revoke(desk, person, self)),
    reset: decided((desk, { person, days }, self) => changes.reset(desk, person, self, days)),
    devices,
    revokeDevice: decided((desk, { device }) => changes.revokeDevice(desk, device)),
    sees(input, { session }) {
      const { rows: found, total } = page(session, input)
      return { rows: found.map(sightOf), total }
    },
  }
}
