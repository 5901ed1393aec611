/**
 * Takes an act back, whole or not at all, as a new change that is recorded like any other. Promises:
 *  1. Only what still stands as the act left it is taken back: one row that somebody has changed since stops it all.
 *  2. Rows that an act touched twice go back step by step to what they were before it.
 *  3. What is taken back is noted, so that it is not offered again.
 */
import type Database from 'better-sqlite3'
import { statement } from '../statements.ts'
import { isElsewhere, parseValues } from './values.ts'
import { columnsIn, existence, hasBit, type RecordColumn, type SyncedTable } from './tables.ts'

type Raw = Database.Database

interface OwnOp {
  row: string
  tbl: number
  mask: number
  val: string | null
  old: string | null
}

/** A row is no longer as the act left it. */
export class ChangedSince extends Error {
  override name = 'ChangedSince'
  readonly row: string
  readonly table: SyncedTable
  constructor(table: SyncedTable, row: string) {
    super(`${table.name} ${row}`)
    this.table = table
    this.row = row
  }
}

/** The value of a column in a JSON array of values, as SQL; `place` counts the bits that are set. */
const valueIn = (json: string, column: RecordColumn, place: number): string =>
  column.type === 'blob' ? `unhex(json_extract(${json}, '$[${place}]'))` : `json_extract(${json}, '$[${place}]')`

const bySql = (table: SyncedTable, mask: number, json: string): { name: string; value: string }[] =>
  columnsIn(table, mask).map((column, place) => ({ name: `"${column.name}"`, value: valueIn(json, column, place) }))

/** Whether nobody has written the row since, as the act wrote it; `val` is where the values stand that it wrote. */
const stillThere = (table: SyncedTable, mask: number, val: string): string =>
  bySql(table, mask, val)
    .map(({ name, value }) => `r.${name} IS ${value}`)
    .join(' AND ')

interface Places {
  row: string
  val: string
  old: string
}
const given: Places = { row: '@row', val: '@val', old: '@old' }

function updateSql(table: SyncedTable, mask: number, { row, val, old }: Places, from = ''): string {
  const set = bySql(table, mask, old).map(({ name, value }) => `${name} = ${value}`)
  return `UPDATE "${table.name}" AS r SET ${set.join(', ')} ${from} WHERE r.id = ${row} AND ${stillThere(table, mask, val)}`
}

function insertSql(table: SyncedTable, mask: number): string {
  const values = bySql(table, mask, '@old')
  const names = values.map(({ name }) => name).join(', ')
  return `INSERT OR IGNORE INTO "${table.name}"(id, ${names}) VALUES (@row, ${values.map(({ value }) => value).join(', ')})`
}

function undoSql(table: SyncedTable, { mask, val }: OwnOp): string {
  if (!hasBit(mask, existence)) return updateSql(table, mask, given)
  if (val === null) return insertSql(table, mask)
  return `DELETE FROM "${table.name}" AS r WHERE r.id = @row AND ${stillThere(table, mask, '@val')}`
}

/** The old values with the large ones, which stand with the op that wrote them, in their places. */
function wholeOld(raw: Raw, old: string | null): string | null {
  if (!old?.includes('{"op":')) return old
  let whole = old
  for (const [place, value] of parseValues(old).entries()) {
    if (!isElsewhere(value)) continue
    const sql = 'SELECT json_set(?, ?, json_extract(val, ?)) FROM op WHERE seq = ?'
    whole = statement<[string, string, string, number], string>(raw, sql)
      .pluck()
      .get(whole, `$[${place}]`, `$[${value.at}]`, value.op) as string
  }
  return whole
}

/** The rows it touched by table, so that what is derived from them is made again. */
export interface Undone {
  rows: Map<SyncedTable, Set<string>>
}

/** The ops of act `@act`, found without a walk through the log. */
const opsOfAct = 'op o JOIN tx t ON t.id = @act AND o.tx = t.id AND o.seq BETWEEN t.first_op AND t.last_op'

/** Edits of one kind, all at once; gives how many stood as the act left them. */
function undoEdits(raw: Raw, table: SyncedTable, mask: number, act: number): number {
  const sql = updateSql(table, mask, { row: 'o.row', val: 'o.val', old: 'o.old' }, `FROM ${opsOfAct}`)
  return statement(raw, `${sql} AND o.tbl = @tbl AND o.mask = @mask`).run({ act, tbl: table.number, mask }).changes
}

interface EditGroup {
  tbl: number
  mask: number
  ops: number
  /** Ops that are no edit, or borrow a value. */
  others: number
}

