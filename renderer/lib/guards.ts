/**
 * What the RPC library leaves open: a call to a core that is gone would wait for ever. Every call ends, with an
 * answer or with `NoAnswer`.
 */
import type { ClientContext, ClientLink, ClientOptions } from '@orpc/client'

/** The core did not answer: it is gone, or its first answer took too long. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
}

/** Nouns whose first answer may take long: a password's key is derived, a file is copied. */
const patientNouns: ReadonlySet<string> = new Set(['door', 'files'])
const firstAnswerMs = 10_000
const patientMs = 60_000

export const mostWaitMs = (path: readonly string[]): number =>
  patientNouns.has(path[0] ?? '') ? patientMs : firstAnswerMs

/**
 * Rejects with `NoAnswer` when `gone` fires or no first answer comes in time, and cancels what was asked.
 * A stream counts as answered when it begins.
 */
export function guardLink<T extends ClientContext>(inner: ClientLink<T>, gone: AbortSignal): ClientLink<T> {
  return {
    async call(path, input, options: ClientOptions<T>) {
      const late = new AbortController()
      const timer = setTimeout(() => late.abort(new NoAnswer('no answer in time')), mostWaitMs(path))
      const stops = [late.signal, gone, ...(options.signal ? [options.signal] : [])]
      // The caller's own signal must reach the stream as long as it lives; the timer only its beginning.
      const signal = AbortSignal.any(stops)
      const stopped = new Promise<never>((_resolve, reject) => {
        const fail = () => reject(options.signal?.aborted ? options.signal.reason : new NoAnswer('the core is gone'))
        if (signal.aborted) fail()
        else signal.addEventListener('abort', fail, { once: true })
      })
      stopped.catch(() => {})
      try {
        return await Promise.race([inner.call(path, input, { ...options, signal }), stopped])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
