/**
 * Whether Electron's own program is on this machine, and the one attempt to get it. Runs in plain Node:
 * importing `electron` here would start a download by itself.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as z from 'zod'

/** `not-installed`: no npm package. `not-fetched`: never tried. `fetch-failed`: tried once, remembered. */
export type RuntimeMissing = 'not-installed' | 'not-fetched' | 'fetch-failed'
export type Runtime = { path: string } | { missing: RuntimeMissing }

export interface FetchOptions {
  /** Give up after this long. */
  timeoutMs: number
  /** Called twice a second while it goes on. */
  onProgress(progress: { seconds: number; bytes: number }): void
}

/** Where the npm package lies, and where a failure is remembered; a test gives its own. */
export interface RuntimePlaces {
  packageFolder: string | null
  memoryFolder: string
}

const packageJson = z.object({ version: z.string() })
const memory = z.object({ version: z.string(), failedAt: z.string() })

function ownPackage(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

function cacheFolder(): string {
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData/Local'), 'smart-coop')
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/smart-coop')
  return join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'smart-coop')
}

export const runtimePlaces = (): RuntimePlaces => ({ packageFolder: ownPackage(), memoryFolder: cacheFolder() })

const versionOf = (folder: string) =>
  packageJson.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).version
const memoryFile = (places: RuntimePlaces) => join(places.memoryFolder, 'electron.json')

function executableIn(folder: string): string | null {
  const mark = join(folder, 'path.txt')
  if (!existsSync(mark)) return null
  const path = join(process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'), readFileSync(mark, 'utf8').trim())
  return existsSync(path) ? path : null
}

/** Whether getting this very version failed before; an unreadable memory is no memory. */
function hasFailed(places: RuntimePlaces, version: string): boolean {
  if (!existsSync(memoryFile(places))) return false
  try {
    return memory.parse(JSON.parse(readFileSync(memoryFile(places), 'utf8'))).version === version
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return false
    throw error
  }
}

function rememberFailure(places: RuntimePlaces, version: string): void {
  mkdirSync(places.memoryFolder, { recursive: true })
  writeFileSync(memoryFile(places), JSON.stringify({ version, failedAt: new Date().toISOString() }))
}

export function electronRuntime(places = runtimePlaces()): Runtime {
  if (!places.packageFolder) return { missing: 'not-installed' }
  const path = executableIn(places.packageFolder)
  if (path) return { path }
  return { missing: hasFailed(places, versionOf(places.packageFolder)) ? 'fetch-failed' : 'not-fetched' }
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = entries
    .filter((entry) => entry.isFile())
    .map((entry) => stat(join(entry.parentPath, entry.name)).then((s) => s.size))
  // Files come and go while the installer works; one that has gone counts nothing.
  const settled = await Promise.allSettled(sizes)
  return settled.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0)
}

/** Ends well when the installer says so; false when it failed or took too long. */
async function finishes(installer: ChildProcess, scratch: string, options: FetchOptions): Promise<boolean> {
  const started = Date.now()
  const tick = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000)
    bytesIn(scratch).then(
      (bytes) => options.onProgress({ seconds, bytes }),
      () => options.onProgress({ seconds, bytes: 0 }),
    )
  }, 500)
  const limit = setTimeout(() => installer.kill('SIGKILL'), options.timeoutMs)
  try {
    return await new Promise<boolean>((resolve) => {
      installer.once('error', () => resolve(false))
      installer.once('exit', (code) => resolve(code === 0))
    })
  } finally {
    clearInterval(tick)
    clearTimeout(limit)
  }
}

/** Tries once, by the npm package's own installer; a failure is remembered and not repeated at each start. */
export async function fetchRuntime(options: FetchOptions, places = runtimePlaces()): Promise<Runtime> {
  const known = electronRuntime(places)
  if (!('missing' in known) || known.missing !== 'not-fetched' || !places.packageFolder) return known
  const scratch = mkdtempSync(join(tmpdir(), 'smart-coop-electron-'))
  try {
    const installer = spawn(process.execPath, [join(places.packageFolder, 'install.js')], {
      stdio: 'ignore',
      env: { ...process.env, TMPDIR: scratch, TEMP: scratch, TMP: scratch },
    })
    const went = await finishes(installer, scratch, options)
    const path = went ? executableIn(places.packageFolder) : null
    if (path) return { path }
    rememberFailure(places, versionOf(places.packageFolder))
    return { missing: 'fetch-failed' }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
