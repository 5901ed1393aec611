/**
 * The lock of a copy: the device's key, sealed for each person who may sign in on the machine and for the printed
 * sheet, as `door.json` has it on the day of the copy. So a copy opens with the password of that day, or with the
 * sheet. It holds no name: of a login only one byte of a hash with a random key, enough not to try everybody.
 */
import * as z from 'zod'
import { keyring, type DoorFile } from '../../identity/doorFile.ts'
import { openKeyring } from '../../identity/keyring.ts'
import { recoveryPair } from '../../identity/recovery.ts'
import { hash, openSealed, wipe } from '../../identity/secrets.ts'

const hex = z.string().regex(/^([0-9a-f]{2})*$/)
const lockSchema = z.object({
  people: z.array(z.object({ hint: hex.length(2), keyring, deviceKey: hex })),
  recovery: hex,
})
export type Lock = z.infer<typeof lockSchema>

const hintOf = (login: string, salt: string): string =>
  hash(Buffer.from(login), Buffer.from(salt, 'hex')).subarray(0, 1).toString('hex')

export function lockOf(door: DoorFile): Buffer {
  // A one-time code ends some day, and a copy stays; who is suspended has no key here.
  const known = door.people.filter((person) => person.way !== 'code' && person.deviceKey !== '')
  const people = known.map((person) => ({
    hint: hintOf(person.login, person.keyring.salt),
    keyring: person.keyring,
    deviceKey: person.deviceKey,
  }))
  const lock: Lock = { people, recovery: door.recovery.deviceKey }
  return Buffer.from(JSON.stringify(lock))
}

/** Null when it is none: the copy was changed, for its writer makes only whole ones. */
export function parseLock(bytes: Buffer): Lock | null {
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
  return lockSchema.safeParse(json).data ?? null
}

/**
 * The device's key, opened with what somebody typed: the code of the printed sheet or a password; the caller wipes
 * it. Null when it is neither. Without a login everybody's password may be the one.
 */
export async function openLock(lock: Lock, secret: string, login: string | null): Promise<Buffer | null> {
  const sheet = recoveryPair(secret)
  if (sheet) {
    const deviceKey = openSealed(Buffer.from(lock.recovery, 'hex'), sheet)
    wipe(sheet.secretKey)
    if (deviceKey) return deviceKey
  }
  for (const person of lock.people) {
    if (login !== null && hintOf(login, person.keyring.salt) !== person.hint) continue
    const keys = await openKeyring(person.keyring, secret)
    if (!keys) continue
    const deviceKey = openSealed(Buffer.from(person.deviceKey, 'hex'), keys.box)
    keys.wipe()
    if (deviceKey) return deviceKey
  }
  return null
}
