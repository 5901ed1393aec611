/** The verbs, and whether the installed program was started with one. Loads none of them. */
import type { Verb } from './verb.ts'

export type Verbs = Readonly<Record<string, () => Promise<Verb>>>

/** The verbs of every command line; those that open a page are added where there is one to open. */
export const verbsOfTheCore = {
  init: async () => (await import('./verbs/init.ts')).init,
  demo: async () => (await import('./verbs/demo.ts')).demo,
  intake: async () => (await import('./verbs/intake.ts')).intake,
  search: async () => (await import('./verbs/search.ts')).search,
  status: async () => (await import('./verbs/status.ts')).status,
  verify: async () => (await import('./verbs/verify.ts')).verify,
  rebuild: async () => (await import('./verbs/rebuild.ts')).rebuild,
  backup: async () => (await import('./verbs/backup.ts')).backup,
  restore: async () => (await import('./verbs/restore.ts')).restore,
} satisfies Verbs

/** Verbs that open the page; the installed program has a window instead (engineering.md §2, guard 6). */
export const pageVerbs: ReadonlySet<string> = new Set(['serve', 'start'])

const isKnown = (name: string): boolean => name === 'help' || pageVerbs.has(name) || Object.hasOwn(verbsOfTheCore, name)

/** Options of the window, which no verb comes after. */
const windowOption = /^--(data|demo|hidden)(=|$)/

/**
 * The words of the command line from the verb on, or null where a window is meant: the installed program is also
 * started by a click, with papers to take in, and with switches that Chromium wants (`--no-sandbox`). A word that names no file is
 * taken for a verb too: a nightly job with a verb that this version does not know must not open a window.
 */
export function verbWords(args: readonly string[], isFile: (path: string) => boolean): string[] | null {
  for (const [at, arg] of args.entries()) {
    if (arg === '--help' || arg === '-h') return ['help']
    if (windowOption.test(arg)) return null
    if (arg.startsWith('-')) continue
    const isVerb = isKnown(arg) || (/^[a-z]+$/.test(arg) && !isFile(arg))
    return isVerb ? args.slice(at) : null
  }
  return null
}
