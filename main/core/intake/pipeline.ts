/**
 * The way of a paper: kept, told by its content, read in a process of its own, indexed. Every step survives a
 * crash: what is kept is in the store and has its row, and a row in `intake_job` says what is still to be read.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Readable } from 'node:stream'
import type { Arrived, IntakeOutcome } from '#contract/documents.contract.ts'
import { Refusal } from '#contract/errors.ts'
import type { Db } from '#db/open.ts'
import { runAs } from '#db/records/actor.ts'
import { documentsRepository } from '#db/modules/documents/documents.repository.ts'
import {
  addArrival,
  addPaper,
  closePaper,
  countQueued,
  isQueued,
  movePapers,
  paperWithContent,
  queuePaper,
  releasePaper,
  takeUpInterrupted,
} from '#db/modules/documents/documents.writes.ts'
import type { Stored } from '../files/incoming.ts'
import type { FileStore } from '../files/store.ts'
import type { Announcer } from '../lib/announcer.ts'
import type { Clock } from '../lib/clock.ts'
import type { Host } from '../lib/host.ts'
import { newId } from '../lib/ids.ts'
import type { Log } from '../lib/log.ts'
import { removeLeftovers } from './leftovers.ts'
import { outcomeOf } from './outcome.ts'
import { createParserPool } from './parserPool.ts'
import { createProgress } from './progress.ts'
import { createQueue } from './queue.ts'
import { identify } from './steps/identify.ts'
import { keepBytes } from './steps/keep.ts'
import { pageLimitMs } from './steps/readPdf.ts'
import { oneLine, titleFromName } from './steps/title.ts'

export interface IntakeDeps {
  db: Db
  files: FileStore
  host: Host
  clock: Clock
  log: Log
  announcer: Announcer
  parsers: number
  /** The longest silence of a parser; ten seconds if not given. */
  silenceMs?: number
}

export interface KeepSource {
  name: string
  size: number
  stream: Readable
  via: 'page' | 'path'
  /** Id of the person. */
  by: string
  /** Where it shall lie. */
  space: string
  signal?: AbortSignal
}

export interface Intake {
  /** Takes up what a crash or a stop left, and reads. */
  start(): void
  /** Lets the pages under way go and stops the parsers; unread papers stay queued. */
  stop(): Promise<void>
  /** Keeps the bytes of a stream as a paper and queues its reading. @throws Refusal file-empty, file-too-big… */
  keep(source: KeepSource): Promise<Arrived & { sha256: string }>
  /** Resolves when the paper's reading has ended; with `kept`, at once. @throws Refusal not-found */
  outcome(paper: string, signal?: AbortSignal, until?: 'kept' | 'read'): Promise<IntakeOutcome>
  cancel(paper: string): Promise<void>
  retry(paper: string): Promise<void>
  /** How many papers wait or are being read. */
  pending(): number
}

/** After so many ends of the core while it was being read, a paper is taken to be the cause. */
const mostInterrupted = 5
const mostName = 300

/** Sweden writes days as we keep them: `2026-05-04`. */
const romanDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short' })

