/**
 * Makes the rows again from the log, a slice at a time, so that work goes on between. Promises:
 *  1. A row that is what its changes make of it is not written; one that is not becomes so.
 *  2. A row of which the log knows nothing goes.
 *  3. Cards and what rules say are made again with the rows.
 * Each row depends on its own changes alone, so a slice stays right whatever is written before the next one.
 */
import type Database from 'better-sqlite3'
import type { Conflicts } from './conflicts.ts'
import { isShown } from './merge.rules.ts'
import { type LoggedOp, type MergeRows, stateOf } from './mergeRows.ts'
import type { Settler, Touched } from './settle.ts'

export interface Slice {
  /** Where the next slice begins; null: all is done. */
  next: string | null
  /** Rows that the log makes. */
  rows: number
  ops: number
  /** Rows, cards and outcomes that were other than the log says. */
  differing: number
}

export interface Rebuilder {
  /** Rebuilds the rows after `after` (null: from the first); about `ops` changes. Silently, inside the writer. */
  rebuildSlice(after: string | null, ops?: number): Slice
}

interface Deps {
  raw: Database.Database
  conflicts: Conflicts
  settler: Settler
  tables: readonly MergeRows[]
  deviceOf(dev: number): string
}

type RowOp = LoggedOp & { row: string }

export function createRebuilder({ raw, conflicts, settler, tables, deviceOf }: Deps): Rebuilder {
  const byNumber = new Map(tables.map((rows) => [rows.table.number, rows]))
  // As arrays: half the time of objects.
  const someOps = raw
    .prepare<[string, number], [string, number, number, number, number, string | null]>(
      'SELECT row, stamp, dev, tbl, mask, val FROM op WHERE row > ? ORDER BY row, stamp LIMIT ?',
    )
    .raw()
  const opsOf = raw.prepare<[string], RowOp>('SELECT row, stamp, dev, tbl, mask, val FROM op WHERE row = ?')
  const cardRows = raw
    .prepare<[string | null, string | null], string>(
      `SELECT DISTINCT row FROM conflict WHERE row > coalesce(?, '') AND row <= coalesce(?, x'')`,
    )
    .pluck()

  /** Ops of whole rows only: the last row of a full handful may go on behind it. */
  function handful(after: string | null, most: number): { ops: RowOp[]; isLast: boolean } {
    const ops = someOps
      .all(after ?? '', most)
      .map(([row, stamp, dev, tbl, mask, val]): RowOp => ({ row, stamp, dev, tbl, mask, val }))
    if (ops.length < most) return { ops, isLast: true }
    const last = ops.at(-1)?.row ?? ''
    const from = ops.findIndex((op) => op.row === last)
    return { ops: from > 0 ? ops.slice(0, from) : opsOf.all(last), isLast: false }
  }

  function rebuildRow(row: string, ops: readonly RowOp[], touched: Touched): { differing: number; isThere: boolean } {
    const first = ops[0]
    const rows = first && byNumber.get(first.tbl)
    // Of a table that came with a newer program and went with it.
    if (!rows) return { differing: 0, isThere: false }
    const state = stateOf(ops, deviceOf)
    let differing = 0
    if (!rows.holds(row, state)) {
      if (settler.hasRules(rows.table.name)) settler.touch(rows, row, touched)
      rows.put(row, state)
      differing++
    }
    const isShared = ops.some((op) => op.dev !== first.dev)
    if ((isShared || conflicts.hasCard(row)) && conflicts.refresh(rows, row)) differing++
    if (settler.hasRules(rows.table.name)) settler.touch(rows, row, touched)
    return { differing, isThere: isShown(state, rows.needs) }
  }

  /** Rows and cards between two ids of which the log knows nothing. */
  function removeUnknown(after: string | null, to: string | null, known: ReadonlySet<string>): number {
    let removed = 0
    for (const rows of tables) {
      for (const row of rows.idsBetween(after, to)) {
        if (known.has(row)) continue
        rows.remove(row)
        settler.forget(rows, row)
        removed++
      }
    }
    for (const row of cardRows.all(after, to)) if (!known.has(row) && conflicts.forget(row)) removed++
    return removed
  }

  return {
    rebuildSlice(after, most = 1000) {
      const { ops, isLast } = handful(after, most)
      const touched = settler.touched()
      const byRow = Map.groupBy(ops, (op) => op.row)
      let differing = 0
      let there = 0
      for (const [row, own] of byRow) {
        const one = rebuildRow(row, own, touched)
        differing += one.differing
        if (one.isThere) there++
      }
      const next = isLast ? null : (ops.at(-1)?.row ?? null)
      differing += removeUnknown(after, next, new Set(byRow.keys()))
      if (settler.settle(touched)) differing++
      return { next, rows: there, ops: ops.length, differing }
    },
  }
}
