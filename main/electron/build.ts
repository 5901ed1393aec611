/** Builds what Electron runs, except the page; aside first, so that a build that fails leaves the last one in place. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'electron-vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

function putInPlace(made: string, place: string): void {
  const old = `${place}.old-${process.pid}`
  if (existsSync(place)) renameSync(place, old)
  renameSync(made, place)
  rmSync(old, { recursive: true, force: true })
}

export async function buildShell(): Promise<void> {
  const aside = join(root, `out/shell.new-${process.pid}`)
  mkdirSync(aside, { recursive: true })
  process.env.SMART_COOP_SHELL_OUT = aside
  try {
    await build({
      root,
      configFile: fileURLToPath(new URL('./electron.vite.config.ts', import.meta.url)),
      logLevel: 'warn',
      ignoreConfigWarning: true, // the page is built from its own room
    })
    for (const part of ['main', 'preload']) putInPlace(join(aside, part), join(root, 'out', part))
  } finally {
    delete process.env.SMART_COOP_SHELL_OUT
    rmSync(aside, { recursive: true, force: true })
  }
}
