/**
 * The machine's data folder: where it may lie, and that one core alone has it.
 */
import { accessSync, constants, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import Database from 'better-sqlite3'
import { Refusal } from '#contract/errors.ts'

const networkKinds = new Set([
  'cifs',
  'smb3',
  'smbfs',
  'nfs',
  'nfs4',
  'fuse.smbnetfs',
  'fuse.sshfs',
  'davfs',
  'fuse.davfs2',
  '9p',
  'afs',
  'ncpfs',
])

/** The file system of the mount that a folder lies on, from the text of /proc/mounts. */
export function mountKindOf(folder: string, mounts: string): string | null {
  let best: { at: string; kind: string } | null = null
  for (const line of mounts.split('\n')) {
    const [, rawAt, kind] = line.split(' ')
    if (!rawAt || !kind) continue
    const at = rawAt.replaceAll(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))
    const inside = folder === at || folder.startsWith(at.endsWith('/') ? at : at + sep)
    if (inside && (!best || at.length >= best.at.length)) best = { at, kind }
  }
  return best?.kind ?? null
}

/** Whether a folder lies on a network share: a UNC path on Windows, a network file system elsewhere. */
export function isOnNetworkShare(folder: string, mounts = readMounts()): boolean {
  if (folder.startsWith('\\\\') || folder.startsWith('//')) return true
  const kind = mountKindOf(folder, mounts)
  return kind !== null && networkKinds.has(kind)
}

function readMounts(): string {
  if (process.platform !== 'linux') return ''
  return readFileSync('/proc/mounts', 'utf8')
}

/**
 * Makes the folder if it is missing and checks that it can be used.
 * @throws Refusal `data-on-network-share`, `data-read-only`
 */
export function useDataFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOSPC') throw error
    throw new Refusal('data-read-only', { folder })
  }
  const real = realpathSync(folder)
  if (isOnNetworkShare(real)) throw new Refusal('data-on-network-share', { folder: real })
  return real
}

/**
 * Takes the folder for this process, until `release` or the end of the process, however it ends: the lock is
 * the operating system's, held by SQLite on a file of its own.
 * @throws Refusal `data-in-use`, `data-read-only`
 */
export function lockFolder(folder: string): { release(): void } {
  let lock: Database.Database | null = null
  try {
    lock = new Database(join(folder, 'lock'), { timeout: 0 })
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    const code = (error as { code?: string }).code ?? ''
    if (code.startsWith('SQLITE_BUSY')) throw new Refusal('data-in-use', { folder })
    if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
      throw new Refusal('data-read-only', { folder })
    }
    throw error
  }
  const held = lock
  return { release: () => void held.close() }
}
