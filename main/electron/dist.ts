/** Makes the packages that colleagues install, out of what is built already. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, DIR_TARGET, Platform } from 'electron-builder'
import { type FetchOptions, fetchRuntime, type RuntimePlaces, runtimePlaces } from './runtime.ts'

/** Electron's own program cannot be had; `platform` is the machine's. */
export class NoElectron extends Error {
  readonly platform: string
  constructor(platform: string) {
    super(`no Electron for ${platform}`)
    this.name = 'NoElectron'
    this.platform = platform
  }
}

export interface DistOptions {
  /** A folder with Electron's unpacked program; without it the npm package's own is fetched. */
  electronFolder?: string | undefined
  /** `folder` leaves the unpacked program, `installers` makes what the configuration names for this system. */
  make?: 'installers' | 'folder'
  /** Where to; `out/dist` if nothing is said. */
  output?: string
  onProgress?: FetchOptions['onProgress']
  /** Where Electron's npm package lies. */
  places?: RuntimePlaces
}

const fetchMs = 600_000

/** @throws NoElectron */
async function electronFolder(options: DistOptions): Promise<string> {
  if (options.electronFolder) return options.electronFolder
  // Whoever makes packages wants the attempt made now, whatever failed at an earlier start.
  const memoryFolder = mkdtempSync(join(tmpdir(), 'smart-coop-dist-'))
  try {
    const found = await fetchRuntime(
      { timeoutMs: fetchMs, onProgress: options.onProgress ?? (() => {}) },
      { ...(options.places ?? runtimePlaces()), memoryFolder },
    )
    if ('path' in found)
      return process.platform === 'darwin' ? join(dirname(found.path), '../../..') : dirname(found.path)
    throw new NoElectron(`${process.platform}-${process.arch}`)
  } finally {
    rmSync(memoryFolder, { recursive: true, force: true })
  }
}

/** Gives the files that were made. @throws NoElectron */
export async function dist(options: DistOptions = {}): Promise<string[]> {
  const electronDist = await electronFolder(options)
  const root = fileURLToPath(new URL('../..', import.meta.url))
  return build({
    projectDir: root,
    targets:
      options.make === 'folder' ? Platform.current().createTarget(DIR_TARGET) : Platform.current().createTarget(),
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'),
      electronDist,
      ...(options.output ? { directories: { output: options.output } } : {}),
    },
  })
}
