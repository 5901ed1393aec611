/** Entry of the core's own process inside Electron: no window, no Electron beyond its ports. */
import { enableCompileCache } from 'node:module'
import { RPCHandler } from '@orpc/server/message-port'
import type { MessagePortMain } from 'electron'
import { Refusal } from '#contract/errors.ts'
import type { Caller } from '#core/caller.ts'
import { type Core, openCore } from '#core/core.ts'
import { createLog } from '#core/lib/log.ts'
import type { Context } from '#core/road.ts'
import { type LocalSocket, openSocket } from '../loopback/socket.ts'
import { type CoreHost, createCoreHost } from './coreHost.ts'
import type { ToCore, ToMain } from './messages.ts'
import { type WaitingPapers, waitingPapers } from './papers.ts'
import { countStrayErrors } from '#core/lib/strayErrors.ts'

enableCompileCache()
const log = createLog()
countStrayErrors(log)
const tell = (message: ToMain): void => process.parentPort.postMessage(message)

interface Running {
  core: Core
  rpc: RPCHandler<Context>
  /** One caller for each window: a page that is loaded again is the same caller. */
  callers: Map<number, Caller>
  papers: WaitingPapers | null
  /** How a verb of the command line reaches this core. */
  socket: LocalSocket
}

let host: CoreHost | null = null
let running: Running | null = null
/** Pages that came while the core was opening. */
const early: (() => void)[] = []
/** Papers that were named before there was a window to sign in at. */
const namedBefore: string[] = []

/** The window's caller; its end is told to the window, which then drops what it holds. */
function callerOf(all: Running, window: number): Caller {
  const known = all.callers.get(window)
  if (known) return known
  const caller = all.core.caller('electron', true, () => tell({ kind: 'left', window }))
  all.callers.set(window, caller)
  all.papers ??= waitingPapers(all.core, caller, log)
  all.papers.add(namedBefore.splice(0))
  return caller
}

async function open(message: Extract<ToCore, { kind: 'open' }>): Promise<void> {
  host = createCoreHost(tell, message)
  try {
    const core = await openCore({ dataFolder: message.dataFolder, host, log })
    const socket = await openSocket(core, () => ({ url: null }), log)
    running = { core, rpc: new RPCHandler<Context>(core.router), callers: new Map(), papers: null, socket }
    tell({ kind: 'opened' })
    for (const act of early.splice(0)) act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    tell({ kind: 'refused', code: error.code, data: error.data })
  }
}

function addPage(window: number, port: MessagePortMain): void {
  if (!running) return void early.push(() => addPage(window, port))
  running.rpc.upgrade(port, { context: { caller: callerOf(running, window) } })
  port.start()
}

/** A verb has a caller of its own, which no lock of the screen touches. */
function addVerb(port: MessagePortMain): void {
  if (!running) return port.close()
  const caller = running.core.caller('cli', true)
  port.on('close', () => caller.leave(false))
  running.rpc.upgrade(port, { context: { caller } })
  port.start()
}

function addPapers(paths: string[]): void {
  if (running?.papers) running.papers.add(paths)
  else namedBefore.push(...paths)
}

/** The machine was locked or sleeps: whoever was here, at any window, is asked back. */
function lock(): void {
  for (const caller of running?.callers.values() ?? []) caller.leave(true)
}

async function close(wait: boolean): Promise<void> {
  running?.papers?.stop()
  for (const caller of running?.callers.values() ?? []) caller.leave(false)
  await running?.socket.close(wait)
  await running?.core.close()
  process.exit(0)
}

process.parentPort.on('message', ({ data, ports }) => {
  const message = data as ToCore
  const [port] = ports
  if (message.kind === 'open') void open(message).catch(fail)
  else if (message.kind === 'page' && port) addPage(message.window, port)
  else if (message.kind === 'verb' && port) addVerb(port)
  else if (message.kind === 'parser-port' && port) host?.parserPort(message.id, port)
  else if (message.kind === 'parser-gone') host?.parserGone(message.id, message.code)
  else if (message.kind === 'answer') host?.answered(message.id, message.value)
  else if (message.kind === 'failed') host?.failed(message.id, message.message)
  else if (message.kind === 'papers') addPapers(message.paths)
  else if (message.kind === 'lock') lock()
  else if (message.kind === 'close') void close(message.wait).catch(fail)
})

/** Nothing can go on: the window's process sees the end and says so. */
function fail(error: unknown): void {
  log('core.failed', {
    name: error instanceof Error ? error.name : 'unknown',
    text: error instanceof Error ? error.message : '',
  })
  process.exit(1)
}
