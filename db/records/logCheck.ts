/**
 * Do the rows say what the log of their changes says? Only reads: what `rebuild` would mend is named here.
 * A slice is looked at in one go of this thread, on which all writing is done too, so no half act is seen.
 */
import type Database from 'better-sqlite3'
import { createRows, type LoggedOp, stateOf } from './mergeRows.ts'
import type { SyncedTable } from './tables.ts'

export interface LogSlice {
  /** Where the next slice begins; null: all was looked at. */
  next: string | null
  /** Rows that are other than their changes make them, or of which the log knows nothing. */
  differing: { table: string; row: string }[]
}

type RowOp = LoggedOp & { row: string }

/** Looks at the rows after `after` (null: from the first), about `ops` changes at a time. */
export function createLogCheck(read: Database.Database, tables: readonly SyncedTable[]) {
  const all = tables.map((table) => createRows(read, table))
  const byNumber = new Map(all.map((rows) => [rows.table.number, rows]))
  const some = read.prepare<[string, number], RowOp>(
    'SELECT row, stamp, dev, tbl, mask, val FROM op WHERE row > ? ORDER BY row, stamp LIMIT ?',
  )
  const opsOf = read.prepare<[string], RowOp>('SELECT row, stamp, dev, tbl, mask, val FROM op WHERE row = ?')
  const device = read.prepare<[number], string>('SELECT id FROM device WHERE n = ?').pluck()
  const deviceOf = (n: number): string => device.get(n) ?? ''

  /** Ops of whole rows only: the last row of a full handful may go on behind it. */
  function handful(after: string | null, most: number): { ops: RowOp[]; isLast: boolean } {
    const ops = some.all(after ?? '', most)
    if (ops.length < most) return { ops, isLast: true }
    const last = ops.at(-1)?.row ?? ''
    const from = ops.findIndex((op) => op.row === last)
    return { ops: from > 0 ? ops.slice(0, from) : opsOf.all(last), isLast: false }
  }

  return (after: string | null, most = 500): LogSlice => {
    const { ops, isLast } = handful(after, most)
    const byRow = Map.groupBy(ops, (op) => op.row)
    const differing: LogSlice['differing'] = []
    for (const [row, own] of byRow) {
      // Of a table that came with a newer program and went with it.
      const rows = byNumber.get(own[0]?.tbl ?? -1)
      if (rows && !rows.holds(row, stateOf(own, deviceOf))) differing.push({ table: rows.table.name, row })
    }
    const next = isLast ? null : (ops.at(-1)?.row ?? null)
    for (const { table, idsBetween } of all) {
      for (const row of idsBetween(after, next)) if (!byRow.has(row)) differing.push({ table: table.name, row })
    }
    return { next, differing }
  }
}
