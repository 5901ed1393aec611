/**
 * Finds the files that paths of this machine name. Folders are gone through in the order of their names; what
 * begins with a dot is left out; a link to a folder is not followed, so that no loop can arise.
 */
import type { Dirent } from 'node:fs'
import { lstat, readdir, stat } from 'node:fs/promises'

/** A file to be taken in; its path in bytes, since names on old disks are not always Unicode. */
export interface Found {
  path: Buffer
  /** The path as it is shown. */
  shown: string
  /** A place that cannot be looked into. */
  unreadable: boolean
}

const separator = Buffer.from(process.platform === 'win32' ? '\\' : '/')

/** UTF-8 where it is; else every byte as a letter of Latin-1, which old programs used. */
export function shownName(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

const found = (path: Buffer, unreadable = false): Found => ({ path, shown: shownName(path), unreadable })
const below = (folder: Buffer, name: Buffer): Buffer => Buffer.concat([folder, separator, name])

/** What a link inside a folder leads to counts only when it is a file. */
async function leadsToFile(path: Buffer): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    // A link that leads nowhere names no file.
    return false
  }
}

async function* walkFolder(folder: Buffer): AsyncGenerator<Found> {
  let entries: Dirent<Buffer>[]
  try {
    entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' })
  } catch {
    // Whatever keeps us out of it, the person must hear that this folder was not taken in.
    yield found(folder, true)
    return
  }
  for (const entry of entries.sort((a, b) => Buffer.compare(a.name, b.name))) {
    if (entry.name[0] === 0x2e) continue
    const path = below(folder, entry.name)
    if (entry.isDirectory()) yield* walkFolder(path)
    else if (!entry.isSymbolicLink() || (await leadsToFile(path))) yield found(path)
  }
}

/** @param paths as a person named them: what they lead to is taken, links and hidden ones too */
export async function* walk(paths: readonly string[]): AsyncGenerator<Found> {
  for (const given of paths) {
    const path = Buffer.from(given)
    const isFolder = await lstat(path)
      .then(
        async (entry) => entry.isDirectory() || (entry.isSymbolicLink() && (await stat(path)).isDirectory()),
        () => false,
      )
      .catch(() => false)
    if (isFolder) yield* walkFolder(given.length > 1 ? Buffer.from(given.replace(/[/\\]+$/, '')) : path)
    else yield found(path)
  }
}
