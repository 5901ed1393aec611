/**
 * The triggers that record each change of a synced table, made from its declaration. Whatever statement changes a
 * row, in whatever way, the database itself writes the op:
 *  1. A new row is an op with all columns and the bit of existence; a deleted one the same with `val` null and all
 *     old values; an edit has the columns that are another value now, compared byte by byte. Nothing changed: no op.
 *  2. The `id` of a row never changes: that is refused.
 *  3. The stamp comes from `hlc(row)`, which only the writer's connection has (recorder.ts): another tool that
 *     changes a synced table fails.
 *  4. Old values of more than 4 kB are told to the recorder by `large_old`, which shortens them before the commit. What
 *     is rare is no part of a trigger: a trigger pays at every row for each subquery it has, run or not.
 *  5. While `ctx.silent` is above 0 nothing is recorded.
 */
import type Database from 'better-sqlite3'
import { bitOf, existence, type RecordColumn, type SyncedTable } from './tables.ts'
import { largeBytes } from './values.ts'

type Side = 'OLD' | 'NEW'

export interface Trigger {
  name: string
  sql: string
}

const cell = (side: Side, { name }: RecordColumn): string => `${side}."${name}"`

/** A value as JSON can hold it: a blob is hex. */
const written = (side: Side, column: RecordColumn): string =>
  column.type === 'blob' ? `hex(${cell(side, column)})` : cell(side, column)

/** Blobs: NULL must not become the hex of nothing. */
function json(side: Side, column: RecordColumn): string {
  const quoted = `json_quote(${written(side, column)})`
  return column.type === 'blob' ? `iif(${cell(side, column)} IS NULL, 'null', ${quoted})` : quoted
}

const differs = (column: RecordColumn): string => `OLD."${column.name}" IS NOT NEW."${column.name}" COLLATE BINARY`

const list = (parts: readonly string[]): string => `'[' || ${parts.join(" || ',' || ")} || ']'`

/** The values of the columns that changed, in the order of their numbers; `concat_ws` leaves out what is NULL. */
const changedList = (columns: readonly RecordColumn[], value: (column: RecordColumn) => string): string =>
  `'[' || concat_ws(',', ${columns.map((column) => `CASE WHEN ${differs(column)} THEN ${value(column)} END`).join(', ')}) || ']'`

/** All values of a row. `json_array` takes them as they are, but for blobs. */
function all(side: Side, { columns }: SyncedTable): string {
  if (columns.some((column) => column.type === 'blob')) return list(columns.map((column) => json(side, column)))
  return `json_array(${columns.map((column) => cell(side, column)).join(', ')})`
}

interface Recorded {
  side: Side
  mask: string
  val: string
  /** Left out where there is none. */
  old?: string
}

/** The LIMIT keeps SQLite from putting the JSON of old values into the statement twice, and computing it twice. */
function record(table: SyncedTable, { side, mask, val, old }: Recorded): string {
  return `INSERT INTO op(stamp, dev, row, tx, tbl, mask, val, old)
    SELECT hlc(${side}.id), c.dev, ${side}.id, c.tx, ${table.number}, ${mask},
      ${val},
      ${old ? `iif(octet_length(j) > ${largeBytes}, large_old(j), j)` : 'NULL'}
    FROM ${old ? `(SELECT ${old} AS j LIMIT 1), ` : ''}ctx c WHERE c.silent = 0;`
}

const prefix = 'capture_'

const insertTrigger = (table: SyncedTable, mask: number): string => `AFTER INSERT ON "${table.name}" BEGIN
  ${record(table, { side: 'NEW', mask: `${mask}`, val: all('NEW', table) })}
END`

const deleteTrigger = (table: SyncedTable, mask: number): string => `AFTER DELETE ON "${table.name}" BEGIN
  ${record(table, { side: 'OLD', mask: `${mask}`, val: 'NULL', old: all('OLD', table) })}
END`

function updateTrigger(table: SyncedTable): string {
  const { columns } = table
  const changed = (side: Side): string => changedList(columns, (column) => json(side, column))
  const mask = columns.map((column) => `((${differs(column)}) << ${column.n})`).join(' | ')
  return `AFTER UPDATE ON "${table.name}" WHEN ${columns.map(differs).join(' OR ')} BEGIN
  ${record(table, { side: 'NEW', mask, val: changed('NEW'), old: changed('OLD') })}
END`
}

/** Also while nothing is recorded: what comes in changes no id either. */
const idTrigger = (table: SyncedTable): string =>
  `BEFORE UPDATE OF id ON "${table.name}" WHEN OLD.id IS NOT NEW.id COLLATE BINARY BEGIN
  SELECT RAISE(ABORT, 'the id of a row never changes');
END`

export function triggersOf(table: SyncedTable): Trigger[] {
  const mask = table.columns.reduce((bits, column) => bits + bitOf(column.n), bitOf(existence))
  const made = {
    insert: insertTrigger(table, mask),
    update: updateTrigger(table),
    delete: deleteTrigger(table, mask),
    id: idTrigger(table),
  }
  return Object.entries(made).map(([kind, body]) => {
    const name = `${prefix}${table.name}_${kind}`
    return { name, sql: `CREATE TRIGGER "${name}" ${body}` }
  })
}

/** The triggers in the file are those of the declarations: what is missing or other is made again, what is more goes. */
export function makeTriggers(raw: Database.Database, tables: readonly SyncedTable[]): void {
  for (const table of tables) assertFits(raw, table)
  const wanted = new Map(tables.flatMap(triggersOf).map(({ name, sql }) => [name, sql]))
  const found = triggersIn(raw)
  raw.transaction(() => {
    for (const { name, sql } of found) {
      if (wanted.get(name) === sql) wanted.delete(name)
      else raw.exec(`DROP TRIGGER "${name}"`)
    }
    for (const sql of wanted.values()) raw.exec(sql)
  })()
}

/** Before migrations: none of them is recorded, and no trigger hinders a change of its table. */
export function dropTriggers(raw: Database.Database): void {
  raw.transaction(() => {
    for (const { name } of triggersIn(raw)) raw.exec(`DROP TRIGGER "${name}"`)
  })()
}

function triggersIn(raw: Database.Database): Trigger[] {
  return raw
    .prepare<[], Trigger>(`SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB '${prefix}*'`)
    .all()
}

/** A table and its declaration name the same columns, and the table holds no other kind of value than it says. */
function assertFits(raw: Database.Database, table: SyncedTable): void {
  const wrong = (what: string) => new Error(`the synced table ${table.name} ${what}`)
  const strict = raw.prepare('SELECT strict FROM pragma_table_list WHERE schema = ? AND name = ?')
  if (strict.pluck().get('main', table.name) !== 1) throw wrong('is not STRICT')
  const made = raw
    .prepare<[string], { name: string; type: string; pk: number }>('SELECT name, type, pk FROM pragma_table_info(?)')
    .all(table.name)
  const typeOf = new Map(made.map((column) => [column.name, column]))
  if (typeOf.get('id')?.pk !== 1 || typeOf.get('id')?.type !== 'TEXT') throw wrong('has no text as its primary key id')
  const names = (of: readonly { name: string }[]) => of.map((column) => column.name).sort()
  const said = names([...table.columns, { name: 'id' }])
  if (names(made).join() !== said.join()) throw wrong(`has other columns than it says: ${names(made).join()}`)
  const other = table.columns.find((column) => typeOf.get(column.name)?.type !== column.type.toUpperCase())
  if (other) throw wrong(`has another type in ${other.name}`)
}
