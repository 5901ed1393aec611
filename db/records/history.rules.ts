/**
 * A record's changes told one after the other: from what to what, and how it stood at a moment. Pure. Only the new
 * values are needed: what each change found is what the earlier ones left.
 */
import { columnsIn, existence, hasBit, type RecordColumn, type SyncedTable } from './tables.ts'
import { isElsewhere, parseValues } from './values.ts'

/** As it is shown: a whole number beyond 2^53 as its digits, a blob as hex. */
export type Value = string | number | null

/** One op of the record, in the order of (stamp, global device id). */
export interface Told {
  seq: number
  /** 1000 * milliseconds + counter. */
  stamp: number
  mask: number
  /** JSON array in the order of the bits; null deletes. */
  val: string | null
}

export interface Change {
  column: RecordColumn
  from: Value
  to: Value
}

export interface Step {
  seq: number
  kind: 'made' | 'changed' | 'removed'
  changes: Change[]
}

type Row = Map<RecordColumn, Value>

const isDeletion = ({ mask, val }: Told): boolean => hasBit(mask, existence) && val === null

/** What an op sets, by column. Columns that this program does not know are left out, their values with them. */
export function valuesOf(table: SyncedTable, { mask, val }: Pick<Told, 'mask' | 'val'>): Row {
  if (val === null) return new Map()
  const values = parseValues(val)
  const known = new Map(columnsIn(table, mask).map((column) => [column.n, column]))
  const row: Row = new Map()
  let place = 0
  for (let n = 0; n < existence; n++) {
    if (!hasBit(mask, n)) continue
    const column = known.get(n)
    const value = values[place++] ?? null
    if (column && !isElsewhere(value)) row.set(column, typeof value === 'bigint' ? String(value) : value)
  }
  return row
}

/** Each op as a step; an op that another, later one had overtaken before it came tells what it would have changed. */
export function stepsOf(table: SyncedTable, ops: readonly Told[]): Step[] {
  const row: Row = new Map()
  let isThere = false
  return ops.map((op) => {
    if (isDeletion(op)) {
      isThere = false
      return { seq: op.seq, kind: 'removed', changes: [] }
    }
    const changes: Change[] = []
    for (const [column, to] of valuesOf(table, op)) {
      const from = row.get(column) ?? null
      if (from !== to || !isThere) changes.push({ column, from: isThere ? from : null, to })
      row.set(column, to)
    }
    const kind = isThere ? 'changed' : 'made'
    isThere = true
    return { seq: op.seq, kind, changes }
  })
}

/** The record at the end of a moment (ms); null before it was made, or while it was removed. */
export function asOf(table: SyncedTable, ops: readonly Told[], at: number): Row | null {
  const row: Row = new Map()
  let isThere = false
  for (const op of ops) {
    if (op.stamp > at * 1000 + 999) break
    isThere = !isDeletion(op)
    for (const [column, value] of valuesOf(table, op)) row.set(column, value)
  }
  return isThere ? row : null
}
