/** Runs the built main process under plain Node with the double in Electron's place, and lets the test look in. */
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import {
  answers,
  app,
  becomeReady,
  BrowserWindow,
  cancelable,
  ipcMain,
  powerMonitor,
  processes,
  record,
  screen,
  screenPorts,
  sessions,
} from './electron.ts'

const double = new URL('./electron.ts', import.meta.url).href
const name = 'smart-coop:electron'
// Electron gives its parts by name and as one default export.
const source = `export * from '${double}'; import * as all from '${double}'; export default all`
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: name, shortCircuit: true } : next(specifier, context),
  load: (url, context, next) => (url === name ? { format: 'module', source, shortCircuit: true } : next(url, context)),
})

const ownFrame = { parent: null, origin: 'app://main' }
const pageSession = () => sessions.get('smart-coop')
const contents = () => [...BrowserWindow.all][0]?.webContents

interface Connect {
  port: string | string[]
  frame?: unknown
}
/** What a test may ask; each gives something that can be sent back. */
const probes: Record<string, (given: never) => unknown> = {
  record: () => record,
  channels: () => ipcMain.eventNames(),
  answers: (given: Partial<typeof answers>) => void Object.assign(answers, given),
  permission: (name: string) => {
    const results: unknown[] = []
    pageSession()?.handlers['permissionRequest']?.(null, name, (is: unknown) => results.push(is))
    results.push(
      pageSession()?.handlers['permissionCheck']?.(null, name),
      pageSession()?.handlers['devicePermission']?.({ deviceType: name }),
    )
    return results
  },
  beforeRequest: (url: string) => {
    let answer: unknown
    pageSession()?.handlers['beforeRequest']?.({ url }, (given: unknown) => (answer = given))
    return answer
  },
  contentsEvent: ({ name, url }: { name: string; url: string }) => {
    const event = cancelable(url)
    contents()?.emit(name, event)
    return event.defaultPrevented
  },
  windowOpen: (url: string) => contents()?.openHandler?.({ url }),
  request: async (url: string) => {
    const response = await pageSession()?.schemes['app']?.(new Request(url))
    if (!response) return null
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    }
  },
  connect: ({ port, frame }: Connect) => {
    const ports = [port].flat().map(screenPorts.take)
    ipcMain.emit('rpc:connect', { ports, sender: { id: 1 }, senderFrame: frame === undefined ? ownFrame : frame })
    return ports.map((one) => one.isClosed)
  },
  secondStart: ({ args, folder }: { args: string[]; folder: string }) =>
    void app.emit('second-instance', cancelable(), args, folder),
  power: (event: string) => void powerMonitor.emit(event),
  killCore: () =>
    processes
      .findLast(
        (one) =>
          one.child.exitCode === null &&
          one.child.signalCode === null &&
          record.forks[processes.indexOf(one)]?.entry.endsWith('core.js'),
      )
      ?.kill(),
  closeWindow: () => [...BrowserWindow.all][0]?.close(),
  quit: () => void app.quit(),
}

screen.onMessage((message) => {
  if (message.kind !== 'probe') return
  const { id, name: probe, given } = message as unknown as { id: number; name: string; given: never }
  Promise.resolve()
    .then(() => probes[probe]?.(given))
    .then(
      (value) =>
        screen.send({
          kind: 'probed',
          id,
          value: value === undefined ? null : JSON.parse(JSON.stringify(value, (_key, one: unknown) => one)),
        }),
      (error: unknown) => screen.send({ kind: 'probed', id, error: String(error) }),
    )
})
process.on('disconnect', () => process.exit(0))

const [entry, ...args] = process.argv.slice(2)
if (!entry) throw new Error('no entry')
// Installed, the program has no folder among its arguments.
process.argv = [process.execPath, ...(app.isPackaged ? [] : [entry]), ...args]
await import(pathToFileURL(entry).href)
becomeReady()
