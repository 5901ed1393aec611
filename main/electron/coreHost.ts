/**
 * The core's host inside Electron. Only the window's process can start other processes, reach the system's key
 * store and change the desktop, so the core asks it; a parser then talks to the core over a port of its own.
 */
import type { MessagePortMain } from 'electron'
import type { Host, ParserProcess } from '#core/lib/host.ts'
import type { AnswerValue, Ask, SettingName, ToMain } from './messages.ts'

export interface CoreHost extends Host {
  answered(id: number, value: AnswerValue): void
  failed(id: number, message: string): void
  parserPort(id: number, port: MessagePortMain): void
  parserGone(id: number, code: number | null): void
}

interface StartedParser {
  process: ParserProcess
  attach(port: MessagePortMain): void
  gone(code: number | null): void
}

/** What is posted before the port arrives waits for it. */
function startedParser(kill: () => void): StartedParser {
  let port: MessagePortMain | null = null
  const early: unknown[] = []
  const hear: ((message: unknown) => void)[] = []
  const exits: ((code: number | null) => void)[] = []
  return {
    process: {
      post: (message) => void (port ? port.postMessage(message) : early.push(message)),
      onMessage: (listener) => void hear.push(listener),
      onExit: (listener) => void exits.push(listener),
      kill,
    },
    attach(arrived) {
      port = arrived
      arrived.on('message', (event) => {
        for (const listener of hear) listener(event.data)
      })
      arrived.start()
      for (const message of early.splice(0)) arrived.postMessage(message)
    },
    gone(code) {
      port?.close()
      for (const listener of exits.splice(0)) listener(code)
    },
  }
}

export interface CoreHostOptions {
  keyStore: boolean
  settings: Record<SettingName, boolean>
}

export function createCoreHost(tell: (message: ToMain) => void, options: CoreHostOptions): CoreHost {
  let last = 0
  const waiting = new Map<number, PromiseWithResolvers<AnswerValue>>()
  const parsers = new Map<number, StartedParser>()
  const ask = (question: Ask): Promise<AnswerValue> => {
    const id = ++last
    const answer = Promise.withResolvers<AnswerValue>()
    waiting.set(id, answer)
    tell({ kind: 'ask', id, ask: question })
    return answer.promise
  }
  const settle = (id: number) => {
    const answer = waiting.get(id)
    waiting.delete(id)
    return answer
  }
  const setting = (name: SettingName) =>
    options.settings[name]
      ? {
          get: async () => (await ask({ what: 'setting-get', name })) === true,
          set: async (on: boolean) => void (await ask({ what: 'setting-set', name, on })),
        }
      : null
  return {
    kind: 'electron',
    settings: { closeToTray: setting('closeToTray'), startWithMachine: setting('startWithMachine') },
    secrets: options.keyStore
      ? {
          keep: async (name, secret) => void (await ask({ what: 'secret-keep', name, secret })),
          async fetch(name) {
            const found = await ask({ what: 'secret-fetch', name })
            return found instanceof Uint8Array ? found : null
          },
          forget: async (name) => void (await ask({ what: 'secret-forget', name })),
        }
      : null,
    startParser(name, memoryMb) {
      const id = ++last
      const parser = startedParser(() => tell({ kind: 'parser-kill', id }))
      parsers.set(id, parser)
      tell({ kind: 'parser', id, name, memoryMb })
      return parser.process
    },
    answered: (id, value) => settle(id)?.resolve(value),
    failed: (id, message) => settle(id)?.reject(new Error(message)),
    parserPort: (id, port) => parsers.get(id)?.attach(port),
    parserGone(id, code) {
      parsers.get(id)?.gone(code)
      parsers.delete(id)
    },
  }
}
