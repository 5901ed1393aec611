/**
 * A real Chromium for tests: the one that CHROMIUM_PATH names, Debian's, or the one that an npm package
 * brings, so that a bare machine runs these tests after `npm ci` alone. Where there is none, tests are skipped
 * under a name that says why; with `chromium` in REQUIRE they fail instead.
 */
import { execFile } from 'node:child_process'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { extract } from 'tar-fs'
import { describe } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
/** Debian's; first the one without a window of its own, which costs the processor half as much. */
const debian = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium']

/** What a page complained of while a test used it. */
export interface WatchedPage {
  page: Page
  context: BrowserContext
  /** Errors written to the console, and errors that nobody caught. */
  errors: string[]
  /** What the content security policy had to stop: directive and address. */
  violations: string[]
}

export interface TestBrowser {
  browser: Browser
  /** A page in a context of its own: no cookie or storage of another test. */
  newPage(options?: BrowserContextOptions): Promise<WatchedPage>
  close(): Promise<void>
}

interface Found {
  path: string
  env: Record<string, string>
}

function packagedFolder(): string | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium')
    return resolve(dirname(entry), '../..')
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return null
    throw error
  }
}

/** Why no browser test can run here, or null when one can. */
export function whyNoBrowser(): string | null {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? null : `CHROMIUM_PATH names no file: ${named}`
  if (debian.some((path) => existsSync(path)) || packagedFolder()) return null
  return 'no Chromium: neither CHROMIUM_PATH nor Debian’s nor @sparticuz/chromium'
}

const isRequired = () => (process.env.REQUIRE ?? '').split(/[\s,]+/).includes('chromium')

/** `describe` for tests that need a browser. */
export function describeInBrowser(name: string, body: () => void): void {
  const missing = whyNoBrowser()
  if (missing && !isRequired()) describe.skip(`${name} (skipped: ${missing})`, body)
  else describe(name, body)
}

/** The package's own names folders of the cloud that it is made for: with no letters at all every text is invisible. */
const fontsConf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts/fonts')}</dir>
  <cachedir>${join(folder, 'fonts/cache')}</cachedir>
</fontconfig>
`

/**
 * Unpacks the package's browser and the libraries beside it into a folder that carries its version. Done in a
 * process of its own, because the package takes its target from TMPDIR when it is imported; renamed whole, so
 * that two test workers never see half of it.
 */
async function unpacked(packageFolder: string): Promise<Found> {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const cache = join(root, 'node_modules/.cache')
  const folder = join(cache, `chromium-${version}`)
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true })
    const part = mkdtempSync(`${folder}.part-`)
    const script = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      env: { ...process.env, TMPDIR: part },
    })
    const libraries = join(packageFolder, 'bin/al2023.tar.br')
    await pipeline(createReadStream(libraries), createBrotliDecompress(), extract(join(part, 'al2023')))
    writeFileSync(join(part, 'fonts/fonts.conf'), fontsConf(folder))
    try {
      renameSync(part, folder)
    } catch (error) {
      if (!existsSync(folder)) throw error
      rmSync(part, { recursive: true }) // another worker was faster
    }
  }
  return {
    path: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  }
}

async function findBrowser(): Promise<Found> {
  const missing = whyNoBrowser()
  if (missing) throw new Error(missing)
  const named = process.env.CHROMIUM_PATH
  if (named) return { path: named, env: {} }
  const installed = debian.find((path) => existsSync(path))
  if (installed) return { path: installed, env: {} }
  return unpacked(packagedFolder() ?? '')
}

/** Writes what a page complains of into two lists, from its first script on. */
async function watch(context: BrowserContext): Promise<WatchedPage> {
  const errors: string[] = []
  const violations: string[] = []
  await context.exposeBinding('__violation', (_source, text: string) => void violations.push(text))
  await context.addInitScript(() => {
    const tell = (globalThis as unknown as { __violation(text: string): void }).__violation
    document.addEventListener('securitypolicyviolation', (event) => {
      tell(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
    })
  })
  const page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  return { page, context, errors, violations }
}

export async function openBrowser(): Promise<TestBrowser> {
  const found = await findBrowser()
  // Root may not use Chromium's sandbox; no other switch, so that policy and origin tests mean something.
  const browser = await chromium.launch({
    executablePath: found.path,
    args: ['--no-sandbox'],
    // Without a locale a name with an accent is no file name to Chromium, and a download loses it.
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...found.env },
  })
  return {
    browser,
    newPage: async (options = {}) =>
      watch(await browser.newContext({ locale: 'it-IT', timezoneId: 'Europe/Rome', ...options })),
    close: () => browser.close(),
  }
}
