/**
 * What the built main process gets when it imports `electron`: the same names and events, recorded instead of
 * done. The screen, a real Chromium, belongs to the test and is reached over the process' own channel.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { crossing, type Crossing, DoublePort, type Wire } from './ports.ts'

export const screen: Wire = {
  send: (message) => void (process.connected && process.send?.(message)),
  onMessage: (listener) => void process.on('message', (message) => listener(message as { kind: string })),
}
export const screenPorts: Crossing = crossing(screen)

/** Everything that the program asked of Electron. */
export const record = {
  calls: [] as string[],
  schemes: [] as unknown[],
  windows: [] as { options: unknown; urls: string[] }[],
  external: [] as string[],
  boxes: [] as { message: string; detail?: string }[],
  errorBoxes: [] as string[],
  menu: [] as string[],
  tray: [] as string[],
  forks: [] as { entry: string; args: string[]; options: unknown }[],
  switches: {} as Record<string, string>,
  loginItem: null as unknown,
  storageCleared: 0,
}
/** What the double answers; a test changes it. */
export const answers = { backend: 'gnome_libsecret', box: 0 }

class CancelableEvent {
  defaultPrevented = false
  url: string
  constructor(url = '') {
    this.url = url
  }
  preventDefault(): void {
    this.defaultPrevented = true
  }
}
export const cancelable = (url?: string) => new CancelableEvent(url)

/** As in Electron: the program is ready only once its entry has been read to its end. */
const ready = Promise.withResolvers<void>()
let isReady = false
export function becomeReady(): void {
  isReady = true
  ready.resolve()
}

class App extends EventEmitter {
  isPackaged = process.env.DOUBLE_PACKAGED === '1'
  whenReady = () => ready.promise
  commandLine = {
    appendSwitch(name: string, value = '') {
      if (isReady) throw new Error('too late for a switch')
      record.switches[name] = value
    },
  }
  disableHardwareAcceleration = () => void record.calls.push('disableHardwareAcceleration')
  setPath = (name: string, _path: string) => void record.calls.push(`setPath ${name}`)
  enableSandbox = () => void record.calls.push('enableSandbox')
  requestSingleInstanceLock = () => process.env.DOUBLE_LOCK !== 'taken'
  getPath = (_name: string) => process.env.DOUBLE_USER_DATA ?? ''
  getName = () => 'Smart-Coop'
  getVersion = () => '0.0.0'
  getLoginItemSettings = () => ({ openAtLogin: record.loginItem !== null })
  setLoginItemSettings = (settings: unknown) => void (record.loginItem = settings)
  exit = (code: number) => end(code)
  quit(): void {
    this.emit('before-quit', cancelable())
    for (const window of [...BrowserWindow.all]) window.close()
    if (BrowserWindow.all.size > 0) return
    const event = cancelable()
    this.emit('will-quit', event)
    if (event.defaultPrevented) return
    end(0)
  }
}
/** Tells what was recorded last, for a test that comes too late to ask. */
const end = (code: number) => void process.send?.({ kind: 'final', record }, undefined, {}, () => process.exit(code))
export const app = new App()

class WebContents extends EventEmitter {
  id: number
  openHandler: ((details: { url: string }) => { action: string }) | null = null
  navigationHistory = { clear: () => void record.calls.push('history cleared') }
  constructor(id: number) {
    super()
    this.id = id
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler
  }
}

export class BrowserWindow extends EventEmitter {
  static all = new Set<BrowserWindow>()
  static last = 0
  webContents: WebContents
  visible = false
  #entry: { options: unknown; urls: string[] }
  constructor(options: { webPreferences?: { preload?: string; session?: unknown } }) {
    super()
    const { session: own, ...preferences } = options.webPreferences ?? {}
    this.webContents = new WebContents(++BrowserWindow.last)
    this.#entry = {
      options: { ...options, webPreferences: { ...preferences, session: own === undefined ? 'default' : 'own' } },
      urls: [],
    }
    record.windows.push(this.#entry)
    BrowserWindow.all.add(this)
    app.emit('web-contents-created', cancelable(), this.webContents)
    screen.send({ kind: 'window', preload: readFileSync(preferences.preload ?? '', 'utf8') })
  }
  async loadURL(url: string): Promise<void> {
    this.#entry.urls.push(url)
    screen.send({ kind: 'load', url })
    setTimeout(() => this.emit('ready-to-show'), 10)
  }
  reload(): void {
    record.calls.push('reload')
    screen.send({ kind: 'reload' })
  }
  show(): void {
    record.calls.push('show')
    this.visible = true
  }
  hide(): void {
    record.calls.push('hide')
    this.visible = false
  }
  focus = () => void record.calls.push('focus')
  restore = () => void record.calls.push('restore')
  isMinimized = () => true
  isDestroyed = () => !BrowserWindow.all.has(this)
  getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 })
  close(): void {
    const event = cancelable()
    this.emit('close', event)
    if (event.defaultPrevented) return
    BrowserWindow.all.delete(this)
    if (BrowserWindow.all.size === 0) app.emit('window-all-closed')
  }
}

