/** The rows of one synced table as merging writes them, and the log of each; see merge.rules.ts for what decides. */
import type Database from 'better-sqlite3'
import { type Change, bitsOf, foldRow, isShown, type Needs, type RowState, type Written } from './merge.rules.ts'
import { bitOf, existence, hasBit, type RecordColumn, type SyncedTable } from './tables.ts'
import { parseValues, type Value, valueOf } from './values.ts'

export interface MergeRows {
  table: SyncedTable
  /** Mask of the columns that this program knows. */
  known: number
  needs: Needs
  columnAt(bit: number): RecordColumn
  /** Makes the row, or sets these columns of it. */
  write(row: string, mask: number, values: readonly Written[]): void
  /** Sets columns of a row; false when there is none. */
  edit(row: string, mask: number, values: readonly Written[]): boolean
  remove(row: string): void
  /** Whether the row holds exactly this; null: that there is none. */
  holds(row: string, state: RowState | null): boolean
  /** The row as its state says. */
  put(row: string, state: RowState | null): void
  /** Ids after the first, up to the second; null: from the beginning, to the end. */
  idsBetween(from: string | null, to: string | null): string[]
}

interface Made {
  name: string
  notnull: number
  dflt_value: string | null
}

/** The mask without the bit of existence. */
export const columnMask = (mask: number): number => (hasBit(mask, existence) ? mask - bitOf(existence) : mask)

/** An op as the rules want it; its values are read when they are asked for, which most never are. */
class LoggedChange implements Change {
  readonly stamp: number
  readonly device: string
  readonly mask: number
  readonly deletes: boolean
  #val: string | null
  #values: Written[] | null = null

  constructor({ stamp, mask, val }: { stamp: number; mask: number; val: string | null }, device: string) {
    this.stamp = stamp
    this.device = device
    this.mask = columnMask(mask)
    this.deletes = val === null
    this.#val = val
  }

  get values(): readonly Written[] | null {
    if (this.#val === null) return null
    return (this.#values ??= parseValues(this.#val) as Written[])
  }
}

export const changeOf = (op: { stamp: number; mask: number; val: string | null }, device: string): Change =>
  new LoggedChange(op, device)

export function createRows(raw: Database.Database, table: SyncedTable): MergeRows {
  const made = new Map((raw.pragma(`table_info("${table.name}")`) as Made[]).map((column) => [column.name, column]))
  const byBit = new Map(table.columns.map((column) => [column.n, column]))
  const maskWhere = (is: (column: Made) => boolean): number =>
    table.columns.reduce((mask, { name, n }) => {
      const column = made.get(name)
      return column && is(column) ? mask + bitOf(n) : mask
    }, 0)
  const needs: Needs = {
    filled: maskWhere((column) => column.notnull === 1),
    given: maskWhere((column) => column.notnull === 1 && column.dflt_value === null),
  }
  const defaults = new Map<number, Value>(
    table.columns.map(({ name, n }) => {
      const text = made.get(name)?.dflt_value ?? null
      return [n, text === null ? null : (raw.prepare(`SELECT ${text}`).pluck().get() as Value)]
    }),
  )

  function columnAt(bit: number): RecordColumn {
    const column = byBit.get(bit)
    if (!column) throw new TypeError(`${table.name} has no column ${bit}`)
    return column
  }

  interface Prepared {
    columns: RecordColumn[]
    write: Database.Statement<unknown[]>
    edit: Database.Statement<unknown[]>
  }
  const prepared = new Map<number, Prepared>()
  function preparedFor(mask: number): Prepared {
    const known = prepared.get(mask)
    if (known) return known
    const columns = bitsOf(mask).map(columnAt)
    const names = columns.map(({ name }) => `"${name}"`)
    const again = names.map((name) => `${name} = excluded.${name}`).join(', ')
    const sets = names.map((name) => `${name} = ?`).join(', ')
    const one: Prepared = {
      columns,
      write: raw.prepare(
        `INSERT INTO "${table.name}"(${[...names, 'id'].join(', ')}) VALUES (${'?, '.repeat(names.length)}?)
         ON CONFLICT(id) DO ${names.length > 0 ? `UPDATE SET ${again}` : 'NOTHING'}`,
      ),
      edit: raw.prepare(`UPDATE "${table.name}" SET ${sets || 'id = id'} WHERE id = ?`),
    }
    prepared.set(mask, one)
    return one
  }
  const bound = (columns: readonly RecordColumn[], values: readonly Written[], row: string): Value[] => {
    const all: Value[] = columns.map(({ type }, place) => valueOf(values[place] ?? null, type))
    all.push(row)
    return all
  }

  const drop = raw.prepare<[string]>(`DELETE FROM "${table.name}" WHERE id = ?`)
  const isThere = raw.prepare<[string], 1>(`SELECT 1 FROM "${table.name}" WHERE id = ?`).pluck()
  const same = raw.prepare<Value[], 1>(
    `SELECT 1 FROM "${table.name}" WHERE id = ?${table.columns.map(({ name }) => ` AND "${name}" IS ? COLLATE BINARY`).join('')}`,
  )
  const between = raw
    .prepare<[string | null, string | null], string>(
      `SELECT id FROM "${table.name}" WHERE id > coalesce(?, '') AND id <= coalesce(?, x'')`,
    )
    .pluck()

  const rows: MergeRows = {
    table,
    known: table.columns.reduce((mask, { n }) => mask + bitOf(n), 0),
    needs,
    columnAt,
    write(row, mask, values) {
      const { columns, write } = preparedFor(mask)
      write.run(...bound(columns, values, row))
    },
    edit(row, mask, values) {
      const { columns, edit } = preparedFor(mask)
      return edit.run(...bound(columns, values, row)).changes > 0
    },
    remove: (row) => void drop.run(row),
    holds(row, state) {
      if (!isShown(state, needs)) return isThere.get(row) === undefined
      const values = table.columns.map(({ n, type }): Value => {
        const cell = state.cells.get(n)
        return cell ? valueOf(cell.value, type) : (defaults.get(n) ?? null)
      })
      return same.get(row, ...values) !== undefined
    },
    put(row, state) {
      if (!isShown(state, needs)) return rows.remove(row)
      const known = [...state.cells].filter(([bit]) => byBit.has(bit)).sort(([a], [b]) => a - b)
      const mask = known.reduce((sum, [bit]) => sum + bitOf(bit), 0)
      // What no change has written yet has the table's own value, whatever stands there.
      if (known.length < table.columns.length) rows.remove(row)
      rows.write(
        row,
        mask,
        known.map(([, cell]) => cell.value),
      )
    },
    idsBetween: (from, to) => between.all(from, to),
  }
  return rows
}

export interface LoggedOp {
  stamp: number
  dev: number
  tbl: number
  mask: number
  val: string | null
}

/** The state of a row by its log. */
export function stateOf(ops: readonly LoggedOp[], deviceOf: (dev: number) => string): RowState | null {
  return foldRow(ops.map((op) => changeOf(op, deviceOf(op.dev))))
}
