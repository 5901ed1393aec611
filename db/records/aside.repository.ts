/** What was put aside for a program that knows more: whether this one does, and what its machine has read by now. */
import type Database from 'better-sqlite3'
import { statement } from '../statements.ts'
import { bitOf, existence, type SyncedTable } from './tables.ts'
import type { OpAsideEntity as Aside } from './merge.entity.ts'
import type { Seen } from './knowledge.ts'

const masksOf = (tables: readonly SyncedTable[]): string =>
  JSON.stringify(
    tables.map(({ number, columns }) => [number, columns.reduce((mask, { n }) => mask + bitOf(n), bitOf(existence))]),
  )

/** Whether a change aside writes a column of these tables that the log does not have from it yet. */
export function isMoreKnown(read: Database.Database, tables: readonly SyncedTable[]): boolean {
  const sql = `SELECT 1 FROM op_aside a JOIN json_each(?) k ON json_extract(k.value, '$[0]') = a.tbl
      LEFT JOIN device d ON d.id = a.device
      LEFT JOIN op o ON o.row = a.row AND o.stamp = a.stamp AND o.dev = d.n
    WHERE a.mask & json_extract(k.value, '$[1]') & ~coalesce(o.mask, 0) <> 0 LIMIT 1`
  return statement<[string], 1>(read, sql).get(masksOf(tables)) !== undefined
}

/** The next changes aside after one, in the order in which `takeAside` takes them. */
export function changesAside(read: Database.Database, after: Aside | null, most: number): Aside[] {
  const sql = `SELECT row, stamp, device, tbl, mask, val, seg, act_stamp AS actStamp, person, act FROM op_aside
    WHERE (row, stamp, device) > (?, ?, ?) ORDER BY row, stamp, device LIMIT ?`
  const { row, stamp, device } = after ?? { row: '', stamp: -1, device: '' }
  return statement<[string, number, string, number], Aside>(read, sql).all(row, stamp, device, most)
}

/** What has been read of the other machines' chains, each up to its first gap. */
export function seenHere(read: Database.Database, own: string): Seen {
  const sql = `WITH numbered AS (
      SELECT c.name, s.n, row_number() OVER (PARTITION BY s.chain ORDER BY s.n) AS place
      FROM segment s JOIN chain c ON c.id = s.chain WHERE c.name <> ?)
    SELECT name, max(n) AS n FROM numbered WHERE n = place GROUP BY name`
  const chains = statement<[string], { name: string; n: number }>(read, sql).all(own)
  return Object.fromEntries(chains.map(({ name, n }) => [name, n]))
}
