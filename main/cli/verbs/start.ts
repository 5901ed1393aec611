/** `start`: the program's window; in the browser where Electron's runtime cannot be had. */
import { spawn } from 'node:child_process'
import { defaultDataFolder, demoDataFolder } from '#core/lib/places.ts'
import { electronRuntime, fetchRuntime, type Runtime } from '../../electron/runtime.ts'
import { buildPage, buildShell } from '../build.ts'
import { servePage } from '../page.ts'
import { root } from '../paths.ts'
import { endProgress, progress, tell } from '../print.ts'
import { say } from '../say.ts'
import { type Given, type Verb, wholeOf } from '../verb.ts'

const fetchMs = 60_000

/** Electron's runtime, got now if it was never tried. */
async function runtime(): Promise<Runtime> {
  const here = electronRuntime()
  if ('path' in here || here.missing !== 'not-fetched') return here
  tell(say('start.fetching', { seconds: fetchMs / 1000 }))
  const got = await fetchRuntime({
    timeoutMs: fetchMs,
    onProgress: ({ seconds, bytes }) => progress(say('start.fetched', { seconds, megabytes: Math.round(bytes / 1e6) })),
  })
  endProgress()
  return got
}

/** Opens the window and waits until it is closed. */
async function openWindow(program: string, given: Given): Promise<number> {
  await buildPage(tell)
  await buildShell(tell)
  const args = [root, '--data', given.folder, ...(given.values['demo'] ? ['--demo'] : [])]
  const child = spawn(program, args, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

export const start: Verb = {
  options: {
    port: { type: 'string' },
    'no-open': { type: 'boolean' },
    demo: { type: 'boolean' },
    papers: { type: 'string' },
    seed: { type: 'string' },
    browser: { type: 'boolean' },
  },
  words: 'none',
  folder: (values) => (values['demo'] ? demoDataFolder() : defaultDataFolder()),
  async run(given) {
    const port = wholeOf(given.values, 'port', 0, 65_535) ?? 0
    const found = given.values['browser'] ? null : await runtime()
    if (found && 'path' in found) return openWindow(found.path, given)
    if (found) tell(say(`start.${found.missing}`))
    return servePage(given, { port, open: given.values['no-open'] !== true, demo: given.values['demo'] === true })
  },
}
