/**
 * Starts the built program with the double in Electron's place and a real Chromium as its window: requests of
 * the page go to the program's own `app:` handler, the built preload runs in the page, ports are bridged.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { buildPage, buildShell } from '#main/cli/build.ts'
import { fromRoot } from '#main/cli/paths.ts'
import type { TestBrowser, WatchedPage } from '../browser.ts'
import type { record } from './electron.ts'

/** Chromium does not know `app:`; the page lives here instead, where nothing answers but the program. */
const stage = 'https://main.example'

export type Recorded = typeof record

export interface DoubleApp {
  /** The window's page; absent when the program was started without a screen. */
  window: WatchedPage | null
  probe<T>(name: string, given?: unknown): Promise<T>
  recorded(): Promise<Recorded>
  /** Opens a port as a page would, without a page. */
  rawPort(
    frame?: unknown,
    count?: number,
  ): Promise<{ closed: boolean[]; post(data: unknown): void; messages: unknown[] }>
  /** Asks the core over a new port of the window's own caller; gives what it answers, or each event of a stream. */
  ask<T>(path: string, input?: unknown): Promise<T>
  /** What the program and its core wrote to standard error. */
  errorText(): string
  exit: Promise<number | null>
  /** What was recorded when the program ended by itself. */
  final(): Recorded | null
  folder: string
  close(): Promise<void>
}

export interface LaunchOptions {
  browser?: TestBrowser
  args?: string[]
  env?: Record<string, string>
  /** A data folder that stays. */
  folder?: string
  /** A folder with the settings of the shell, that stays. */
  userData?: string
  /** The program's entry; without it the one of this checkout is built and taken. */
  entry?: string
}

/** Runs in the page before its own scripts: what Electron gives a preload, then the built preload itself. */
function pageScript(preload: string): string {
  return `(() => {
  if (window !== window.top) return
  window.__begin()
  const ports = new Map()
  window.__deliver = (id, data) => ports.get(id)?.postMessage(typeof data === 'string' ? data : Uint8Array.from(atob(data.base64), (c) => c.charCodeAt(0)))
  const plain = async (data) => {
    if (typeof data === 'string') return data
    let text = ''
    for (const byte of new Uint8Array(data)) text += String.fromCharCode(byte)
    return { base64: btoa(text) }
  }
  const electron = {
    contextBridge: { exposeInMainWorld: (key, api) => Object.defineProperty(window, key, { value: Object.freeze(api) }) },
    ipcRenderer: {
      async postMessage(channel, message, given) {
        const id = crypto.randomUUID()
        const [port] = given
        ports.set(id, port)
        const connected = window.__connect(channel, id)
        port.onmessage = async (event) => { await connected; window.__post(id, await plain(event.data)) }
      },
    },
    webUtils: { getPathForFile: (file) => window.__paths?.[file.name] ?? '' },
  }
  const module = { exports: {} }
  const exports = module.exports
  const require = (name) => { if (name !== 'electron') throw new Error(name); return electron }
  ;(() => {
${preload}
})()
})()`
}

interface FromChild {
  kind: string
  id: string & number
  value: unknown
  error?: string
  data: unknown
  url: string
  preload: string
  record: Recorded
}

/** A message of the protocol as it stands on the wire: an answer, or with `t` 3 an event of a stream. */
interface Heard {
  t?: number
  p: { e?: string; d?: { json: unknown }; b?: { json: unknown }; h?: Record<string, string> }
}

