/** The printed recovery sheet: what it opens, and the new keys it gives a person. */
import type { DoorFile, DoorPerson } from '../../identity/doorFile.ts'
import { createKeyring, type PersonKeys } from '../../identity/keyring.ts'
import { recoveryPair } from '../../identity/recovery.ts'
import { type KeyPair, openSealed, type PasswordCost, wipe } from '../../identity/secrets.ts'
import { signStatement } from '../../identity/statements.rules.ts'
import { doorPerson } from './founding.ts'

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
  return { deviceKey, root: { publicKey: Buffer.from(file.organisation.rootPublic, 'hex'), secretKey: root } }
}

/**
 * The person with new keys, said by the root; the statement waits in the file until the database has it.
 * `at` must be later than what was said of the person before.
 */
export async function renewPerson(
  file: DoorFile,
  person: DoorPerson,
  sheet: Sheet,
  password: string,
  cost: PasswordCost,
  at: number,
): Promise<{ file: DoorFile; person: DoorPerson; keys: PersonKeys }> {
  const { keys, keyring } = await createKeyring(password, cost)
  const { id, login, name, office } = person
  const renewed = doorPerson({ id, login, name, office }, keys, keyring, sheet.deviceKey)
  const statement = signStatement(
    {
      kind: 'person',
      org: file.organisation.id,
      person: id,
      login,
      name,
      office,
      sign: renewed.signPublic,
      box: renewed.boxPublic,
      at,
    },
    sheet.root,
  )
  const people = file.people.map((other) => (other.id === id ? renewed : other))
  return { file: { ...file, people, pending: [...file.pending, statement] }, person: renewed, keys }
}
