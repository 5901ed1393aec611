/** Parser processes kept warm between papers, and let go when they are old, large or idle. */
import type { Host } from '../lib/host.ts'
import { parserHeapMb } from '../parsers/pdf.limits.ts'
import { createParserLine, type ParserLine } from './inbox.ts'

/** After so many papers a fresh process: what a library forgets to free does not pile up. */
const mostPapers = 200
/** A parser that has grown beyond this is not used again, MB. */
const mostMemoryMb = 400
const idleMs = 60_000

export interface BorrowedParser {
  line: ParserLine
  /** A number that no other reading of this process has had. */
  job: number
  /** Gives it back for the next paper. */
  giveBack(memoryMb: number): void
  /** Ends it. */
  discard(): void
}

export interface ParserPool {
  borrow(): BorrowedParser
  close(): void
}

interface Warm {
  line: ParserLine
  papers: number
  idle: NodeJS.Timeout | null
}

export function createParserPool(host: Host): ParserPool {
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
  const start = (): Warm => {
    const warm: Warm = { line: createParserLine(host.startParser('pdf', parserHeapMb)), papers: 0, idle: null }
    all.add(warm)
    return warm
  }
  const rest = (warm: Warm): void => {
    warm.idle = setTimeout(() => end(warm), idleMs)
    warm.idle.unref()
    free.push(warm)
  }

  return {
    borrow() {
      for (const dead of free.filter((warm) => !warm.line.alive)) end(dead)
      const warm = free.pop() ?? start()
      if (warm.idle) clearTimeout(warm.idle)
      warm.papers++
      return {
        line: warm.line,
        job: warm.papers,
        giveBack(memoryMb) {
          if (closed || memoryMb > mostMemoryMb || warm.papers >= mostPapers) end(warm)
          else rest(warm)
        },
        discard: () => end(warm),
      }
    },
    close() {
      closed = true
      for (const warm of [...all]) end(warm)
    },
  }
}
