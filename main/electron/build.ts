/** Builds what Electron runs, except the page. */
import { fileURLToPath } from 'node:url'
import { build } from 'electron-vite'

export async function buildShell(): Promise<void> {
  await build({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    configFile: fileURLToPath(new URL('./electron.vite.config.ts', import.meta.url)),
    logLevel: 'warn',
  })
}
