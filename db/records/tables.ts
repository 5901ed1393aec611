/**
 * What is said of a table, once, next to its entity.
 *  - **synced**: every change of a row is recorded as an op (capture.ts) and goes to the other machines of its space;
 *  - **local**: lives on this machine alone;
 *  - **unattributed**: sealed answers of nobody. No op is made of them, for an op names a person, a machine and a
 *    moment; they leave through the inbox of a space (design.md §5).
 * Numbers of tables and columns stand in the ops of all machines for ever: one is never used again, not even when
 * its table or column is gone.
 */
import type { EntitySchema } from 'typeorm'

export type ColumnType = 'text' | 'integer' | 'real' | 'blob'

/** A column of a synced table, beside its `id`. */
export interface RecordColumn {
  /** Its bit in the mask of an op, 0 to 51. */
  n: number
  /** Its name in the database, and in the entity. */
  name: string
  property: string
  type: ColumnType
}

/** In which space a row lies: always the same one, the one a column names, or that of the row it is a part of. */
export type SpaceOf = { fixed: string } | { column: string } | { partOf: string; column: string }

export interface SyncedTable {
  kind: 'synced'
  entity: EntitySchema
  name: string
  /** Stands in `op.tbl`. */
  number: number
  space: SpaceOf
  /** In the order of their numbers, which is the order of values in an op. */
  columns: readonly RecordColumn[]
}

export interface UnrecordedTable {
  kind: 'local' | 'unattributed'
  entity: EntitySchema
  name: string
}

export type TableDeclaration = SyncedTable | UnrecordedTable

/**
 * Whether the row is there is a column like the others, with this number: inserts and deletes carry its bit, edits
 * do not. An op with this bit and without values (`val` null) is a delete.
 */
export const existence = 52

const columnTypes: readonly ColumnType[] = ['text', 'integer', 'real', 'blob']

function columnOf(entity: EntitySchema, property: string, n: number): RecordColumn {
  const options = entity.options.columns[property]
  const type = columnTypes.find((known) => known === options?.type)
  if (!options || !type) throw new Error(`${entity.options.name}.${property} has no type that an op can hold`)
  if (!Number.isInteger(n) || n < 0 || n >= existence) throw new Error(`${n} is no number of a column`)
  return { n, name: options.name ?? property, property, type }
}

export interface Synced<E> {
  number: number
  space: SpaceOf
  columns: Record<Exclude<keyof E & string, 'id'>, number>
}

/** A synced table. Its primary key is `id`, a text made on the device that made the row and never changed. */
export function synced<E extends { id: string }>(schema: EntitySchema<E>, said: Synced<E>): SyncedTable {
  const entity = schema as unknown as EntitySchema
  const columns = Object.entries<number>(said.columns)
    .map(([property, n]) => columnOf(entity, property, n))
    .sort((a, b) => a.n - b.n)
  if (new Set(columns.map((column) => column.n)).size < columns.length)
    throw new Error(`${entity.options.name} uses the number of a column twice`)
  return { kind: 'synced', entity, name: entity.options.name, number: said.number, space: said.space, columns }
}

function unrecorded(kind: UnrecordedTable['kind']) {
  return <E>(schema: EntitySchema<E>): UnrecordedTable => {
    const entity = schema as unknown as EntitySchema
    return { kind, entity, name: entity.options.name }
  }
}

export const local = unrecorded('local')
export const unattributed = unrecorded('unattributed')

/** The bit of a column in a mask. Masks have up to 53 bits: `&` of JavaScript would cut them, BigInt or SQL does not. */
export const bitOf = (n: number): number => 2 ** n

export const hasBit = (mask: number, n: number): boolean => Math.floor(mask / 2 ** n) % 2 === 1

/** The columns a mask names, in the order of the op's values. Bits that this program does not know are left out. */
export const columnsIn = (table: SyncedTable, mask: number): RecordColumn[] =>
  table.columns.filter((column) => hasBit(mask, column.n))
