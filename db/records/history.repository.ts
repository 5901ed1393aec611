/** Reads the log of one record: its ops in the order that decides, and the acts they belong to. */
import type Database from 'better-sqlite3'
import { statement } from '../statements.ts'
import type { Told } from './history.rules.ts'
import type { SyncedTable } from './tables.ts'

/** An op with the act it was part of. */
export interface ToldOp extends Told {
  act: number
  person: string | null
  /** Global id of the device; empty while this machine has none. */
  device: string
  deed: string
  /** Number of the act that took this one back; null while it stands. */
  undoneBy: number | null
}

/** Every op of a record, in the order of (stamp, device). */
export function opsOfRow(read: Database.Database, table: SyncedTable, row: string): ToldOp[] {
  const sql = `SELECT o.seq, o.stamp, o.mask, o.val, o.tx AS act, t.person, d.id AS device, t.act AS deed,
      u.by_tx AS undoneBy
    FROM op o JOIN tx t ON t.id = o.tx JOIN device d ON d.n = o.dev LEFT JOIN undone u ON u.tx = o.tx
    WHERE o.row = ? AND o.tbl = ? ORDER BY o.stamp, d.id`
  return statement<[string, number], ToldOp>(read, sql).all(row, table.number)
}
