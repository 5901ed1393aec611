/**
 * The one writer.
 *
 * TypeORM shares one connection of SQLite among all callers: a write made while somebody else's transaction
 * is open is lost when that rolls back, and two transactions begun in one tick spoil each other
 * (typeorm issues 307, 1884, 8668). So every change goes through `write`:
 *  1. One transaction at a time; the others wait in line, in the order they came.
 *  2. `write` inside `write` joins the transaction that is open.
 *  3. What was acknowledged is committed; what threw is rolled back whole, and only that.
 *  4. What changed in synced tables is one act of whoever began the write (`runAs`, db/records/actor.ts).
 *  5. Tables, indices and triggers change in migrations alone: `DROP TABLE` would take rows away unrecorded.
 * Inside a write await only the database: no file, no network, no other process.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { DataSource, EntityManager } from 'typeorm'
import type Database from 'better-sqlite3'
import { currentActor } from './records/actor.ts'
import type { Merge } from './records/merge.ts'
import type { Recorder } from './records/recorder.ts'

export interface Tx {
  /** TypeORM's manager on the writer's connection. */
  manager: EntityManager
  /** The connection itself, for prepared statements where many rows are written. */
  raw: Database.Database
  /** The log of changes: for incoming changes, and for what is not to be recorded. */
  recorder: Recorder
  /** Changes of other machines, and what follows from them (db/records/merge.ts). */
  merge: Merge
}

/**
 * `kept` survives a power cut once acknowledged. `derived` is for what is computed again when it is missing: its
 * commit does not wait for the disk, so that a power cut (never the end of the process) may take it back.
 */
export type Durability = 'kept' | 'derived'

export type Write = <T>(fn: (tx: Tx) => Promise<T> | T, durability?: Durability) => Promise<T>

/** The connection below a TypeORM data source. */
export function rawOf(source: DataSource): Database.Database {
  return (source.driver as unknown as { databaseConnection: Database.Database }).databaseConnection
}

export interface Writer {
  write: Write
  /** Runs `act` while nobody writes; who wants to write waits for it. */
  betweenWrites(act: () => Promise<void>): Promise<void>
}

export function createWriter(source: DataSource, recorder: Recorder, merge: Merge): Writer {
  const raw = rawOf(source)
  const begin = raw.prepare('BEGIN IMMEDIATE')
  const commit = raw.prepare('COMMIT')
  const schemaVersion = raw.prepare<[], number>('PRAGMA schema_version').pluck()
  const inside = new AsyncLocalStorage<{ open: boolean; tx: Tx }>()
  let tail: Promise<unknown> = Promise.resolve()
  let flushing: Durability = 'kept'

  /** In the write-ahead log's mode FULL flushes at each commit, NORMAL at checkpoints alone. */
  function flushFor(durability: Durability): void {
    if (durability === flushing) return
    raw.pragma(`synchronous = ${durability === 'kept' ? 'FULL' : 'NORMAL'}`)
    flushing = durability
  }

  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = tail.then(act)
    tail = turn.catch(() => {})
    return turn
  }

  const write: Write = async (fn, durability = 'kept') => {
    const outer = inside.getStore()
    if (outer?.open) return fn(outer.tx)
    const actor = currentActor()
    return inTurn(async () => {
      const mine = { open: true, tx: { manager: source.manager, raw, recorder, merge } }
      try {
        flushFor(durability)
        begin.run()
        recorder.begin()
        const schema = schemaVersion.get()
        const result = await inside.run(mine, async () => fn(mine.tx))
        mine.open = false
        if (schemaVersion.get() !== schema) throw new Error('the schema changes in migrations alone')
        merge.settleOwn()
        recorder.endAct(actor)
        commit.run()
        return result
      } catch (error) {
        mine.open = false
        if (raw.inTransaction) raw.exec('ROLLBACK')
        recorder.rolledBack()
        throw error
      }
    })
  }

  return { write, betweenWrites: inTurn }
}
