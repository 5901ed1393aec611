/** The folder that copies go to: whether they can, which lie there, and which make room. */
import { accessSync, constants, openSync, readSync, closeSync, realpathSync, rmSync, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { Refusal } from '#contract/errors.ts'
import { copyName, isLeftover, madeAtOf, tooOld } from './copies.rules.ts'

export interface CopyPlace {
  to: string
  as: 'folder' | 'any'
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/** A path that leads through something which is no folder is nowhere. */
function isFolderSafely(path: string): boolean {
  try {
    return isFolder(path)
  } catch {
    return false
  }
}

function isInside(folder: string, other: string): boolean {
  const way = relative(other, folder)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(other, way) === folder)
}

/** @throws Refusal copy-no-folder, copy-in-data, copy-not-writable */
export function demandFolder(folder: string, dataFolder: string): void {
  if (!isFolderSafely(folder)) throw new Refusal('copy-no-folder', { path: folder })
  // A copy that is lost together with the machine is none.
  if (isInside(realpathSync(folder), realpathSync(dataFolder))) throw new Refusal('copy-in-data', { path: folder })
  try {
    accessSync(folder, constants.R_OK | constants.W_OK)
  } catch {
    throw new Refusal('copy-not-writable', { path: folder })
  }
}

const magic = Buffer.from('SCcopy', 'latin1')

function isCopy(path: string): boolean {
  const fd = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(magic.length)
    return readSync(fd, bytes) === magic.length && bytes.equals(magic)
  } finally {
    closeSync(fd)
  }
}

/**
 * The file that a wish means: a folder gets a new name in it; a file that is there is replaced when it is a copy. A
 * drive that is not put in must not become a file of its name: only who asks for `any` gets one.
 * @throws Refusal copy-no-folder, copy-in-data, copy-not-writable, copy-not-ours
 */
export function targetOf({ to, as }: CopyPlace, dataFolder: string, device: string, now: number): string {
  const path = resolve(to)
  if (as === 'folder' || isFolderSafely(path)) {
    demandFolder(path, dataFolder)
    return join(path, copyName(device, now))
  }
  demandFolder(dirname(path), dataFolder)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found && (!found.isFile() || (found.size > 0 && !isCopy(path)))) throw new Refusal('copy-not-ours', { path })
  return path
}

export interface CopyFile {
  file: string
  at: number
  bytes: number
}

/** This machine's copies, newest first. @throws Refusal copy-no-folder */
export async function copiesIn(folder: string, device: string): Promise<CopyFile[]> {
  const names = await readdir(folder).catch(() => {
    throw new Refusal('copy-no-folder', { path: folder })
  })
  const found: CopyFile[] = []
  for (const name of names) {
    const at = madeAtOf(name, device)
    if (at === null) continue
    const file = join(folder, name)
    found.push({ file, at, bytes: (await stat(file)).size })
  }
  return found.sort((one, other) => other.at - one.at)
}

/** Removes this machine's older copies, and what crashes left; `newest` stays whatever its name is. */
export async function makeRoom(newest: string, device: string, keep: number): Promise<void> {
  const folder = dirname(newest)
  const names = await readdir(folder)
  const old = tooOld(names, device, keep).filter((name) => name !== basename(newest))
  for (const name of [...old, ...names.filter((one) => isLeftover(one, device))]) {
    rmSync(join(folder, name), { force: true })
  }
}