async function until(isSo: () => boolean, mostMs = 60_000): Promise<void> {
  for (const end = Date.now() + mostMs; !isSo();) {
    if (Date.now() > end) throw new Error('the core did not answer')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const forPage = (data: unknown): unknown =>
  data instanceof Uint8Array ? { base64: Buffer.from(data).toString('base64') } : data

export async function launchDouble(options: LaunchOptions = {}): Promise<DoubleApp> {
  if (!options.entry) {
    await buildPage(() => {})
    await buildShell(() => {})
  }
  // Before the program runs: nothing is awaited between its start and the first look at what it says.
  const watched = options.browser ? await options.browser.newPage() : null
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'smart-coop-window-'))
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'smart-coop-profile-'))
  const run = fromRoot('tests/support/electronDouble/run.ts')
  const child: ChildProcess = spawn(
    process.execPath,
    [run, options.entry ?? fromRoot('out/main/start.js'), '--data', folder, ...(options.args ?? [])],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
      env: { ...process.env, DOUBLE_USER_DATA: userData, ...options.env },
    },
  )
  let errorText = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errorText += text))
  const exit = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const send = (message: unknown) => void (child.connected && child.send(message as object, () => {}))

  let final: Recorded | null = null
  let last = 0
  const waiting = new Map<number, PromiseWithResolvers<unknown>>()
  const probe = <T>(name: string, given?: unknown): Promise<T> => {
    const answer = Promise.withResolvers<unknown>()
    waiting.set(++last, answer)
    send({ kind: 'probe', id: last, name, given })
    return answer.promise as Promise<T>
  }
  void exit.then((code) => {
    for (const answer of waiting.values()) answer.reject(new Error(`the program ended with ${code}: ${errorText}`))
  })

  const pagePorts = new Set<string>()
  const rawPorts = new Map<string, unknown[]>()
  let order: Promise<unknown> = Promise.resolve()

  async function openPage(page: Page, preload: string): Promise<void> {
    await page.exposeBinding('__connect', async (_source, channel: string, id: string) => {
      if (channel !== 'rpc:connect') return
      pagePorts.add(id)
      await probe('connect', { port: id })
    })
    await page.exposeBinding('__post', (_source, id: string, data: string | { base64: string }) =>
      send({
        kind: 'port',
        id,
        data: typeof data === 'string' ? data : new Uint8Array(Buffer.from(data.base64, 'base64')),
      }),
    )
    // A new document: the ports of the one before are gone, as in Electron.
    await page.exposeBinding('__begin', () => {
      for (const id of pagePorts) send({ kind: 'port-close', id })
      pagePorts.clear()
    })
    await page.addInitScript(pageScript(preload))
    await page.route(`${stage}/**`, async (route) => {
      const { pathname } = new URL(route.request().url())
      const answer = await probe<{ status: number; headers: Record<string, string>; body: { data: number[] } }>(
        'request',
        `app://main${pathname}`,
      )
      await route.fulfill({ status: answer.status, headers: answer.headers, body: Buffer.from(answer.body.data) })
    })
  }
  const loaded = Promise.withResolvers<void>()
  if (!watched) loaded.resolve()
  void exit.then((code) => loaded.reject(new Error(`the program ended with ${code}: ${errorText}`)))
  loaded.promise.catch(() => {})

  child.on('message', (raw) => {
    const message = raw as FromChild
    if (message.kind === 'probed') {
      const answer = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error) answer?.reject(new Error(message.error))
      else answer?.resolve(message.value)
    } else if (message.kind === 'final') final = message.record
    else if (message.kind === 'port' && rawPorts.has(message.id)) rawPorts.get(message.id)?.push(message.data)
    else if (message.kind === 'port' && watched && pagePorts.has(message.id)) {
      const given = [message.id, forPage(message.data)] as const
      order = order
        .then(() =>
          watched.page.evaluate(
            ([id, data]) => (window as unknown as { __deliver(id: unknown, data: unknown): void }).__deliver(id, data),
            given,
          ),
        )
        .catch(() => {}) // the page has gone on to another document
    } else if (message.kind === 'window' && watched) order = openPage(watched.page, message.preload)
    else if (message.kind === 'load' && watched) {
      order = order
        .then(() => watched.page.goto(message.url.replace('app://main', stage), { waitUntil: 'commit' }))
        .then(() => loaded.resolve(), loaded.reject)
    } else if (message.kind === 'reload' && watched)
      order = order.then(() => watched.page.reload({ waitUntil: 'commit' })).catch(() => {})
  })
  await loaded.promise

  const rawPort: DoubleApp['rawPort'] = async (frame, count = 1) => {
    const ids = Array.from({ length: count }, () => randomUUID())
    const messages: unknown[] = []
    for (const id of ids) rawPorts.set(id, messages)
    const closed = await probe<boolean[]>('connect', { port: ids, frame })
    return { closed, messages, post: (data) => send({ kind: 'port', id: ids[0], data }) }
  }

  return {
    window: watched,
    probe,
    recorded: () => probe<Recorded>('record'),
    rawPort,
    async ask<T>(path: string, input?: unknown): Promise<T> {
      const { messages, post } = await rawPort()
      post(JSON.stringify({ i: '1', p: { u: `/${path}`, b: { json: input } } }))
      const heard = () => messages.map((one) => JSON.parse(String(one)) as Heard)
      await until(() =>
        heard().some((one) =>
          one.t === 3 ? one.p.e !== 'message' : one.p.h?.['content-type'] !== 'text/event-stream',
        ),
      )
      const events = heard().filter((one) => one.t === 3)
      return (events.length > 0 ? events.map((one) => one.p.d?.json) : heard()[0]?.p.b?.json) as T
    },
    errorText: () => errorText,
    exit,
    final: () => final,
    folder,
    async close() {
      await watched?.context.close()
      if (child.exitCode === null && child.signalCode === null) {
        send({ kind: 'probe', id: 0, name: 'quit' })
        const limit = setTimeout(() => child.kill('SIGKILL'), 8000)
        await exit
        clearTimeout(limit)
      }
      if (!options.userData) rmSync(userData, { recursive: true, force: true })
      if (!options.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}
