/** Works `readers.ts` out while the page is built, so that no page loads the contract for the sake of one small table. */
import { join } from 'node:path'
import { normalizePath, type Plugin } from 'vite'

const file = join(import.meta.dirname, 'readers.ts')

export function workedOutReaders(): Plugin {
  return {
    name: 'smart-coop:readers',
    apply: 'build',
    async load(id) {
      // While somebody develops the contract may change under us, and Node would not read it twice.
      if (id !== normalizePath(file) || this.meta.watchMode) return null
      const { readers } = await import('./readers.ts')
      return `export const readers = new Map(${JSON.stringify([...readers])})`
    },
  }
}
