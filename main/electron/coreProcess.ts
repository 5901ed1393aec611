/**
 * The core's process, seen from the window's. Promises:
 * 1. a core that dies is started again, and the window is told; after three deaths in a minute it is left dead,
 *    and one that serves a verb at once;
 * 2. it is asked to close at the end, and waited for; only a core that does not answer in ten seconds is ended,
 *    and one that serves a verb never, for other verbs may be waiting for it;
 * 3. its parsers die with it.
 */
import { type MessagePortMain, utilityProcess, type UtilityProcess } from 'electron'
import type { Log } from '#core/lib/log.ts'
import type { AnswerValue, Ask, SettingName, ToCore, ToMain } from './messages.ts'
import { createParserProcesses } from './parserProcesses.ts'

export interface CoreProcessOptions {
  entry: string
  parserEntry: string
  dataFolder: string
  keyStore: boolean
  settings: Record<SettingName, boolean>
  /** Serves one verb of the command line: there is no window, and a terminal that is not ours to write on. */
  isForVerb: boolean
  log: Log
  answer(ask: Ask): Promise<AnswerValue>
  opened(): void
  /** The data folder cannot be opened; the core has nothing to do. */
  refused(code: string, data: Record<string, unknown>): void
  /** The core died and was started again, or was given up. */
  died(isBack: boolean): void
  /** Nobody is signed in any more at this window. */
  left(window: number): void
}

export interface CoreProcess {
  connect(port: MessagePortMain, window: number): void
  connectVerb(port: MessagePortMain): void
  papers(paths: string[]): void
  lock(): void
  close(): Promise<void>
}

const patienceMs = 10_000
const deathsInARow = 3
const rowMs = 60_000

export function startCoreProcess(options: CoreProcessOptions): CoreProcess {
  const { log, isForVerb } = options
  let closing = false
  let deaths: number[] = []
  let core: UtilityProcess
  let isAlive = false
  const tell = (message: ToCore, ports: MessagePortMain[] = []): void => core.postMessage(message, ports)
  const parsers = createParserProcesses(options.parserEntry, (id, code) => tell({ kind: 'parser-gone', id, code }))

  function hear(message: ToMain): void {
    if (message.kind === 'opened') options.opened()
    else if (message.kind === 'refused') options.refused(message.code, message.data)
    else if (message.kind === 'left') options.left(message.window)
    else if (message.kind === 'parser')
      tell({ kind: 'parser-port', id: message.id }, [parsers.start(message.id, message.memoryMb)])
    else if (message.kind === 'parser-kill') parsers.kill(message.id)
    else if (message.kind === 'ask') {
      const { id } = message
      options.answer(message.ask).then(
        (value) => tell({ kind: 'answer', id, value }),
        (error: unknown) => {
          log('shell.ask', { what: message.ask.what, name: error instanceof Error ? error.name : 'unknown' })
          tell({ kind: 'failed', id, message: `${message.ask.what} failed` })
        },
      )
    }
  }

  function start(): void {
    const stdio = isForVerb && !process.env.SMART_COOP_LOG ? 'ignore' : 'inherit'
    core = utilityProcess.fork(options.entry, [], { serviceName: 'Smart-Coop core', stdio })
    isAlive = true
    core.on('message', (message) => hear(message as ToMain))
    core.once('exit', (code) => {
      isAlive = false
      parsers.killAll()
      if (closing) return
      const now = Date.now()
      deaths = [...deaths.filter((at) => now - at < rowMs), now]
      const isBack = !isForVerb && deaths.length < deathsInARow
      log('core.died', { code, deaths: deaths.length })
      if (isBack) start()
      options.died(isBack)
    })
    const { dataFolder, keyStore, settings } = options
    tell({ kind: 'open', dataFolder, keyStore, settings })
  }
  start()

  return {
    connect: (port, window) => tell({ kind: 'page', window }, [port]),
    connectVerb: (port) => tell({ kind: 'verb' }, [port]),
    papers: (paths) => tell({ kind: 'papers', paths }),
    lock: () => tell({ kind: 'lock' }),
    close() {
      closing = true
      if (!isAlive) return Promise.resolve()
      return new Promise((resolve) => {
        const limit = isForVerb ? undefined : setTimeout(() => core.kill(), patienceMs)
        core.once('exit', () => {
          clearTimeout(limit)
          resolve()
        })
        tell({ kind: 'close', wait: isForVerb })
      })
    },
  }
}
