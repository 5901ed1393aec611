/** Files named on the command line: taken in as soon as somebody is signed in at the window. */
import { createRouterClient } from '@orpc/server'
import type { Caller } from '#core/caller.ts'
import type { Core } from '#core/core.ts'
import type { Log } from '#core/lib/log.ts'

export interface WaitingPapers {
  add(paths: readonly string[]): void
  stop(): void
}

const lookEveryMs = 500

export function waitingPapers(core: Core, caller: Caller, log: Log): WaitingPapers {
  const paths: string[] = []
  const stopped = new AbortController()
  const api = createRouterClient(core.router, { context: { caller } })
  let timer: NodeJS.Timeout | null = null

  async function takeIn(batch: string[]): Promise<void> {
    const events = await api.documents.takeIn({ paths: batch, until: 'kept' }, { signal: stopped.signal })
    for await (const event of events)
      if (event.kind === 'outcome') log('papers.named', { outcome: event.outcome.outcome })
  }
  function look(): void {
    if (paths.length === 0 || !caller.session()) return
    takeIn(paths.splice(0)).catch((error: unknown) => {
      log('papers.failed', { name: error instanceof Error ? error.name : 'unknown' })
    })
    if (timer) clearInterval(timer)
    timer = null
  }
  return {
    add(more) {
      if (more.length === 0) return
      paths.push(...more)
      timer ??= setInterval(look, lookEveryMs)
      look()
    },
    stop() {
      stopped.abort()
      if (timer) clearInterval(timer)
    },
  }
}
