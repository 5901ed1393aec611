/**
 * The queue of papers to read. What waits stands in the database; here are only those under way.
 *  1. Every queued paper is read, refused by name, or waits for the next start; none is forgotten.
 *  2. A paper that kills or stalls its parser is tried once more in a fresh process, then refused; the others go on.
 *  3. The tries are counted in the database: a killer cannot start anew with every start of the core.
 *  4. A full disk, or a machine that can start no parser, stops the reading and refuses nothing; it goes on later.
 */
import type { Db, Tx } from '#db/open.ts'
import { runAs } from '#db/records/actor.ts'
import type { Reason } from '#contract/documents.contract.ts'
import {
  claimPaper,
  closePaper,
  countAttempt,
  type QueuedPaper,
  releasePaper,
} from '#db/modules/documents/documents.writes.ts'
import { FileDamaged, FileMissing, type FileStore } from '../files/store.ts'
import type { Log } from '../lib/log.ts'
import { NoParser, type ParserPool } from './parserPool.ts'
import type { Progress } from './progress.ts'
import { readPaper, TakenBack } from './reading.ts'

const mostAttempts = 2
/** How long to wait when the disk is full, or no parser can be started, before it is tried again. */
const againMs = 5_000

export interface QueueDeps {
  db: Db
  files: FileStore
  pool: ParserPool
  /** The longest silence of a parser, milliseconds. */
  silenceMs: number
  progress: Progress
  log: Log
  today(): string
  /** Papers under way at once: more than there are parsers, so that none of them waits for the database. */
  atOnce: number
  /** A paper is no longer under way: it has ended, or waits again; it was being read for `ms` milliseconds. */
  settled(paper: string, ms: number): void
}

export interface Queue {
  /** There may be something to read. */
  poke(): void
  /** Stops the reading of a paper that was taken out of the queue. */
  drop(paper: string): void
  stop(): Promise<void>
}

const diskIsFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'].includes(String(error.code))

export function createQueue(deps: QueueDeps): Queue {
  const { db, log, progress } = deps
  const running = new Map<string, AbortController>()
  const loops = new Set<Promise<void>>()
  let stopped = false
  let pausedUntil = 0
  let missed = false

  async function end(paper: string, reason: Reason): Promise<void> {
    await db.write(({ raw }) => closePaper(raw, paper, 'refused', reason))
    log('intake.refused', { paper, reason })
  }

  async function failed(paper: string, reason: 'parser-died' | 'parser-slow'): Promise<void> {
    const attempts = await db.write(({ raw }) => countAttempt(raw, paper))
    log('intake.failed', { paper, reason, attempts })
    if (attempts >= mostAttempts) await end(paper, reason)
  }

  const release = (paper: string): Promise<void> => db.write(({ raw }) => releasePaper(raw, paper))

  async function readOne(paper: QueuedPaper, signal: AbortSignal, alongside: (raw: Tx['raw']) => void): Promise<void> {
    const ended = await readPaper(paper, signal, {
      db,
      files: deps.files,
      pool: deps.pool,
      silenceMs: deps.silenceMs,
      today: deps.today,
      alongside,
      progress: (page, pages) => progress.at(paper.id, page, pages),
    })
    if (ended.end === 'failed') await end(paper.id, ended.reason)
    else if (ended.end === 'died') await failed(paper.id, 'parser-died')
    else if (ended.end === 'slow') await failed(paper.id, 'parser-slow')
    else if (ended.end === 'stopped') await release(paper.id)
  }

  /** What is not the paper's own end. @throws what even this could not write down */
  async function mend(paper: QueuedPaper, error: unknown, signal: AbortSignal): Promise<void> {
    if (error instanceof TakenBack) return
    if (signal.aborted) return release(paper.id)
    if (diskIsFull(error) || error instanceof NoParser) {
      pausedUntil = Date.now() + againMs
      log(error instanceof NoParser ? 'intake.no-parser' : 'intake.disk-full')
      await release(paper.id)
      return
    }
    if (error instanceof FileDamaged || error instanceof FileMissing) return end(paper.id, 'damaged')
    log('intake.internal', {
      paper: paper.id,
      error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown',
    })
    await failed(paper.id, 'parser-died')
  }

  function claim(raw: Tx['raw']): QueuedPaper | null {
    const next = stopped ? null : claimPaper(raw, new Set(running.keys()))
    if (next) running.set(next.id, new AbortController())
    return next
  }

  /** Reads a paper; gives the next one, claimed in the transaction that ended this one, if there was one. */
  async function readAndClaim(paper: QueuedPaper): Promise<QueuedPaper | null> {
    const signal = running.get(paper.id)?.signal ?? AbortSignal.abort()
    const began = performance.now()
    let next: QueuedPaper | null = null
    progress.began(paper.id, paper.title)
    try {
      await runAs({ person: paper.takenInBy || null, act: 'intake' }, () =>
        readOne(paper, signal, (raw) => (next = claim(raw))),
      )
      return next
    } catch (error) {
      // What was claimed in a transaction that failed was not claimed.
      const unclaimed = next as QueuedPaper | null
      if (unclaimed) running.delete(unclaimed.id)
      await mend(paper, error, signal)
      return null
    } finally {
      running.delete(paper.id)
      progress.ended(paper.id)
      deps.settled(paper.id, performance.now() - began)
    }
  }

  const mayGoOn = (): boolean => !stopped && Date.now() >= pausedUntil

  async function loop(): Promise<void> {
    let paper: QueuedPaper | null = null
    while (paper || mayGoOn()) {
      paper ??= await db.write(({ raw }) => claim(raw), 'derived')
      if (!paper) return
      paper = await readAndClaim(paper)
    }
  }

  function later(): void {
    const timer = setTimeout(poke, Math.max(0, pausedUntil - Date.now()) + 50)
    timer.unref()
  }

  function poke(): void {
    if (stopped) return
    if (Date.now() < pausedUntil) return later()
    // All are busy, or one is just about to end and has not seen what came: it looks once more.
    if (loops.size >= deps.atOnce) missed = true
    while (loops.size < deps.atOnce) {
      const one = runAs({ person: null, act: 'intake' }, loop).catch((error: unknown) => {
        pausedUntil = Date.now() + againMs
        log('intake.stalled', { error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' })
      })
      loops.add(one)
      void one.then(() => {
        loops.delete(one)
        if (Date.now() < pausedUntil) later()
        else if (missed) {
          missed = false
          poke()
        }
      })
    }
  }

  return {
    poke,
    drop: (paper) => running.get(paper)?.abort(),
    async stop() {
      stopped = true
      for (const control of running.values()) control.abort()
      await Promise.all(loops)
    },
  }
}
