/**
 * The walls of the house as functions: each takes sources and says which lines stand in the wrong room.
 * `architecture.test.ts` asks them of the whole tree, and of a small wrong example each.
 */
import { builtinModules } from 'node:module'
import { posix } from 'node:path'
import { parseSync } from 'vite'

export interface Source {
  /** From the root of the checkout, with forward slashes. */
  path: string
  text: string
}

export interface Import {
  from: string
  /** Where it leads: a path from the root for our own files, else null. */
  file: string | null
  typeOnly: boolean
  names: string[]
}

export type Wall = (source: Source) => string[]

const aliases: Record<string, string> = {
  '#contract/': 'preload/contract/',
  '#core/': 'main/core/',
  '#db/': 'db/',
  '#resources/': 'resources/',
  '#main/': 'main/',
  '#preload/': 'preload/',
  '#renderer/': 'renderer/',
}

function leadsTo(source: Source, from: string): string | null {
  if (from.startsWith('.')) return posix.join(posix.dirname(source.path), from)
  for (const [alias, folder] of Object.entries(aliases)) {
    if (from.startsWith(alias)) return folder + from.slice(alias.length)
  }
  return null
}

/** Everything that a file brings in: imports, re-exports, `import()` (of values and of types), `require`. */
export function importsOf(source: Source): Import[] {
  const { module, errors } = parseSync(source.path, source.text)
  if (errors[0]) throw new Error(`${source.path}: ${errors[0].message}`)
  const found: Omit<Import, 'file'>[] = []
  for (const one of module.staticImports) {
    const names = one.entries.map((entry) => entry.importName.name ?? '*')
    const typeOnly = one.entries.length > 0 && one.entries.every((entry) => entry.isType)
    found.push({ from: one.moduleRequest.value, typeOnly, names })
  }
  for (const one of module.staticExports) {
    for (const entry of one.entries) {
      if (entry.moduleRequest) {
        found.push({ from: entry.moduleRequest.value, typeOnly: entry.isType, names: [entry.importName.name ?? '*'] })
      }
    }
  }
  for (const [, from] of source.text.matchAll(/\b(?:import|require|resolve)\(\s*['"]([^'"]+)['"]/g)) {
    if (from) found.push({ from, typeOnly: false, names: ['*'] })
  }
  return found.map((one) => ({ ...one, file: leadsTo(source, one.from) }))
}

const isNode = (from: string): boolean => from.startsWith('node:') || builtinModules.includes(from)
const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')
const under = (path: string, ...folders: string[]): boolean => folders.some((folder) => path.startsWith(folder))

/** Packages that bring the database, files or the network of Node: nothing for a page. */
const nodePackages = new Set([
  'better-sqlite3',
  'typeorm',
  'sodium-native',
  'ws',
  'pdfkit',
  'electron-store',
  '@orpc/server',
  '@napi-rs/canvas',
  'vite',
  'playwright-core',
])

interface Room {
  is: (path: string) => boolean
  /** Folders and files of ours that it may import; JSON of `resources/` is open to all but the contract. */
  may: string[]
  outside: (from: string) => boolean
}

const anyButElectron = (from: string): boolean => packageOf(from) !== 'electron'

/** style.md §3, row by row; the first room that a path belongs to is the one that counts. */
const rooms: Record<string, Room> = {
  'preload/contract': {
    is: (path) => under(path, 'preload/contract/'),
    may: ['preload/contract/'],
    outside: (from) => ['zod', '@orpc/contract'].includes(from),
  },
  preload: { is: (path) => under(path, 'preload/'), may: [], outside: (from) => from === 'electron' },
  renderer: {
    is: (path) => under(path, 'renderer/') && !isConfig(path),
    may: ['renderer/', 'preload/contract/', 'resources/'],
    outside: (from) => anyButElectron(from) && !isNode(from) && !nodePackages.has(packageOf(from)),
  },
  db: { is: (path) => under(path, 'db/'), may: ['db/', 'preload/contract/'], outside: anyButElectron },
  'main/core': {
    is: (path) => under(path, 'main/core/'),
    may: ['main/core/', 'db/', 'preload/contract/', 'resources/'],
    outside: anyButElectron,
  },
  'main/loopback': {
    is: (path) => under(path, 'main/loopback/'),
    may: ['main/loopback/', 'main/core/', 'preload/contract/', 'resources/'],
    outside: anyButElectron,
  },
  'main/electron': {
    is: (path) => under(path, 'main/electron/'),
    may: ['main/electron/', 'main/loopback/', 'main/core/', 'preload/contract/', 'resources/'],
    outside: () => true,
  },
  'main/cli': {
    is: (path) => under(path, 'main/cli/'),
    may: ['main/', 'preload/contract/', 'resources/'],
    outside: anyButElectron,
  },
}

/** Files that a build tool reads, not the program. */
export const isConfig = (path: string): boolean => /\.(config|vite)\.ts$/.test(path)

export const roomTable: Wall = (source) => {
  const room = Object.entries(rooms).find(([, one]) => one.is(source.path))
  if (!room) return []
  const [name, { may, outside }] = room
  return importsOf(source)
    .filter((one) => (one.file ? !under(one.file, ...may) : !outside(one.from)))
    .map((one) => `${source.path}: ${name} may not import ${one.from}`)
}

/** `electron` is named in the shell and in the bridge, and nowhere else. */
export const electronInItsShell: Wall = (source) => {
  if (under(source.path, 'main/electron/', 'tests/') || source.path === 'preload/bridge.ts' || isConfig(source.path))
    return []
  return importsOf(source)
    .filter((one) => packageOf(one.from) === 'electron')
    .map(() => `${source.path}: electron is imported outside its shell`)
}

const roomOf = (path: string): string => path.split('/')[0] ?? ''

/** A relative import stays in its room, and never climbs three floors. Tests, which use all rooms, may not climb either. */
export const relativeStaysInside: Wall = (source) =>
  importsOf(source)
    .filter((one) => one.from.startsWith('.'))
    .filter((one) => one.from.startsWith('../../..') || roomOf(one.file ?? '') !== roomOf(source.path))
    .map((one) => `${source.path}: ${one.from} climbs out of its room`)

const moduleOf = (path: string, folder: string): string | null =>
  path.startsWith(`${folder}/`) ? (path.slice(folder.length + 1).split('/')[0] ?? null) : null

/** A module uses another's rules and types, never its service, its parts or, in `db` and the page, anything. */
export const modulesKeepApart: Wall = (source) => {
  const wrong: string[] = []
  for (const folder of ['main/core/modules', 'db/modules', 'renderer/modules']) {
    const mine = moduleOf(source.path, folder)
    if (!mine) continue
    for (const one of importsOf(source)) {
      const other = one.file ? moduleOf(one.file, folder) : null
      if (!other || other === mine) continue
      const rulesOrTypes = folder === 'main/core/modules' && (one.typeOnly || one.file?.endsWith('.rules.ts'))
      if (!rulesOrTypes) wrong.push(`${source.path}: module ${mine} reaches into module ${other} (${one.from})`)
    }
  }
  return wrong
}

/** The tables of another module are read through its repository: its entity is not for others. */
export const tablesAreTheirModules: Wall = (source) => {
  const mine = moduleOf(source.path, 'main/core/modules')
  if (!under(source.path, 'main/')) return []
  return importsOf(source)
    .filter((one) => one.file?.endsWith('.entity.ts') && !one.typeOnly && moduleOf(one.file, 'db/modules') !== mine)
    .map((one) => `${source.path}: ${one.from} is another module's table`)
}

/** The tables that the migrations make, those of the full-text index included. */
export const tablesIn = (sources: readonly Source[]): string[] =>
  sources
    .filter((one) => under(one.path, 'db/migrations/'))
    .flatMap((one) => [...one.text.matchAll(/CREATE (?:VIRTUAL )?TABLE (?:IF NOT EXISTS )?["`]?(\w+)/g)])
    .flatMap(([, table]) => table ?? [])

/** SQL on the house's tables is written in `db`; elsewhere it would reach rows behind the back of their module. */
export const sqlOnlyInDb = (tables: readonly string[]): Wall => {
  const reach = new RegExp(`\\b(?:INTO|FROM|JOIN|UPDATE|TABLE)\\s+["\`]?(?:${tables.join('|')})\\b`)
  return (source) =>
    under(source.path, 'main/', 'renderer/', 'preload/') && reach.test(source.text)
      ? [`${source.path}: SQL outside db`]
      : []
}

/** The writing connection is reached through `write` alone: only `open.ts` makes it. */
export const oneWriter: Wall = (source) => {
  if (under(source.path, 'tests/') || ['db/open.ts', 'db/writer.ts'].includes(source.path)) return []
  const reaches = importsOf(source).filter((one) => one.file === 'db/writer.ts' && !one.typeOnly)
  const makes = importsOf(source).filter(
    (one) => one.from === 'typeorm' && one.names.includes('DataSource') && !one.typeOnly,
  )
  return [
    ...reaches.map(() => `${source.path}: reaches for the writer`),
    ...makes.map(() => `${source.path}: makes a DataSource of its own`),
  ]
}

/** No file that only passes on what others export, and no `export *`. */
export const noBarrels: Wall = (source) => {
  const { program } = parseSync(source.path, source.text)
  const passesAll = program.body.some((node) => node.type === 'ExportAllDeclaration')
  const passesOn = program.body.every((node) => node.type === 'ExportNamedDeclaration' && node.source !== null)
  return passesAll || (passesOn && program.body.length > 0) ? [`${source.path}: is a barrel`] : []
}

export const namedExportsOnly: Wall = (source) => {
  if (isConfig(source.path)) return []
  const { program } = parseSync(source.path, source.text)
  const hasDefault = program.body.some((node) => node.type === 'ExportDefaultDeclaration')
  return hasDefault ? [`${source.path}: has a default export`] : []
}

export const notTooLong: Wall = (source) => {
  const lines = source.text.split('\n').length - 1
  return lines > 400 ? [`${source.path}: ${lines} lines, at most 400`] : []
}

/** What is imported by its path says its ending, for Node runs the sources as they are. */
export const endingsAreWritten: Wall = (source) =>
  importsOf(source)
    .filter((one) => one.file !== null && !/\.(tsx?|json|css|svg|mjs)(\?\w+)?$/.test(one.file))
    .map((one) => `${source.path}: ${one.from} has no ending`)

/** The packaged program cannot fork itself (a fuse): other processes come from the host's port. */
export const noFork: Wall = (source) =>
  importsOf(source)
    .filter(
      (one) =>
        /^(node:)?child_process$/.test(one.from) && one.names.some((name) => ['fork', '*', 'default'].includes(name)),
    )
    .map(() => `${source.path}: child_process.fork is out of bounds`)

function isEmptyBox(text: string): boolean {
  return /^new (?:Weak)?(?:Map|Set)(?:<[^(]*>)?\(\)$/.test(text) || /^(?:\[\]|\{\})$/.test(text)
}

/** `main/core` and `db` keep nothing in a module that changes: two cores live in one process. */
export const noChangingModuleState: Wall = (source) => {
  // An entry of a process of its own, or of a worker, has that process to itself.
  if (!under(source.path, 'main/core/', 'db/') || /^main\/core\/parsers\/|Worker\.ts$/.test(source.path)) return []
  const { program } = parseSync(source.path, source.text)
  return program.body.flatMap((node) => {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node
    if (declared?.type !== 'VariableDeclaration') return []
    const boxes = declared.declarations.some(
      (one) => one.init && isEmptyBox(source.text.slice(one.init.start, one.init.end)),
    )
    return declared.kind !== 'const' || boxes ? [`${source.path}: module state that changes`] : []
  })
}

/** A wall over the whole tree: the options of windows are written in one place. */
export function oneWindowFactory(sources: readonly Source[]): string[] {
  const named = sources.filter(
    (one) => under(one.path, 'main/', 'preload/', 'renderer/') && one.text.includes('webPreferences'),
  )
  return named.length > 1 ? named.map((one) => `${one.path}: webPreferences in more than one place`) : []
}

/**
 * Files that lead back to themselves over what they import, types too: one line for each circle, with all its files.
 * Found as strongly connected components (Tarjan 1972), so that files of one circle are told once.
 */
export function noCircles(sources: readonly Source[]): string[] {
  const there = new Map(sources.map((source) => [source.path, source]))
  const leads = (path: string): string[] => {
    const source = there.get(path)
    return source ? importsOf(source).flatMap(({ file }) => (file && there.has(file) ? [file] : [])) : []
  }
  const order = new Map<string, number>()
  const open: string[] = []
  const circles: string[] = []
  const visit = (path: string): number => {
    let low = order.size
    order.set(path, low)
    open.push(path)
    const targets = leads(path)
    for (const target of targets) {
      if (!order.has(target)) low = Math.min(low, visit(target))
      else if (open.includes(target)) low = Math.min(low, order.get(target) ?? low)
    }
    if (low === order.get(path)) {
      const circle = open.splice(open.indexOf(path))
      if (circle.length > 1 || targets.includes(path)) circles.push(circle.sort().join(' ~ '))
    }
    return low
  }
  for (const { path } of sources) if (!order.has(path)) visit(path)
  return circles
}
