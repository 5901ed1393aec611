/** What the program was started with: a data folder, files to take in, and switches of Chromium that are not ours. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { app } from 'electron'
import { defaultDataFolder, demoDataFolder } from '#core/lib/places.ts'

export interface StartArguments {
  dataFolder: string
  papers: string[]
  /** Started with the machine: wait in the tray. */
  hidden: boolean
}

/** Without the program itself, and in a checkout without its folder. */
export const ownArguments = (args: readonly string[]): string[] => args.slice(app.isPackaged ? 1 : 2)

export function readArguments(args: readonly string[], workingFolder: string): StartArguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { data: { type: 'string' }, demo: { type: 'boolean' }, hidden: { type: 'boolean' } },
    allowPositionals: true,
    strict: false,
  })
  const folder = typeof values.data === 'string' && values.data ? resolve(workingFolder, values.data) : null
  return {
    dataFolder: folder ?? (values.demo === true ? demoDataFolder() : defaultDataFolder()),
    papers: positionals.map((path) => resolve(workingFolder, path)),
    hidden: values.hidden === true,
  }
}
