/** What an administrator decides of people and machines: from a wish and what is known to what is said. */
import { Refusal } from '#contract/errors.ts'
import type { PersonRow } from '#contract/people.contract.ts'
import type { Role } from '#contract/permissions.ts'
import type { DirectoryPerson } from '../../identity/directory.rules.ts'
import type { DoorPerson } from '../../identity/doorFile.ts'
import type { Saying } from '../../identity/say.ts'
import { withRotation } from '../../identity/spaces.rules.ts'
import { newId } from '../../lib/ids.ts'
import type { Decision, Desk, Who } from '../door/authority.ts'
import { isAdministered, roleChange, roleWords, rowsOf } from './people.rules.ts'

const dayMs = 86_400_000

export interface Newcomer {
  login: string
  name: string
  office: string
  roles: readonly Role[]
}

const decision = <T>(sayings: Saying[], people: DoorPerson[], entry: Decision<T>['entries'][number], result: T) => ({
  ...{ sayings, people, result },
  entries: [entry],
})

const nothingSaid = { sayings: [], people: [], entries: [], result: {} }

/** @throws Refusal not-found */
function known(desk: Desk, id: string): DirectoryPerson {
  const person = desk.directory.people.get(id)
  if (!person) throw new Refusal('not-found')
  return person
}

/** @throws Refusal not-found, person-revoked */
function present(desk: Desk, id: string): DirectoryPerson {
  const person = known(desk, id)
  if (person.state === 'revoked') throw new Refusal('person-revoked')
  return person
}

const lineOf = (desk: Desk, id: string): DoorPerson | undefined => desk.file.people.find((line) => line.id === id)

/** @throws Refusal last-administrator when nobody would be left who can put people into the directory */
function demandAdministered(desk: Desk, change: (row: PersonRow) => Pick<PersonRow, 'state' | 'roles'>): void {
  if (!isAdministered(rowsOf(desk.directory, desk.file, '').map(change))) throw new Refusal('last-administrator')
}

/** A login is free again when whoever had it was revoked. @throws Refusal login-taken */
function demandFree(desk: Desk, login: string): void {
  const isTaken =
    [...desk.directory.people.values()].some((person) => person.state !== 'revoked' && person.login === login) ||
    desk.file.people.some((line) => line.login === login)
  if (isTaken) throw new Refusal('login-taken', { login })
}

function newPersonSayings({ id, login, name, office }: Who, line: DoorPerson, roles: readonly Role[]): Saying[] {
  return [
    { kind: 'person', person: id, login, name, office, sign: line.signPublic, box: line.boxPublic },
    ...[...new Set(roles)].map((role): Saying => ({ kind: 'role', person: id, role })),
  ]
}

export async function invite(desk: Desk, { roles, ...newcomer }: Newcomer, days: number) {
  demandFree(desk, newcomer.login)
  const who = { id: newId(), ...newcomer }
  const until = desk.now + days * dayMs
  const { person, code } = await desk.withCode(who, until)
  const entry = { kind: 'person-invited' as const, about: who.id, what: roleWords({ given: [...roles], taken: [] }) }
  const result = { person: who.id, login: who.login, code, until }
  return decision(newPersonSayings(who, person, roles), [person], entry, result)
}

export async function create(desk: Desk, { roles, ...newcomer }: Newcomer, password: string) {
  demandFree(desk, newcomer.login)
  const who = { id: newId(), ...newcomer }
  const line = await desk.withPassword(who, password)
  const entry = { kind: 'person-created' as const, about: who.id, what: roleWords({ given: [...roles], taken: [] }) }
  return decision(newPersonSayings(who, line, roles), [line], entry, { person: who.id })
}

export function rename(desk: Desk, id: string, { name, office }: { name: string; office: string }) {
  const { login, sign, box, ...before } = present(desk, id)
  if (before.name === name && before.office === office) return nothingSaid
  const saying: Saying = { kind: 'person', person: id, login, name, office, sign, box }
  return decision([saying], [], { kind: 'person-renamed', about: id }, {})
}

export function changeRoles(desk: Desk, id: string, roles: readonly Role[]) {
  const change = roleChange(present(desk, id).givenRoles, roles)
  if (change.given.length + change.taken.length === 0) return nothingSaid
  demandAdministered(desk, (row) => (row.id === id ? { ...row, roles: [...roles] } : row))
  const sayings: Saying[] = [
    ...change.given.map((role): Saying => ({ kind: 'role', person: id, role })),
    ...change.taken.map((role): Saying => ({ kind: 'role-taken', person: id, role })),
  ]
  return decision(sayings, [], { kind: 'roles-changed', about: id, what: roleWords(change) }, {})
}

/** @throws Refusal not-yourself */
function demandOther(id: string, self: string): void {
  if (id === self) throw new Refusal('not-yourself')
}

export function suspend(desk: Desk, id: string, self: string) {
  demandOther(id, self)
  if (present(desk, id).state === 'suspended') return nothingSaid
  demandAdministered(desk, (row) => (row.id === id ? { ...row, state: 'suspended' } : row))
  return decision([{ kind: 'suspended', person: id }], [], { kind: 'person-suspended', about: id }, {})
}

export function readmit(desk: Desk, id: string) {
  if (present(desk, id).state !== 'suspended') return nothingSaid
  const line = lineOf(desk, id)
  const lines = line ? [desk.readmitted(line)] : []
  return decision([{ kind: 'readmitted', person: id }], lines, { kind: 'person-readmitted', about: id }, {})
}

export function revoke(desk: Desk, id: string, self: string) {
  demandOther(id, self)
  if (known(desk, id).state === 'revoked') return nothingSaid
  demandAdministered(desk, (row) => (row.id === id ? { ...row, state: 'revoked' } : row))
  // Whoever could enter this machine could read the spaces that it holds.
  const entered = lineOf(desk, id) ? [desk.file.device.id] : []
  const sayings = withRotation(desk.directory, [{ kind: 'person-revoked', person: id }], entered)
  return decision(sayings, [], { kind: 'person-revoked', about: id }, {})
}

export async function reset(desk: Desk, id: string, self: string, days: number) {
  demandOther(id, self)
  const { login, name, office } = present(desk, id)
  demandAdministered(desk, (row) => (row.id === id ? { ...row, state: 'invited' } : row))
  const until = desk.now + days * dayMs
  const { person, code } = await desk.withCode({ id, login, name, office }, until)
  // Nothing is put into drawers yet: the first module that does counts its letters here.
  const result = { person: id, login, code, until, drawer: 0 }
  return decision(
    newPersonSayings({ id, login, name, office }, person, []),
    [person],
    { kind: 'person-reset', about: id },
    result,
  )
}

export function revokeDevice(desk: Desk, id: string) {
  const device = desk.directory.devices.get(id)
  if (!device) throw new Refusal('not-found')
  if (id === desk.file.device.id) throw new Refusal('not-this-machine')
  if (device.state === 'revoked') return nothingSaid
  const sayings = withRotation(desk.directory, [{ kind: 'device-revoked', device: id }])
  return decision(sayings, [], { kind: 'device-revoked', about: id }, {})
}
