/**
 * The personal drawer: what is sealed to one person's key opens with that person's opened keyring, and with
 * nothing else that a machine holds (design.md §6).
 */
import type { Directory } from './directory.rules.ts'
import type { PersonKeys } from './keyring.ts'
import { openLetter, sealLetter } from './letters.ts'
import { guard } from './secrets.ts'

/** Null for somebody whom the directory does not know, or who was revoked. */
export function putIntoDrawer(directory: Directory, person: string, plain: Uint8Array): Buffer | null {
  const known = directory.people.get(person)
  return known && known.state !== 'revoked' ? sealLetter(plain, known.box) : null
}

/** Null for everybody else's letters, and for those sealed to keys that the person had before a reset. */
export function openFromDrawer(keys: Pick<PersonKeys, 'box'>, letter: Uint8Array): Buffer | null {
  const { publicKey, secretKey } = keys.box
  const own = publicKey.toString('hex')
  // A copy: whoever opens a letter wipes what it was opened with.
  return openLetter(letter, (key) => (key === own ? { publicKey, secretKey: guard(Buffer.from(secretKey)) } : null))
}
