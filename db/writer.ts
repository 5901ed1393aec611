/**
 * The one writer.
 *
 * TypeORM shares one connection of SQLite among all callers: a write made while somebody else's transaction
 * is open is lost when that rolls back, and two transactions begun in one tick spoil each other
 * (typeorm issues 307, 1884, 8668). So every change goes through `write`:
 *  1. One transaction at a time; the others wait in line, in the order they came.
 *  2. `write` inside `write` joins the transaction that is open.
 *  3. What was acknowledged is committed; what threw is rolled back whole, and only that.
 * Inside a write await only the database: no file, no network, no other process.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { DataSource, EntityManager } from 'typeorm'
import type Database from 'better-sqlite3'

export interface Tx {
  /** TypeORM's manager on the writer's connection. */
  manager: EntityManager
  /** The connection itself, for prepared statements where many rows are written. */
  raw: Database.Database
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

export function createWriter(source: DataSource): Write {
  const raw = rawOf(source)
  const inside = new AsyncLocalStorage<{ open: boolean; tx: Tx }>()
  let tail: Promise<unknown> = Promise.resolve()

  return async function write(fn, durability = 'kept') {
    const outer = inside.getStore()
    if (outer?.open) return fn(outer.tx)
    const turn = tail.then(async () => {
      const mine = { open: true, tx: { manager: source.manager, raw } }
      // In the write-ahead log's mode FULL flushes at each commit, NORMAL at checkpoints alone.
      if (durability === 'derived') raw.pragma('synchronous = NORMAL')
      try {
        raw.exec('BEGIN IMMEDIATE')
        const result = await inside.run(mine, async () => fn(mine.tx))
        mine.open = false
        raw.exec('COMMIT')
        return result
      } catch (error) {
        mine.open = false
        if (raw.inTransaction) raw.exec('ROLLBACK')
        throw error
      } finally {
        if (durability === 'derived') raw.pragma('synchronous = FULL')
      }
    })
    tail = turn.catch(() => {})
    return turn
  }
}
