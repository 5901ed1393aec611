/** How far the reading has got, told to the pages at most twice a second. */
import type { Announcer } from '../lib/announcer.ts'

const betweenMs = 500

export interface Progress {
  began(paper: string, title: string): void
  at(paper: string, page: number, pages: number): void
  ended(paper: string): void
  /** The queue moved. */
  moved(): void
  stop(): void
}

export function createProgress(announcer: Announcer, waiting: () => number): Progress {
  const running = new Map<string, { paper: string; title: string; page: number; pages: number }>()
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  const say = (): void => {
    timer = null
    if (!stopped)
      announcer.say({ kind: 'reading', waiting: Math.max(0, waiting() - running.size), running: [...running.values()] })
  }
  const moved = (): void => {
    if (stopped || timer) return
    timer = setTimeout(say, betweenMs)
    timer.unref()
  }
  return {
    began(paper, title) {
      running.set(paper, { paper, title, page: 0, pages: 0 })
      moved()
    },
    at(paper, page, pages) {
      const entry = running.get(paper)
      if (entry) Object.assign(entry, { page, pages })
      moved()
    },
    ended(paper) {
      running.delete(paper)
      moved()
    },
    moved,
    stop() {
      stopped = true
      if (timer) clearTimeout(timer)
    },
  }
}