/** Tells the attempt below that its changes shall go. */
class NotAtOnce extends Error {}

/**
 * All edits of an act, group by group, each from the value it wrote to the one before it. Where a row was edited twice
 * a group may come too early and miss it; when all were found, each step was taken once, and the rows are back.
 */
function undoGroups(raw: Raw, byNumber: ReadonlyMap<number, SyncedTable>, act: number): void {
  const sql = `SELECT o.tbl, o.mask, count(*) AS ops,
      sum(o.val IS NULL OR o.old IS NULL OR o.mask >= ${2 ** existence} OR instr(o.old, '{"op":') > 0) AS others
    FROM ${opsOfAct} GROUP BY o.tbl, o.mask`
  const groups = statement<[object], EditGroup>(raw, sql).all({ act })
  if (groups.length === 0 || groups.some(({ others }) => others > 0)) throw new NotAtOnce()
  for (const { tbl, mask, ops } of groups) {
    if (undoEdits(raw, knownTable(byNumber, tbl), mask, act) !== ops) throw new NotAtOnce()
  }
}

/** False when it cannot be done in this way; nothing is changed then. */
function undoAtOnce(raw: Raw, byNumber: ReadonlyMap<number, SyncedTable>, act: number): boolean {
  try {
    // Within a transaction this is a savepoint.
    raw.transaction(undoGroups)(raw, byNumber, act)
    return true
  } catch (error) {
    if (error instanceof NotAtOnce) return false
    throw error
  }
}

function undoOneByOne(raw: Raw, byNumber: ReadonlyMap<number, SyncedTable>, act: number): void {
  const sql = `SELECT o.row, o.tbl, o.mask, o.val, o.old FROM ${opsOfAct} ORDER BY o.seq DESC`
  for (const op of statement<[object], OwnOp>(raw, sql).all({ act })) {
    const table = knownTable(byNumber, op.tbl)
    const given = { row: op.row, val: op.val, old: wholeOld(raw, op.old) }
    if (statement(raw, undoSql(table, op)).run(given).changes === 0) throw new ChangedSince(table, op.row)
  }
}

function knownTable(byNumber: ReadonlyMap<number, SyncedTable>, number: number): SyncedTable {
  const table = byNumber.get(number)
  if (!table) throw new Error(`an op of table ${number}, which this program does not know`)
  return table
}

/** @throws ChangedSince; nothing is changed then when the transaction is rolled back */
export function undoAct(raw: Raw, tables: readonly SyncedTable[], act: number): Undone {
  const byNumber = new Map(tables.map((table) => [table.number, table]))
  if (!undoAtOnce(raw, byNumber, act)) undoOneByOne(raw, byNumber, act)
  const rows = new Map<SyncedTable, Set<string>>()
  const tablesOf = statement<[object], number>(raw, `SELECT DISTINCT o.tbl FROM ${opsOfAct}`).pluck()
  const rowsOf = statement<[object], string>(raw, `SELECT o.row FROM ${opsOfAct} AND o.tbl = @tbl`).pluck()
  for (const tbl of tablesOf.all({ act })) rows.set(knownTable(byNumber, tbl), new Set(rowsOf.all({ act, tbl })))
  return { rows }
}

/** Notes that an act was taken back by the one that is open now. */
export function noteUndone(raw: Raw, act: number): void {
  statement(raw, 'INSERT OR REPLACE INTO undone(tx, by_tx) SELECT ?, tx FROM ctx').run(act)
}

export interface ActOf {
  id: number
  stamp: number
  person: string | null
  deed: string
  undoneBy: number | null
}

export function actById(read: Raw, act: number): ActOf | null {
  const sql = `SELECT t.id, t.stamp, t.person, t.act AS deed, u.by_tx AS undoneBy
    FROM tx t LEFT JOIN undone u ON u.tx = t.id WHERE t.id = ?`
  return statement<[number], ActOf>(read, sql).get(act) ?? null
}

/** The last act that wrote this row: who changed it since. */
export function lastActOn(read: Raw, table: SyncedTable, row: string): ActOf | null {
  const sql = `SELECT t.id, t.stamp, t.person, t.act AS deed, NULL AS undoneBy FROM op o JOIN tx t ON t.id = o.tx
    WHERE o.row = ? AND o.tbl = ? ORDER BY o.stamp DESC, o.seq DESC LIMIT 1`
  return statement<[string, number], ActOf>(read, sql).get(row, table.number) ?? null
}
