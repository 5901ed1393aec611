/** Parser processes kept warm between papers, and let go when they are old, large or idle. */
import type { Host } from '../lib/host.ts'
import { parserHeapMb } from '../parsers/pdf.limits.ts'
import { readySchema } from '../parsers/pdf.messages.ts'
import { createParserLine, type ParserLine } from './inbox.ts'

/** After so many papers a fresh process: what a library forgets to free does not pile up. */
const mostPapers = 200
/** A parser that has grown beyond this is not used again, MB. */
const mostMemoryMb = 400
const idleMs = 60_000
/** A process that is loading is not yet reading: on a busy machine that alone may take long. */
const startMs = 60_000

/** No parser could be started; it says nothing about any paper. */
export class NoParser extends Error {
  override name = 'NoParser'
}

export interface BorrowedParser {
  line: ParserLine
  /** A number that no other reading of this process has had. */
  job: number
  /** Gives it back for the next paper; of this and `discard` only the first call counts. */
  giveBack(memoryMb: number): void
  /** Ends it. */
  discard(): void
}

export interface ParserPool {
  /** Waits until one of the `most` is free and ready. @throws NoParser; the signal's reason */
  borrow(signal: AbortSignal): Promise<BorrowedParser>
  close(): void
}

interface Warm {
  line: ParserLine
  papers: number
  idle: NodeJS.Timeout | null
}

/** So many may be inside at once; the others wait in the order they came. */
function createPlaces(most: number): { take(signal: AbortSignal): Promise<void>; give(): void } {
  const waiting: (() => void)[] = []
  let free = most
  return {
    async take(signal) {
      signal.throwIfAborted()
      if (free > 0) return void free--
      await new Promise<void>((resolve, reject) => {
        const enter = (): void => {
          signal.removeEventListener('abort', leave)
          resolve()
        }
        const leave = (): void => {
          waiting.splice(waiting.indexOf(enter), 1)
          reject(signal.reason)
        }
        signal.addEventListener('abort', leave, { once: true })
        waiting.push(enter)
      })
    },
    give() {
      const next = waiting.shift()
      if (next) next()
      else free++
    },
  }
}

export function createParserPool(host: Host, most: number): ParserPool {
  const places = createPlaces(most)
  const free: Warm[] = []
  const all = new Set<Warm>()
  let closed = false

  const end = (warm: Warm): void => {
    if (warm.idle) clearTimeout(warm.idle)
    all.delete(warm)
    const at = free.indexOf(warm)
    if (at >= 0) free.splice(at, 1)
    warm.line.kill()
  }
  const start = async (signal: AbortSignal): Promise<Warm> => {
    const warm: Warm = { line: createParserLine(host.startParser('pdf', parserHeapMb)), papers: 0, idle: null }
    all.add(warm)
    const heard = await warm.line.hear(startMs, signal)
    if (heard.kind === 'message' && readySchema.safeParse(heard.message).success) return warm
    end(warm)
    signal.throwIfAborted()
    throw new NoParser(heard.kind)
  }
  const borrowWarm = async (signal: AbortSignal): Promise<Warm> => {
    for (const dead of free.filter((warm) => !warm.line.alive)) end(dead)
    const warm = free.pop() ?? (await start(signal))
    if (warm.idle) clearTimeout(warm.idle)
    return warm
  }
  const rest = (warm: Warm): void => {
    warm.idle = setTimeout(() => end(warm), idleMs)
    warm.idle.unref()
    free.push(warm)
  }

  return {
    async borrow(signal) {
      await places.take(signal)
      const warm = await borrowWarm(signal).catch((error: unknown) => {
        places.give()
        throw error
      })
      warm.papers++
      let isBorrowed = true
      const back = (act: () => void): void => {
        if (!isBorrowed) return
        isBorrowed = false
        act()
        places.give()
      }
      return {
        line: warm.line,
        job: warm.papers,
        giveBack: (memoryMb) =>
          back(() => {
            if (closed || memoryMb > mostMemoryMb || warm.papers >= mostPapers) end(warm)
            else rest(warm)
          }),
        discard: () => back(() => end(warm)),
      }
    },
    close() {
      closed = true
      for (const warm of [...all]) end(warm)
    },
  }
}
