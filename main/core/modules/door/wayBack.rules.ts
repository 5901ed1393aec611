/**
 * Who comes back with the printed sheet, and as what.
 *  1. Whoever is known and not revoked comes back with their login; a suspension is lifted by it.
 *  2. Where nobody is left who administers and can enter, whoever comes back becomes the administrator: they are asked
 *     first, and nothing is changed before they said yes.
 *  3. A new person is made only where everybody was revoked, for a revocation is for good.
 */
import { Refusal } from '#contract/errors.ts'
import type { Directory } from '../../identity/directory.rules.ts'
import type { DoorFile } from '../../identity/doorFile.ts'
import { isAdministered, rowsOf } from '../people/people.rules.ts'
import type { Who } from './authority.ts'

export interface WishToReturn {
  login: string
  /** The answer to 2. */
  administer?: boolean | undefined
  /** Of 3. */
  newcomer?: { name: string; office: string } | undefined
}

export interface Return {
  who: Who
  /** A suspension is lifted by it, which is noted. */
  readmit: boolean
  administer: boolean
}

/** `newId` is for a new person. @throws Refusal no-administrator, wrong-credentials */
export function whoReturns(directory: Directory, file: DoorFile, wish: WishToReturn, newId: string): Return {
  const { login, newcomer } = wish
  // Somebody of whom the directory knows nothing counts as there: it may be the directory that is incomplete.
  const left = [
    ...[...directory.people.values()].filter(({ state }) => state !== 'revoked'),
    ...file.people.filter(({ id }) => !directory.people.has(id)),
  ]
  const known = left.find((person) => person.login === login)
  if (left.length > 0 && (!known || newcomer)) throw new Refusal('wrong-credentials', { waitMs: 0 })
  const administer = !isAdministered(rowsOf(directory, file, ''))
  if (administer && !wish.administer) throw new Refusal('no-administrator', { left: left.length })
  if (known) {
    const { id, name, office } = known
    return { who: { id, login, name, office }, readmit: directory.people.get(id)?.state === 'suspended', administer }
  }
  if (!newcomer) throw new Refusal('no-administrator', { left: 0 })
  return { who: { id: newId, login, ...newcomer }, readmit: false, administer }
}
