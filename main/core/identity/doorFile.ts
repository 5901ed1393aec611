/**
 * `door.json`: the only file of a data folder that is not encrypted as a whole. It holds what must be known
 * before anybody has signed in: names on the tiles, and keys, each of them sealed.
 *  1. It is written whole beside the old one, flushed, and renamed over it: a reader sees the old or the new.
 *  2. A file that is not understood is refused and left as it is.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { look } from '#contract/door.contract.ts'
import { Refusal } from '#contract/errors.ts'

const hex = z.string().regex(/^([0-9a-f]{2})*$/)

/** A password's way to a person's keys; the cost is stored beside so that it can grow. */
export const keyring = z.object({
  salt: hex,
  ops: z.number().int(),
  memory: z.number().int(),
  /** JSON of the two seeds, sealed with the key that the password gives. */
  box: hex,
})
export type Keyring = z.infer<typeof keyring>

export const doorPerson = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  office: z.string(),
  signPublic: hex,
  boxPublic: hex,
  keyring,
  /** The device's key, sealed to this person: whoever may sign in here can open the device. */
  deviceKey: hex,
})
export type DoorPerson = z.infer<typeof doorPerson>

export const doorFileSchema = z.object({
  format: z.literal(1),
  organisation: z.object({
    id: z.string(),
    name: z.string(),
    demo: z.boolean(),
    rootPublic: hex,
    recoveryPublic: hex,
    foundedAt: z.number(),
  }),
  device: z.object({ id: z.string(), name: z.string(), signPublic: hex, boxPublic: hex, seeds: hex }),
  people: z.array(doorPerson),
  /** Sealed to the key of the printed sheet. */
  recovery: z.object({ deviceKey: hex, root: hex }),
  /** Wrong tries on this machine, for the growing delay; survives a restart. */
  tries: z.object({ count: z.number().int(), lastAt: z.number() }),
  look,
})
export type DoorFile = z.infer<typeof doorFileSchema>

export const doorPath = (folder: string): string => join(folder, 'door.json')

/** Writes a small file so that a crash at any moment leaves the old or the new one. */
export function writeWhole(path: string, text: string): void {
  const part = `${path}.part-${process.pid}`
  const fd = openSync(part, 'w', 0o600)
  try {
    writeSync(fd, text)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(part, path)
  if (process.platform === 'win32') return
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** @throws Refusal `data-format-unknown` when there is a file and it is not one of ours. */
export function readDoor(folder: string): DoorFile | null {
  let text: string
  try {
    text = readFileSync(doorPath(folder), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    return doorFileSchema.parse(JSON.parse(text))
  } catch {
    throw new Refusal('data-format-unknown', { file: doorPath(folder) })
  }
}

export function writeDoor(folder: string, door: DoorFile): void {
  writeWhole(doorPath(folder), JSON.stringify(door, null, 1))
}
