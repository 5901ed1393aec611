/** What comes from a parser process, to be waited for one after another and not for ever. */
import type { ParserProcess } from '../lib/host.ts'

export type Heard = { kind: 'message'; message: unknown } | { kind: 'exit' } | { kind: 'slow' } | { kind: 'stopped' }

export interface ParserLine {
  post(message: unknown): void
  /** The next message, or that none came within `ms`, the process is gone, or `signal` was given. */
  hear(ms: number, signal: AbortSignal): Promise<Heard>
  kill(): void
  readonly alive: boolean
}

export function createParserLine(parser: ParserProcess): ParserLine {
  const waiting: unknown[] = []
  let alive = true
  let wake: (() => void) | null = null
  parser.onMessage((message) => {
    waiting.push(message)
    wake?.()
  })
  parser.onExit(() => {
    alive = false
    wake?.()
  })

  const take = (): Heard | null => {
    if (waiting.length > 0) return { kind: 'message', message: waiting.shift() }
    return alive ? null : { kind: 'exit' }
  }

  return {
    post: (message) => parser.post(message),
    kill: () => parser.kill(),
    get alive() {
      return alive
    },
    async hear(ms, signal) {
      if (signal.aborted) return { kind: 'stopped' }
      const ready = take()
      if (ready) return ready
      return new Promise<Heard>((resolve) => {
        const end = (heard: Heard): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', stopped)
          wake = null
          resolve(heard)
        }
        const stopped = (): void => end({ kind: 'stopped' })
        // When our own thread was held up, the message may lie in the pipe: look there once before saying "slow".
        const timer = setTimeout(() => setImmediate(() => wake && end(take() ?? { kind: 'slow' })), ms)
        wake = () => {
          const heard = take()
          if (heard) end(heard)
        }
        signal.addEventListener('abort', stopped, { once: true })
      })
    },
  }
}
