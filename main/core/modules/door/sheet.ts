/** The printed recovery sheet: what it opens, and the new keys it gives a person. */
import { Refusal } from '#contract/errors.ts'
import { type Directory, judge } from '../../identity/directory.rules.ts'
import type { DoorFile, DoorPerson } from '../../identity/doorFile.ts'
import { createKeyring, type PersonKeys } from '../../identity/keyring.ts'
import { recoveryPair } from '../../identity/recovery.ts'
import { type KeyPair, openSealed, type PasswordCost, signPair, wipe } from '../../identity/secrets.ts'
import { sayAll } from '../../identity/say.ts'
import type { Statement } from '../../identity/statements.rules.ts'
import { hasReturned, returnSayings, seenBy } from '../../identity/wayBack.rules.ts'
import { withLines } from './authority.ts'
import { doorPerson } from './founding.ts'
import type { Return } from './wayBack.rules.ts'

export interface Sheet {
  deviceKey: Buffer
  root: KeyPair
}

/** What the printed sheet opens, or null when what was typed is not this organisation's. */
export function openSheet(file: DoorFile, typed: string): Sheet | null {
  const pair = recoveryPair(typed)
  if (!pair) return null
  const deviceKey = openSealed(Buffer.from(file.recovery.deviceKey, 'hex'), pair)
  const root = openSealed(Buffer.from(file.recovery.root, 'hex'), pair)
  wipe(pair.secretKey)
  if (!deviceKey || !root) return null
  // ed25519: the seed stands first in a secret key. A later sheet signs with a key of its own.
  const sheet = { deviceKey, root: signPair(root.subarray(0, 32)) }
  wipe(root)
  return sheet
}

/** Whether what was typed is the code of a sheet that another one has replaced. */
export function isFormerSheet(file: DoorFile, typed: string): boolean {
  const pair = recoveryPair(typed)
  if (!pair) return false
  wipe(pair.secretKey)
  return file.recovery.former.includes(pair.publicKey.toString('hex'))
}

/** All that is needed to let somebody return. */
export interface ReturnWish extends Pick<Return, 'who' | 'administer'> {
  file: DoorFile
  directory: Directory
  /** All that the database has. */
  statements: readonly Statement[]
  sheet: Sheet
  password: string
  cost: PasswordCost
  /** Now, UTC milliseconds. */
  at: number
}

/**
 * The door with the person's new keys; what the sheet says of it waits in the file until the database has it.
 * @throws Refusal old-recovery when the sheet's word no longer counts
 */
export async function letReturn(wish: ReturnWish): Promise<{ file: DoorFile; person: DoorPerson; keys: PersonKeys }> {
  const { file, directory, statements, sheet, who, administer } = wish
  const { keys, keyring } = await createKeyring(wish.password, wish.cost)
  const person = doorPerson(who, keys, keyring, sheet.deviceKey)
  const returning = { ...who, sign: person.signPublic, box: person.boxPublic }
  const said = sayAll(returnSayings(returning, administer), {
    ...{ org: file.organisation.id, after: seenBy(directory), signer: sheet.root, at: wish.at },
  })
  const next = judge([...statements, ...said], file.organisation.rootPublic)
  if (!hasReturned(next, returning, administer)) {
    keys.wipe()
    throw new Refusal('old-recovery')
  }
  const stay = file.people.filter(({ id }) => next.people.get(id)?.state !== 'revoked')
  return {
    file: { ...file, people: withLines(stay, [person]), pending: [...file.pending, ...said] },
    ...{ person, keys },
  }
}
