/**
 * Works out, while the page is built, what it would otherwise read off the contract: small tables, for whose sake
 * no page loads all the schemas.
 */
import { join } from 'node:path'
import { normalizePath, type Plugin } from 'vite'

const place = (file: string): string => normalizePath(join(import.meta.dirname, file))

const tables: Record<string, () => Promise<string>> = {
  [place('readers.ts')]: async () => {
    const { readers } = await import('./readers.ts')
    return `export const readers = new Map(${JSON.stringify([...readers])})`
  },
  [place('refusalCodes.ts')]: async () => {
    const { refusalCodes } = await import('./refusalCodes.ts')
    return `export const refusalCodes = new Set(${JSON.stringify([...refusalCodes])})`
  },
}

export function workedOutTables(): Plugin {
  return {
    name: 'smart-coop:worked-out',
    apply: 'build',
    async load(id) {
      // While somebody develops the contract may change under us, and Node would not read it twice.
      return this.meta.watchMode ? null : ((await tables[id]?.()) ?? null)
    },
  }
}
