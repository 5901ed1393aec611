/**
 * Builds what is missing or older than its sources, and nothing else. Promises:
 * 1. a build that fails or is cut off leaves the last good one in place;
 * 2. two programs that build at once do not harm each other: each builds aside and puts its result in place.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { hashOf, isFresh, putStamp } from './stamp.ts'
import { fromRoot, rendererFolder, root } from './paths.ts'
import { say } from './say.ts'
import { Complaint } from './sentence.ts'

export type Tell = (line: string) => void

interface Part {
  name: 'page' | 'shell'
  sources: readonly string[]
  /** The file whose presence says that there is something built. */
  proof: string
  make(): Promise<void>
}

/** Puts a finished folder where the old one was. */
function swap(made: string, place: string): void {
  const old = `${place}.old-${process.pid}`
  if (existsSync(place)) renameSync(place, old)
  renameSync(made, place)
  rmSync(old, { recursive: true, force: true })
}

/** The builder comes with the packages for development. @throws Complaint where they are not installed */
async function tools(): Promise<typeof import('vite')> {
  try {
    return await import('vite')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ERR_MODULE_NOT_FOUND') throw new Complaint(say('build.noTools'))
    throw error
  }
}

/**
 * Builds as for people, whoever asks: under `NODE_ENV=test`, which test runners set, the builder would pack
 * React as it is for development, and the stamp would then keep that page for everybody.
 */
async function forPeople(make: () => Promise<unknown>): Promise<void> {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await make()
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

const page: Part = {
  name: 'page',
  sources: [
    'renderer/**',
    'preload/contract/**',
    'resources/{i18n,icons,fonts}/**',
    'resources/*.json',
    'package-lock.json',
  ],
  proof: 'out/renderer/index.html',
  async make() {
    const { build } = await tools()
    const aside = fromRoot(`out/renderer.new-${process.pid}`)
    try {
      await forPeople(() =>
        build({
          configFile: fromRoot('renderer/vite.config.ts'),
          mode: 'production',
          logLevel: 'error',
          build: { outDir: aside, emptyOutDir: true },
        }),
      )
      swap(aside, rendererFolder)
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  },
}

const shell: Part = {
  name: 'shell',
  sources: ['main/**', 'preload/**', 'db/**', 'resources/i18n/**', 'package.json', 'package-lock.json'],
  proof: 'out/main/start.js',
  async make() {
    const { buildShell } = await import('../electron/build.ts')
    await forPeople(buildShell)
  },
}

const stampOf = (part: Part): string => fromRoot(`out/${part.name}.stamp`)

/** Says that the page in `out/` is as new as its sources; for whoever builds it by another way. */
export const stampPage = (): void => putStamp(stampOf(page), hashOf(root, page.sources))

async function bringUpToDate(part: Part, tell: Tell): Promise<boolean> {
  const hash = hashOf(root, part.sources)
  const stamp = stampOf(part)
  if (existsSync(fromRoot(part.proof)) && isFresh(stamp, hash)) return false
  tell(say(`build.${part.name}`))
  mkdirSync(fromRoot('out'), { recursive: true })
  await part.make()
  putStamp(stamp, hash)
  return true
}

/** The page, for both hosts. True when something had to be built. */
export const buildPage = (tell: Tell): Promise<boolean> => bringUpToDate(page, tell)
/** The Electron bundles, needed only where Electron is going to be used. */
export const buildShell = (tell: Tell): Promise<boolean> => bringUpToDate(shell, tell)

if (import.meta.main) {
  const tell: Tell = (line) => void process.stdout.write(`${line}\n`)
  const built = [await buildPage(tell), await buildShell(tell)]
  if (!built.includes(true)) tell(say('build.fresh'))
}
