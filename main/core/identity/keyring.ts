/** A person's keys, and the way from a password to them. */
import * as z from 'zod'
import type { Keyring } from './doorFile.ts'
import {
  boxPair,
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
  wipe(): void
}

const seedsSchema = z.object({ sign: z.string(), box: z.string() })
const context = 'smart-coop keyring 1'

function keysFromSeeds(signSeed: Buffer, boxSeed: Buffer): PersonKeys {
  const sign = signPair(signSeed)
  const box = boxPair(boxSeed)
  return {
    sign,
    box,
    wipe() {
      for (const secret of [sign.secretKey, box.secretKey, signSeed, boxSeed]) wipe(secret)
    },
  }
}

/** New keys, and their keyring under the password. */
export async function createKeyring(
  password: string,
  cost: PasswordCost,
): Promise<{ keys: PersonKeys; keyring: Keyring }> {
  const signSeed = randomSecret(32)
  const boxSeed = randomSecret(32)
  const keyring = await wrapSeeds(signSeed, boxSeed, password, cost)
  return { keys: keysFromSeeds(signSeed, boxSeed), keyring }
}

async function wrapSeeds(signSeed: Buffer, boxSeed: Buffer, password: string, cost: PasswordCost): Promise<Keyring> {
  const salt = randomBytes(saltBytes)
  const key = await keyFromPassword(password, salt, cost)
  const plain = Buffer.from(JSON.stringify({ sign: signSeed.toString('hex'), box: boxSeed.toString('hex') }))
  const box = seal(plain, key, context)
  plain.fill(0)
  wipe(key)
  return { salt: salt.toString('hex'), ops: cost.ops, memory: cost.memory, box: box.toString('hex') }
}

async function openSeeds(keyring: Keyring, password: string): Promise<{ sign: Buffer; box: Buffer } | null> {
  const key = await keyFromPassword(password, Buffer.from(keyring.salt, 'hex'), keyring)
  const plain = open(Buffer.from(keyring.box, 'hex'), key, context)
  wipe(key)
  if (!plain) return null
  const seeds = seedsSchema.parse(JSON.parse(plain.toString('utf8')))
  wipe(plain)
  return { sign: Buffer.from(seeds.sign, 'hex'), box: Buffer.from(seeds.box, 'hex') }
}

/** The person's keys, or null for a wrong password. */
export async function openKeyring(keyring: Keyring, password: string): Promise<PersonKeys | null> {
  const seeds = await openSeeds(keyring, password)
  return seeds ? keysFromSeeds(seeds.sign, seeds.box) : null
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
  const wrapped = await wrapSeeds(seeds.sign, seeds.box, next, cost)
  wipe(seeds.sign)
  wipe(seeds.box)
  return wrapped
}
