/**
 * `npm run licences`: writes `resources/third-party-licences.json`, the list of everything by others that goes
 * out with the program. What goes out is told by the lock file, so that the list is the same on every machine.
 * With `--count` it writes nothing and says how many go out under which licence.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import * as checker from 'license-checker-rseidelsohn'
import * as z from 'zod'
import { fromRoot, root } from './paths.ts'
import { put } from './print.ts'

export const listFile = fromRoot('resources/third-party-licences.json')

/** Packages for development that end up in the built page, or around it. */
const builtIn = [
  '@emotion/cache',
  '@emotion/react',
  '@emotion/styled',
  '@fontsource-variable/atkinson-hyperlegible-next',
  '@mui/icons-material',
  '@mui/material',
  '@orpc/tanstack-query',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  'electron',
  'react',
  'react-dom',
  'react-router',
]

/** Electron's own package only fetches the runtime: what that needs on the way does not go out. Types do not either. */
const staysHere = (name: string): boolean => name === 'typescript' || /^@(types|typescript|electron)\//.test(name)

/** What lies inside a package under a licence of its own. */
const inside = [
  { name: 'SQLite', version: 'in better-sqlite3', licence: 'blessing (public domain)' },
  { name: 'libsodium', version: 'in sodium-native', licence: 'ISC' },
  { name: 'Skia', version: 'in @napi-rs/canvas', licence: 'BSD-3-Clause' },
  { name: 'Chromium', version: 'in electron', licence: 'BSD-3-Clause and others, listed beside the program' },
  { name: 'Liberation Sans', version: 'in pdfjs-dist', licence: 'GPL-2.0 with font exception' },
  { name: 'Foxit standard fonts', version: 'in pdfjs-dist', licence: 'BSD-3-Clause' },
]

export interface Licence {
  name: string
  version: string
  licence: string
  /** The licence's own words, where the package brings them and they are short. */
  text?: string
}

const lockPackage = z.looseObject({
  version: z.string().optional(),
  name: z.string().optional(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const lockSchema = z.looseObject({ packages: z.record(z.string(), lockPackage) })
type Lock = z.infer<typeof lockSchema>

const mostText = 3000

/** Where a package finds another: in its own folder, or in one above (the way of Node). */
function placeOf(lock: Lock, from: string, name: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const place = `${at ? `${at}/` : ''}node_modules/${name}`
    if (lock.packages[place]) return place
    if (!at) return null
  }
}

/** The places, in the lock file, of every package that goes out. */
export function outgoing(lock: Lock): string[] {
  const found = new Set<string>()
  const visit = (from: string, name: string): void => {
    const place = staysHere(name) ? null : placeOf(lock, from, name)
    if (!place || found.has(place)) return
    found.add(place)
    const one = lock.packages[place]
    if (name === 'electron') return
    for (const next of Object.keys({ ...one?.dependencies, ...one?.optionalDependencies })) visit(place, next)
  }
  for (const name of [...Object.keys(lock.packages['']?.dependencies ?? {}), ...builtIn]) visit('', name)
  return [...found].sort()
}

export const readLock = (): Lock => lockSchema.parse(JSON.parse(readFileSync(fromRoot('package-lock.json'), 'utf8')))

/** What the installed packages say of themselves, by `name@version`. */
function installed(): Promise<checker.ModuleInfos> {
  return new Promise((resolve, reject) => {
    checker.init({ start: root, customFormat: { licenseText: '' } }, (error, packages) =>
      error ? reject(error) : resolve(packages),
    )
  })
}

const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)

function licenceOf(lock: Lock, place: string, known: checker.ModuleInfos): Licence {
  const locked = lock.packages[place]
  const name = locked?.name ?? nameOf(place)
  const version = locked?.version ?? ''
  const found = known[`${name}@${version}`]
  const text =
    found?.licenseFile && /licen[cs]e|copying/i.test(found.licenseFile) ? found.licenseText?.trim() : undefined
  const guessed = [found?.licenses].flat().join(' AND ').replaceAll('*', '')
  return { name, version, licence: locked?.license ?? guessed, ...(text && text.length <= mostText ? { text } : {}) }
}

async function writeList(): Promise<void> {
  const lock = readLock()
  const known = await installed()
  const all = outgoing(lock).map((place) => licenceOf(lock, place, known))
  const unique = new Map([...all, ...inside].map((one) => [`${one.name}@${one.version}`, one]))
  writeFileSync(listFile, `${JSON.stringify([...unique.values()], null, 1)}\n`)
  put(`${unique.size} licences in resources/third-party-licences.json`)
}

const writtenList = z.array(z.object({ licence: z.string() }))

/** The licences of the written list, with how many go out under each; the most frequent first. */
export function countLicences(): [string, number][] {
  const counts = new Map<string, number>()
  for (const { licence } of writtenList.parse(JSON.parse(readFileSync(listFile, 'utf8'))))
    counts.set(licence, (counts.get(licence) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)
}

if (import.meta.main) {
  if (process.argv.includes('--count'))
    for (const [licence, count] of countLicences()) put(`${String(count).padStart(4)} ${licence}`)
  else await writeList()
}
