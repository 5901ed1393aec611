/**
 * `door.json`: the only file of a data folder that is not encrypted as a whole. It holds what must be known
 * before anybody has signed in: names on the tiles, and keys, each of them sealed.
 *  1. It is written whole beside the old one, flushed, and renamed over it: a reader sees the old or the new.
 *  2. A file that is not understood, or was changed by anything but the program, is refused and left as it is.
 *  3. When its keys change, a second copy goes to `copies/`: without this file nothing of the folder opens.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { auditKind } from '#contract/audit.contract.ts'
import { firstSpaceOfPapers, look, terminal } from '#contract/door.contract.ts'
import { Refusal } from '#contract/errors.ts'
import { hash } from './secrets.ts'

const hex = z.string().regex(/^([0-9a-f]{2})*$/)
const hexOf = (bytes: number) => hex.length(bytes * 2)
const moment = z.number().int().nonnegative()

/** A password's way to a person's keys; the cost is stored beside so that it can grow. */
export const keyring = z.object({
  salt: hexOf(16),
  /** Passes and bytes of Argon2id, within what libsodium and a machine can do. */
  ops: z.number().int().min(1).max(64),
  memory: z
    .number()
    .int()
    .min(8192)
    .max(4 * 1024 ** 3),
  /** The seeds of the two key pairs, to sign and to receive, sealed with the key that the password gives. */
  box: hexOf(24 + 64 + 16),
})
export type Keyring = z.infer<typeof keyring>

export const doorPerson = z.object({
  id: z.string(),
  login: z.string(),
  /** Name and office are empty until the person has come in here: nobody reads the list of people off a shut door. */
  name: z.string(),
  office: z.string(),
  signPublic: hexOf(32),
  boxPublic: hexOf(32),
  keyring,
  /** The device's key, sealed to this person: whoever may sign in here can open the device. Empty while suspended. */
  deviceKey: hex,
  /** What opens the keyring: the person's password, one that an administrator chose, or a one-time code. */
  way: z.enum(['password', 'first-password', 'code']).default('password'),
  /** Until when the one-time code is taken; null where there is none. */
  codeUntil: moment.nullable().default(null),
  /** The last sign-in here; null for never, 0 for one of before this was kept. */
  seenAt: moment.nullable().default(0),
})
export type DoorPerson = z.infer<typeof doorPerson>

export const doorFileSchema = z.object({
  format: z.literal(1),
  organisation: z.object({
    id: z.string(),
    name: z.string(),
    demo: z.boolean(),
    rootPublic: hexOf(32),
    recoveryPublic: hexOf(32),
    foundedAt: moment,
  }),
  /** The seeds of the device's two key pairs are sealed with the device's key. */
  device: z.object({ id: z.string(), name: z.string(), signPublic: hexOf(32), boxPublic: hexOf(32), seeds: hex }),
  people: z.array(doorPerson).min(1),
  /**
   * Sealed to the key of the printed sheet: the device's key, and the sheet's own key to sign (its seed, or the whole
   * secret key). `former`: public keys of sheets that are no longer good.
   */
  recovery: z.object({ deviceKey: hex, root: hex, former: z.array(hexOf(32)).default([]) }),
  /** Signed statements that the database has not yet: they go in when it opens next. */
  pending: z.array(
    z.object({ id: z.string(), body: z.string(), signature: z.string(), signer: z.string(), at: moment }),
  ),
  /** Wrong tries on this machine, for the growing delay; survives a restart. */
  tries: z.object({ count: z.number().int().nonnegative(), lastAt: moment }),
  look,
  terminal: terminal
    .extend({ space: terminal.shape.space.default(firstSpaceOfPapers) })
    .default({ idleMinutes: 10, hotDesk: false, space: firstSpaceOfPapers }),
  /** Entries of the audit that the database has not yet: what happened before it was open. */
  unrecorded: z
    .array(
      z.object({
        id: z.string(),
        at: moment,
        kind: auditKind,
        person: z.string().nullable(),
        device: z.string(),
        about: z.string().nullable(),
        what: z.string(),
      }),
    )
    .default([]),
})
export type DoorFile = z.infer<typeof doorFileSchema>

export const doorPath = (folder: string): string => join(folder, 'door.json')
const copyPath = (folder: string): string => join(folder, 'copies', 'door.json')
const partOf = (path: string): string => `${path}.part-${process.pid}`

/** Writes a small file so that a crash at any moment leaves the old or the new one. */
export function writeWhole(path: string, text: string): void {
  const part = partOf(path)
  try {
    const fd = openSync(part, 'w', 0o600)
    try {
      writeFileSync(fd, text)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

const checkOf = (door: object): string => hash(Buffer.from(JSON.stringify(door))).toString('hex')

/** @throws Refusal `data-format-unknown` when there is a file and it is not one of ours. */
export function readDoor(folder: string): DoorFile | null {
  let text: string
  try {
    text = readFileSync(doorPath(folder), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const door = parseDoor(text)
  if (!door) throw new Refusal('data-format-unknown', { file: doorPath(folder) })
  return door
}

function parseDoor(text: string): DoorFile | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const checked = z.looseObject({ check: z.string() }).safeParse(json)
  if (!checked.success) return null
  const { check, ...rest } = checked.data
  if (checkOf(rest) !== check) return null
  return doorFileSchema.safeParse(rest).data ?? null
}

export function writeDoor(folder: string, door: DoorFile): void {
  const plain = doorFileSchema.parse(door)
  writeWhole(doorPath(folder), JSON.stringify({ ...plain, check: checkOf(plain) }, null, 1))
}

/** The second copy, for the day on which the first is damaged; made when keys changed. */
export function copyDoor(folder: string): void {
  mkdirSync(dirname(copyPath(folder)), { recursive: true, mode: 0o700 })
  writeWhole(copyPath(folder), readFileSync(doorPath(folder), 'utf8'))
}

/** Removes what a crash left, in the folder and among the copies: of `writeWhole`, and of a copy with its journal. */
export function clearHalfWritten(folder: string): void {
  for (const place of [folder, dirname(copyPath(folder))]) {
    if (!existsSync(place)) continue
    for (const name of readdirSync(place)) {
      if (/\.part-\d+(-journal)?$/.test(name)) rmSync(join(place, name), { force: true })
    }
  }
}