type Handler = (...given: unknown[]) => unknown
class Session {
  handlers: Record<string, Handler> = {}
  schemes: Record<string, (request: Request) => Promise<Response>> = {}
  protocol = {
    handle: (scheme: string, handler: (request: Request) => Promise<Response>) => void (this.schemes[scheme] = handler),
  }
  webRequest = { onBeforeRequest: (handler: Handler) => void (this.handlers['beforeRequest'] = handler) }
  setPermissionRequestHandler = (handler: Handler) => void (this.handlers['permissionRequest'] = handler)
  setPermissionCheckHandler = (handler: Handler) => void (this.handlers['permissionCheck'] = handler)
  setDevicePermissionHandler = (handler: Handler) => void (this.handlers['devicePermission'] = handler)
  clearStorageData = async () => void record.storageCleared++
  clearCache = async () => {}
}
export const sessions = new Map<string, Session>()
export const session = {
  fromPartition(name: string): Session {
    const known = sessions.get(name) ?? new Session()
    sessions.set(name, known)
    return known
  },
}

export const ipcMain = new EventEmitter()
export const powerMonitor = new EventEmitter()
export const protocol = { registerSchemesAsPrivileged: (schemes: unknown[]) => void record.schemes.push(...schemes) }
export const shell = { openExternal: async (url: string) => void record.external.push(url) }
export const dialog = {
  async showMessageBox(...given: unknown[]) {
    record.boxes.push(given.at(-1) as { message: string })
    return { response: answers.box }
  },
  showErrorBox: (title: string, text: string) => void record.errorBoxes.push(`${title}: ${text}`),
}
export const nativeImage = { createFromPath: (path: string) => ({ path }) }

interface Item {
  label?: string
  role?: string
  click?: () => void
  submenu?: Item[]
}
const wordsOf = (items: Item[]): string[] =>
  items.flatMap((item) => [item.role ?? item.label ?? '', ...wordsOf(item.submenu ?? [])])
export const Menu = {
  buildFromTemplate: (items: Item[]) => items,
  setApplicationMenu: (items: Item[]) => void (record.menu = wordsOf(items)),
}
export class Tray extends EventEmitter {
  setToolTip(): void {}
  setContextMenu(items: Item[]): void {
    record.tray = wordsOf(items)
  }
  destroy(): void {}
}

/** Sealed with a letter shift: enough to see that what lies on the disk is not what was kept. */
const shift = (text: string, by: number) =>
  [...text].map((letter) => String.fromCharCode(letter.charCodeAt(0) + by)).join('')
export const safeStorage = {
  getSelectedStorageBackend: () => answers.backend,
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text: string) => Buffer.from(shift(text, 1)),
  decryptStringAsync: async (sealed: Buffer) => ({ result: shift(sealed.toString(), -1), shouldReEncrypt: false }),
}

export class MessageChannelMain {
  port1: DoublePort
  port2: DoublePort
  constructor() {
    const [one, other] = DoublePort.pair()
    this.port1 = one
    this.port2 = other
  }
}

const boot = fileURLToPath(new URL('./utilityBoot.ts', import.meta.url))
class UtilityProcess extends EventEmitter {
  child: ChildProcess
  #ports: Crossing
  constructor(entry: string, args: string[], options: { env?: Record<string, string>; stdio?: string }) {
    super()
    record.forks.push({ entry, args, options })
    this.child = spawn(process.execPath, [boot, entry, ...args], {
      stdio: [
        'ignore',
        options.stdio === 'ignore' ? 'ignore' : 'inherit',
        options.stdio === 'ignore' ? 'ignore' : 'inherit',
        'ipc',
      ],
      serialization: 'advanced',
      env: options.env ?? process.env,
    })
    const wire: Wire = {
      send: (message) => void (this.child.connected && this.child.send(message as object, () => {})),
      onMessage: (listener) => void this.child.on('message', (message) => listener(message as { kind: string })),
    }
    this.#ports = crossing(wire)
    wire.onMessage((message) => {
      if (message.kind === 'message') this.emit('message', (message as { kind: string; data?: unknown }).data)
    })
    this.child.once('exit', (code) => {
      this.#ports.closeAll()
      this.emit('exit', code)
    })
  }
  postMessage(data: unknown, ports: DoublePort[] = []): void {
    const ids = ports.map(() => randomUUID())
    if (this.child.connected) this.child.send({ kind: 'message', data, ports: ids } as object, () => {})
    for (const [at, port] of ports.entries()) this.#ports.give(port, ids[at] ?? '')
  }
  kill(): boolean {
    return this.child.kill('SIGKILL')
  }
}
export const processes = [] as UtilityProcess[]
export const utilityProcess = {
  fork(
    entry: string,
    args: string[] = [],
    options: { env?: Record<string, string>; stdio?: string } = {},
  ): UtilityProcess {
    if (!isReady) throw new Error('no process before the program is ready')
    const started = new UtilityProcess(entry, args, options)
    processes.push(started)
    return started
  },
}
