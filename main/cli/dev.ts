/** `npm run dev`: the demo in the browser; the page is built again, and the core started again, at each change. */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Rolldown } from 'vite'
import { stampPage } from './build.ts'
import { fromRoot, rendererFolder } from './paths.ts'
import { tell } from './print.ts'
import { say } from './say.ts'

function startCore(): ChildProcess {
  const folders = ['main', 'db', 'preload/contract'].map((folder) => `--watch-path=${fromRoot(folder)}`)
  const args = [
    ...folders,
    '--watch-preserve-output',
    fromRoot('main/cli/cli.ts'),
    'serve',
    '--demo',
    '--no-open',
    ...process.argv.slice(2),
  ]
  return spawn(process.execPath, args, { stdio: 'inherit' })
}

const { build } = await import('vite')
const watcher = (await build({
  configFile: fromRoot('renderer/vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: rendererFolder, emptyOutDir: true, minify: false, watch: {} },
})) as Rolldown.RolldownWatcher

let core: ChildProcess | null = null
watcher.on('event', (event) => {
  if (event.code !== 'END') return
  stampPage()
  tell(say('build.done'))
  core ??= startCore()
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    core?.kill(signal)
    void watcher.close().then(() => process.exit(0))
  })
}