export function createIntake(deps: IntakeDeps): Intake {
  const { db, files, log, announcer, clock } = deps
  const waiters = new Map<string, Set<() => void>>()
  const readingMs = new Map<string, number>()
  // Commands call us inside the transaction of the road; what follows a change must not join it.
  const outside = AsyncLocalStorage.snapshot()
  const progress = createProgress(announcer, () => countQueued(db.read))
  const pool = createParserPool(deps.host, deps.parsers)
  const queue = createQueue({
    db,
    files,
    pool,
    silenceMs: deps.silenceMs ?? pageLimitMs,
    progress,
    log,
    atOnce: deps.parsers * 2,
    today: () => romanDay.format(clock.now()),
    settled(paper, ms) {
      // Only for those who wait for the outcome: nobody else asks how long it took.
      if (waiters.has(paper)) readingMs.set(paper, (readingMs.get(paper) ?? 0) + ms)
      announcer.changed('documents')
      wakeAll(paper)
    },
  })
  let ready: Promise<void> = Promise.resolve()

  function wakeAll(paper: string): void {
    for (const wake of waiters.get(paper) ?? []) wake()
  }

  /** Runs when the transaction that is open, if one is, has ended. */
  function afterCommit(act: () => void): void {
    outside(() => void db.write(() => {}).then(act, () => {}))
  }

  async function takeUp(): Promise<void> {
    const killers = await db.write(({ raw }) => takeUpInterrupted(raw, mostInterrupted))
    for (const paper of killers) log('intake.refused', { paper, reason: 'parser-died' })
    const left = await removeLeftovers(db, files)
    if (left > 0) log('intake.leftovers', { files: left })
  }

  /**
   * One paper at a time gets its name and its row, so that a file without a row can be taken away again without
   * taking it from somebody who has just brought the same bytes.
   */
  let tail: Promise<unknown> = Promise.resolve()
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = tail.then(act)
    tail = turn.catch(() => {})
    return turn
  }

  async function enter(source: KeepSource, stored: Stored): Promise<Arrived> {
    const { name: content, sha256, size } = stored
    const known = paperWithContent(db.read, content)
    const format = known
      ? null
      : await identify({ size, read: (offset, length) => files.read(content, offset, length) })
    const at = clock.now()
    const arrival = { id: newId(), name: oneLine(source.name, mostName), via: source.via, at, by: source.by }
    return db.write(({ raw }): Arrived => {
      const paper = paperWithContent(raw, content)
      if (paper) {
        // Whoever brings it again wants it.
        movePapers(raw, [paper], null)
        addArrival(raw, { ...arrival, paper })
        return { paper, duplicate: true }
      }
      const id = newId()
      const isRead = format === 'pdf'
      addPaper(raw, {
        ...{
          id,
          content,
          sha256,
          size,
          name: arrival.name,
          format: format ?? 'data',
          title: titleFromName(arrival.name),
        },
        ...{ titleGiven: 0, date: null, dateGiven: 0, note: '', pages: null, blankPages: null, chars: 0 },
        ...{ state: isRead ? 'waiting' : 'review', reason: isRead ? null : 'kept-as-is' },
        ...{ language: null, picture: null, takenInAt: at, takenInBy: source.by, space: source.space },
      })
      addArrival(raw, { ...arrival, paper: id })
      if (isRead) queuePaper(raw, id, at)
      return { paper: id, duplicate: false }
    })
  }

  async function keep(source: KeepSource): Promise<Arrived & { sha256: string }> {
    const arrived = await keepBytes(files, source, (finish) =>
      inTurn(async () => {
        await ready
        const stored = await finish()
        try {
          return { ...(await enter(source, stored)), sha256: stored.sha256 }
        } catch (error) {
          if (!paperWithContent(db.read, stored.name)) await files.remove(stored.name)
          throw error
        }
      }),
    )
    announcer.changed('documents')
    progress.moved()
    queue.poke()
    return arrived
  }

  /** Waits for the end of a paper's reading; gives how long it was being read, without its time in the queue, ms. */
  async function whenEnded(paper: string, signal?: AbortSignal): Promise<number> {
    const mine = waiters.get(paper) ?? new Set()
    waiters.set(paper, mine)
    let wake = (): void => {}
    const abort = (): void => wake()
    mine.add(abort)
    signal?.addEventListener('abort', abort)
    try {
      while (isQueued(db.read, paper)) {
        signal?.throwIfAborted()
        await new Promise<void>((resolve) => (wake = resolve))
      }
      return readingMs.get(paper) ?? 0
    } finally {
      signal?.removeEventListener('abort', abort)
      mine.delete(abort)
      if (mine.size === 0) {
        waiters.delete(paper)
        readingMs.delete(paper)
      }
    }
  }

  const papers = documentsRepository(db.read)

  return {
    keep,
    start() {
      ready = runAs({ person: null, act: 'intake' }, takeUp).catch((error: unknown) => {
        log('intake.take-up', { error: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' })
      })
      void ready.then(() => queue.poke())
    },
    async stop() {
      await queue.stop()
      pool.close()
      progress.stop()
    },
    async outcome(paper, signal, until = 'read') {
      const ms = until === 'read' ? await whenEnded(paper, signal) : 0
      const row = papers.anywhere(paper)
      if (!row) throw new Refusal('not-found')
      const firstPage = papers.pageText(paper, 1) ?? ''
      return outcomeOf(row, firstPage, Math.round(ms))
    },
    async cancel(paper) {
      await db.write(({ raw }) => {
        if (isQueued(raw, paper)) closePaper(raw, paper, 'cancelled', 'cancelled')
      })
      queue.drop(paper)
      afterCommit(() => wakeAll(paper))
      progress.moved()
    },
    async retry(paper) {
      await db.write(({ raw }) => {
        queuePaper(raw, paper, clock.now())
        releasePaper(raw, paper)
      })
      afterCommit(() => queue.poke())
    },
    pending: () => countQueued(db.read),
  }
}
