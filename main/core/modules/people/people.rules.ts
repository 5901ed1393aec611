/** Who is how, who is found, and who must not be taken away. */
import type { PersonRow, PersonState } from '#contract/people.contract.ts'
import { mayDo, type Role } from '#contract/permissions.ts'
import type { Directory, DirectoryPerson } from '../../identity/directory.rules.ts'
import type { DoorFile, DoorPerson } from '../../identity/doorFile.ts'

export function stateOf(person: DirectoryPerson, line: DoorPerson | undefined): PersonState {
  if (person.state !== 'active') return person.state
  if (line?.way === 'code') return 'invited'
  return line?.way === 'first-password' ? 'first-password' : 'active'
}

function rowOf(person: DirectoryPerson, line: DoorPerson | undefined, asking: string): PersonRow {
  const { id, login, name, office, givenRoles } = person
  return {
    ...{ id, login, name, office, roles: givenRoles, state: stateOf(person, line) },
    self: id === asking,
    here: line !== undefined && line.deviceKey !== '' && person.state === 'active',
    seenAt: line?.seenAt ?? null,
    codeUntil: line?.codeUntil ?? null,
  }
}

const byName = new Intl.Collator('it', { sensitivity: 'base', ignorePunctuation: true })

/** Sorted by name, revoked people last. */
export function rowsOf({ people }: Directory, file: DoorFile, asking: string): PersonRow[] {
  const lines = new Map(file.people.map((line) => [line.id, line]))
  const isGone = (row: PersonRow): number => Number(row.state === 'revoked')
  return [...people.values()]
    .map((person) => rowOf(person, lines.get(person.id), asking))
    .sort((a, b) => isGone(a) - isGone(b) || byName.compare(a.name, b.name) || (a.login < b.login ? -1 : 1))
}

/** Letters and digits alone, without case and accents: «D’Àngelo» and «dangelo» are the same. */
const fold = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s]/gu, '')

export interface PeopleFilter {
  text: string
  role?: Role | undefined
  state?: PersonState | undefined
}

/** Every word that was typed stands somewhere in name, login or office. */
export function isFound({ name, login, office, roles, state }: PersonRow, filter: PeopleFilter): boolean {
  if (filter.role !== undefined && !roles.includes(filter.role)) return false
  if (filter.state !== undefined && state !== filter.state) return false
  const where = [name, login, office].map(fold).join('\n')
  const words = fold(filter.text).split(/\s+/)
  return words.every((word) => where.includes(word))
}

/** Whether somebody who may put people into the directory, and can enter, would be left. */
export const isAdministered = (rows: readonly Pick<PersonRow, 'state' | 'roles'>[]): boolean =>
  rows.some(({ state, roles }) => state === 'active' && mayDo(roles, 'admin.people'))

export interface RoleChange {
  given: Role[]
  taken: Role[]
}

export const roleChange = (before: readonly Role[], after: readonly Role[]): RoleChange => ({
  given: [...new Set(after)].filter((role) => !before.includes(role)),
  taken: before.filter((role) => !after.includes(role)),
})

/** As the audit keeps it: `+hr -payroll`. */
export const roleWords = ({ given, taken }: RoleChange): string =>
  [...given.map((role) => `+${role}`), ...taken.map((role) => `-${role}`)].join(' ')
