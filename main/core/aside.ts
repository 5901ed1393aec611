/**
 * After the database was opened: changes of other machines that an older program could not read and put aside are
 * taken in. Promises:
 *  1. Only when this program knows more of them than is in the log; else nothing is written.
 *  2. In slices of some milliseconds, each a transaction: whoever works meanwhile gets their turn, and what a killed
 *     program leaves over is taken in at the next opening.
 *  3. What cannot be read by its declaration stays aside, is logged, and keeps nothing else back.
 */
import { setImmediate } from 'node:timers/promises'
import type { Noun } from '#contract/events.ts'
import { syncedTables } from '#db/entities.ts'
import type { Db, Tx } from '#db/open.ts'
import { changesAside, isMoreKnown, seenHere } from '#db/records/aside.repository.ts'
import { MalformedSegment } from '#db/records/incoming.ts'
import type { SyncedTable } from '#db/records/tables.ts'
import type { Log } from './lib/log.ts'

const sliceMs = 15
const mostAtOnce = 500

/** What hangs on the rows of a table. */
export interface Followers {
  nouns: readonly Noun[]
  /** Makes anew, in the same transaction, what follows from these rows. */
  follow?(raw: Tx['raw'], ids: readonly string[]): void
}

export interface AsideDeps {
  db: Db
  /** This machine's id in the directory, which is the name of its chain. */
  device: string
  log: Log
  changed(noun: Noun): void
  /** By the name of the table. */
  followers: Readonly<Record<string, Followers>>
  tables?: readonly SyncedTable[]
}

type Last = Parameters<Tx['merge']['takeAside']>[0]

interface Slice {
  last: Last
  tables: Set<string>
  ms: number
}

export function takeUpAside(deps: AsideDeps): { done: Promise<void>; stop(): Promise<void> } {
  const { db, device, log, changed, followers, tables = syncedTables } = deps
  const nameOf = new Map(tables.map(({ number, name }) => [number, name]))
  let isStopped = false

  function takeSlice(tx: Tx, after: Last, most: number): Slice {
    const { raw, recorder, merge } = tx
    const began = performance.now()
    const rows = Map.groupBy(changesAside(raw, after, most), ({ tbl }) => nameOf.get(tbl) ?? '')
    // What was done here before must not be taken for done in knowledge of this (knowledge.ts, 2).
    merge.closeOwn(device, seenHere(raw, device))
    const taken = recorder.silently(() => merge.takeAside(after, most))
    for (const name of taken.tables) followers[name]?.follow?.(raw, [...new Set(rows.get(name)?.map(({ row }) => row))])
    return { ...taken, ms: performance.now() - began }
  }

  /** The slice, or, where one change in it is unfit, the part before it; at its head, that it was passed over. */
  async function nextSlice(after: Last, most: number): Promise<Slice> {
    for (let size = most; ; size = 1) {
      try {
        return await db.write((tx) => takeSlice(tx, after, size), 'derived')
      } catch (error) {
        if (!(error instanceof MalformedSegment)) throw error
        if (size > 1) continue
        log('records.aside-unfit', { why: error.message })
        return { last: changesAside(db.read, after, 1)[0] ?? null, tables: new Set(), ms: sliceMs }
      }
    }
  }

  async function takeUp(): Promise<void> {
    if (!isMoreKnown(db.read, tables)) return
    let after: Last = null
    let most = 10
    while (!isStopped) {
      const { last, tables: moved, ms } = await nextSlice(after, most)
      if (!last) return
      after = last
      for (const noun of new Set([...moved].flatMap((name) => followers[name]?.nouns ?? []))) changed(noun)
      most = Math.max(1, Math.min(mostAtOnce, Math.floor((most * sliceMs) / Math.max(ms, 0.1))))
      await setImmediate()
    }
  }

  const done = takeUp().catch((error: unknown) => {
    // It stays aside, and is tried again at the next opening.
    log('records.aside', { error: error instanceof Error ? error.name : 'unknown' })
  })
  return {
    done,
    async stop() {
      isStopped = true
      await done
    },
  }
}
