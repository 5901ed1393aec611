/** Reads the cards of conflicts.ts field by field: which versions a field of a record has, and who wrote each. */
import type Database from 'better-sqlite3'
import { statement } from '../statements.ts'
import type { SyncedTable } from './tables.ts'
import { parseValues } from './values.ts'

/** The fields that are asked about: of all rows of a table that lie in some spaces, or of one of them. */
export interface CardScope {
  /** A table whose rows name their space. */
  table: SyncedTable
  /** Properties of the table's entity; cards of other columns are passed over. */
  asked: readonly string[]
  spaces: readonly string[]
  row: string | null
}

export interface CardField {
  row: string
  /** Number of the column. */
  bit: number
}

export interface CardVersion {
  /** The card that holds it; of the version that shows any of the field's cards. */
  card: string
  /** 1 when the row holds it. */
  isShown: 0 | 1
  value: string | number | null
  /** 1000 * milliseconds + counter. */
  stamp: number
  /** Global id of the machine; empty while this one has none. */
  device: string
  /** Null: the machine itself. */
  person: string | null
}

function inScope({ table }: CardScope): string {
  if (!('column' in table.space) || 'partOf' in table.space) throw new Error(`${table.name} names no space`)
  return `tbl = @table AND bit IN (SELECT value FROM json_each(@bits)) AND (@row IS NULL OR row = @row)
    AND EXISTS (SELECT 1 FROM "${table.name}" r
      WHERE r.id = row AND r."${table.space.column}" IN (SELECT value FROM json_each(@spaces)))`
}

const named = ({ table, asked, spaces, row }: CardScope) => ({
  ...{ table: table.number, row, spaces: JSON.stringify(spaces) },
  bits: JSON.stringify(table.columns.filter(({ property }) => asked.includes(property)).map(({ n }) => n)),
})

/** How many fields have more than one version, and when the first of the versions set aside was written (ms). */
export function cardTotals(read: Database.Database, scope: CardScope): { fields: number; rows: number; since: number } {
  const sql = `SELECT count(DISTINCT row || '/' || bit) AS fields, count(DISTINCT row) AS rows,
      coalesce(min(lost_stamp), 0) / 1000 AS since FROM conflict WHERE ${inScope(scope)}`
  const totals = statement<[object], { fields: number; rows: number; since: number }>(read, sql).get(named(scope))
  return totals ?? { fields: 0, rows: 0, since: 0 }
}

/** The fields of one record stand together, those of the oldest record first. */
export function cardFields(
  read: Database.Database,
  scope: CardScope,
  { offset, limit }: { offset: number; limit: number },
): CardField[] {
  const sql = `SELECT row, bit FROM conflict WHERE ${inScope(scope)} GROUP BY row, bit ORDER BY row, bit LIMIT @limit OFFSET @offset`
  return statement<[object], CardField>(read, sql).all({ ...named(scope), offset, limit })
}

/** Ids of the newest records that have such fields. */
export function cardRows(read: Database.Database, scope: CardScope, most: number): string[] {
  const sql = `SELECT DISTINCT row FROM conflict WHERE ${inScope(scope)} ORDER BY row DESC LIMIT @most`
  return statement<[object], string>(read, sql)
    .pluck()
    .all({ ...named(scope), most })
}

function valueOf(json: string): CardVersion['value'] {
  const value = parseValues(`[${json}]`)[0] ?? null
  // `Elsewhere` stands in old values alone, and these are new ones.
  return typeof value === 'string' || typeof value === 'number' || value === null ? value : String(value)
}

/** The versions of a field, the one that shows first, then the latest; none where nobody has to decide. */
export function versionsOf(read: Database.Database, table: SyncedTable, { row, bit }: CardField): CardVersion[] {
  const sql = `WITH card AS (SELECT * FROM conflict WHERE row = @row AND tbl = @table AND bit = @bit),
    version(card, isShown, json, stamp, device) AS (
      SELECT * FROM (SELECT id, 1, shown, shown_stamp, shown_device FROM card ORDER BY id LIMIT 1)
      UNION ALL SELECT id, 0, lost, lost_stamp, lost_device FROM card)
    SELECT v.*, t.person FROM version v JOIN device d ON d.id = v.device
      JOIN op o ON o.row = @row AND o.stamp = v.stamp AND o.dev = d.n JOIN tx t ON t.id = o.tx
    ORDER BY v.isShown DESC, v.stamp DESC, v.device`
  return statement<[object], Omit<CardVersion, 'value'> & { json: string }>(read, sql)
    .all({ row, bit, table: table.number })
    .map(({ json, ...version }) => ({ ...version, value: valueOf(json) }))
}

/** The title of a record of a table that has one. */
export const titleOf = (read: Database.Database, table: SyncedTable, row: string): string =>
  statement<[string], string>(read, `SELECT title FROM "${table.name}" WHERE id = ?`).pluck().get(row) ?? ''

/** The number of the act that the open transaction will be. */
export const openAct = (raw: Database.Database): number =>
  statement<[], number>(raw, 'SELECT tx FROM ctx').pluck().get() ?? 0
