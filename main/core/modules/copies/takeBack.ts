/**
 * Makes an empty data folder the machine that a copy was taken of.
 *  1. Only a copy that is whole, of a program not newer than this one, and opened by somebody of that machine comes in.
 *  2. The folder holds the machine whole, or nothing of it: until `door.json` is there, the last of all, it counts as
 *     a founding under way, and its rests are removed (door/founding.ts).
 */
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Refusal } from '#contract/errors.ts'
import { type DoorFile, readDoor } from '../../identity/doorFile.ts'
import { subkey, wipe } from '../../identity/secrets.ts'
import { newId } from '../../lib/ids.ts'
import { noPlan, parsePlan, writePlan } from '../../lib/copyPlan.ts'
import type { Door } from '../door/door.ts'
import { readFront } from './container.ts'
import { about, type About } from './contents.ts'
import { openLock, parseLock } from './lock.ts'
import { copiesFolder, databaseName } from './places.ts'
import { CopyTrouble, onPlace } from './trouble.ts'
import { runWork } from './work.ts'
import type { CopyProgress } from '#contract/copies.contract.ts'

export interface TakeBackData {
  file: string
  folder: string
  copyKey: Uint8Array
}

export interface TakenBack {
  organisation: string
  madeAt: number
  files: number
}

export interface TakeBackWish {
  file: string
  login: string | null
  secret: string
  now: number
  signal: AbortSignal
  tell(progress: CopyProgress): void
}

/** The key of a machine's copies, out of its device key. */
export const copyKeyOf = (deviceKey: Buffer): Buffer => subkey(deviceKey, 4, 'smcopies')

const hasAny = (path: string): boolean =>
  existsSync(path) && (!statSync(path).isDirectory() || readdirSync(path).length > 0)

/** What lies where a machine's things would go belongs to somebody. @throws Refusal copy-place-taken */
function demandEmpty(folder: string): void {
  const taken = [databaseName, 'files', 'copies'].map((name) => join(folder, name)).find(hasAny)
  if (taken !== undefined) throw new Refusal('copy-place-taken', { path: taken })
}

/** @throws Refusal copy-missing, copy-foreign, copy-newer, copy-damaged, copy-locked */
async function openCopy(file: string, secret: string, login: string | null): Promise<Buffer> {
  if (!statSync(file, { throwIfNoEntry: false })) throw new Refusal('copy-missing', { path: file })
  let lock
  try {
    const fd = onPlace(() => openSync(file, 'r'))
    try {
      lock = parseLock(readFront(fd).lock)
    } finally {
      closeSync(fd)
    }
  } catch (error) {
    throw error instanceof CopyTrouble ? new Refusal(error.code, { path: file }) : error
  }
  if (!lock) throw new Refusal('copy-damaged', { path: file })
  const deviceKey = await openLock(lock, secret, login)
  if (!deviceKey) throw new Refusal('copy-locked', { path: file })
  try {
    return copyKeyOf(deviceKey)
  } finally {
    wipe(deviceKey)
  }
}

/** The door that came with the copy; one that this program does not understand is a later program's. */
function doorOf(folder: string, file: string): DoorFile {
  let door: DoorFile | null
  try {
    door = readDoor(copiesFolder(folder))
  } catch (error) {
    throw error instanceof Refusal && error.code === 'data-format-unknown'
      ? new Refusal('copy-newer', { path: file })
      : error
  }
  if (!door) throw new Refusal('copy-damaged', { path: file })
  return door
}

/** The plan goes on; what it says of the last copy is true of this very one. */
function keepPlan(folder: string, file: string, said: About, now: number): void {
  const path = join(copiesFolder(folder), 'plan.json')
  const { plan } = parsePlan(readFileSync(path, 'utf8')) ?? noPlan
  writePlan(folder, {
    ...noPlan,
    plan,
    last: { at: said.madeAt, file, bytes: statSync(file).size },
    restored: { at: now, madeAt: said.madeAt, device: said.device },
  })
}

/** The door with an entry for the audit: nobody is in yet, and the database is shut. */
function noted(door: DoorFile, { madeAt }: About, at: number): DoorFile {
  const what = new Date(madeAt).toISOString().slice(0, 10)
  const entry = {
    id: newId(),
    at,
    kind: 'copy-restored',
    person: null,
    device: door.device.id,
    about: null,
    what,
  } as const
  return { ...door, unrecorded: [...door.unrecorded, entry] }
}

/** @throws Refusal already-organised, data-read-only, and those of a copy */
export async function takeBack(door: Door, wish: TakeBackWish): Promise<TakenBack> {
  if (door.file()) throw new Refusal('already-organised')
  const { folder } = door
  const file = resolve(wish.file)
  demandEmpty(folder)
  const copyKey = await openCopy(file, wish.secret, wish.login)
  let said: About | null = null
  try {
    await door.takeBack(async () => {
      const workerData: TakeBackData = { file, folder, copyKey: Uint8Array.from(copyKey) }
      said = await runWork(about, {
        entry: new URL('./takeBackWorker.ts', import.meta.url),
        workerData,
        path: file,
        signal: wish.signal,
        tell: wish.tell,
      })
      keepPlan(folder, file, said, wish.now)
      return noted(doorOf(folder, file), said, wish.now)
    })
    if (!said) throw new Error('a copy was taken back that says nothing of itself')
    const { madeAt, files }: About = said
    return { organisation: door.organisation()?.name ?? '', madeAt, files }
  } finally {
    wipe(copyKey)
  }
}
