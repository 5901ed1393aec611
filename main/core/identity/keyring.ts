/** A person's keys, and the way from a password to them. */
import type { Keyring } from './doorFile.ts'
import {
  boxPair,
  guard,
  keyFromPassword,
  type KeyPair,
  open,
  type PasswordCost,
  randomBytes,
  randomSecret,
  saltBytes,
  seal,
  signPair,
  wipe,
} from './secrets.ts'

export interface PersonKeys {
  sign: KeyPair
  box: KeyPair
  /** A keyring of these keys under another password, PIN or code. It revokes nobody. */
  rewrap(password: string, cost: PasswordCost): Promise<Keyring>
  wipe(): void
}

interface Seeds {
  sign: Buffer
  box: Buffer
}

const seedBytes = 32
const context = 'smart-coop keyring 1'

function keysFromSeeds(seeds: Seeds): PersonKeys {
  const sign = signPair(seeds.sign)
  const box = boxPair(seeds.box)
  return {
    sign,
    box,
    rewrap: (password, cost) => wrapSeeds(seeds, password, cost),
    wipe() {
      for (const secret of [sign.secretKey, box.secretKey, seeds.sign, seeds.box]) wipe(secret)
    },
  }
}

/** New keys, and their keyring under the password. */
export async function createKeyring(
  password: string,
  cost: PasswordCost,
): Promise<{ keys: PersonKeys; keyring: Keyring }> {
  const seeds = { sign: randomSecret(seedBytes), box: randomSecret(seedBytes) }
  const keyring = await wrapSeeds(seeds, password, cost)
  return { keys: keysFromSeeds(seeds), keyring }
}

async function wrapSeeds({ sign, box }: Seeds, password: string, cost: PasswordCost): Promise<Keyring> {
  const salt = randomBytes(saltBytes)
  const key = await keyFromPassword(password, salt, cost)
  const plain = randomSecret(2 * seedBytes)
  sign.copy(plain)
  box.copy(plain, seedBytes)
  const sealed = seal(plain, key, context)
  wipe(plain)
  wipe(key)
  return { salt: salt.toString('hex'), ops: cost.ops, memory: cost.memory, box: sealed.toString('hex') }
}

async function openSeeds(keyring: Keyring, password: string): Promise<Seeds | null> {
  const key = await keyFromPassword(password, Buffer.from(keyring.salt, 'hex'), keyring)
  const plain = open(Buffer.from(keyring.box, 'hex'), key, context)
  wipe(key)
  if (plain?.length !== 2 * seedBytes) return null
  const seeds = { sign: guard(plain.subarray(0, seedBytes)), box: guard(plain.subarray(seedBytes)) }
  wipe(plain)
  return seeds
}

/** The person's keys, or null for a wrong password. */
export async function openKeyring(keyring: Keyring, password: string): Promise<PersonKeys | null> {
  const seeds = await openSeeds(keyring, password)
  return seeds && keysFromSeeds(seeds)
}

/** The same keys under a new password; null when the current one is wrong. It revokes nobody. */
export async function rewrapKeyring(
  keyring: Keyring,
  current: string,
  next: string,
  cost: PasswordCost,
): Promise<Keyring | null> {
  const seeds = await openSeeds(keyring, current)
  if (!seeds) return null
  const wrapped = await wrapSeeds(seeds, next, cost)
  wipe(seeds.sign)
  wipe(seeds.box)
  return wrapped
}
