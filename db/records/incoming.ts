/** What comes from another machine, as the one who opened and parsed its segment hands it over; and its check. */
import { bitsOf, without, written, type Written } from './merge.rules.ts'
import { columnMask, type MergeRows } from './mergeRows.ts'
import type { Seen } from './knowledge.ts'
import { type ColumnType, existence, hasBit } from './tables.ts'
import { parseValues } from './values.ts'

export interface IncomingChange {
  /** Number of the table. */
  table: number
  row: string
  stamp: number
  mask: number
  /** JSON exactly as the writer's database wrote it; null deletes. */
  val: string | null
}

export interface IncomingAct {
  /** The writer's clock at the act's last op: with the device it names the act. */
  stamp: number
  person: string | null
  act: string
}

/** A segment, or a part of one. */
export interface Segment {
  /** Global id of the device that wrote it. */
  device: string
  chain: string
  /** Its number in the chain, from 1. */
  n: number
  /** What the writer had read when it wrote. */
  seen: Seen
  acts: readonly (IncomingAct & { changes: readonly IncomingChange[] })[]
}

/** A segment that no machine of ours can have written: it is refused whole, and reported by the name of its file. */
export class MalformedSegment extends Error {
  override name = 'MalformedSegment'
}

/** The year 2223. What is stamped above it leaves no room to stamp a change of ours above it. */
export const highestStamp = 8e15

const wrong = (what: string): never => {
  throw new MalformedSegment(what)
}

const isStamp = (stamp: number): boolean => Number.isSafeInteger(stamp) && stamp > 0 && stamp <= highestStamp

function shapeOfChange({ row, stamp, mask, val }: IncomingChange): void {
  if (!isStamp(stamp)) wrong('a stamp that is none')
  if (row === '') wrong('a row without an id')
  if (!Number.isSafeInteger(mask) || mask <= 0) wrong('a mask that is none')
  if (val === null && !hasBit(mask, existence)) wrong('a change without values')
}

/** What can be checked without knowing the table; gives the lowest stamp. @throws MalformedSegment */
export function shapeOf({ device, chain, n, acts }: Segment): { low: number } {
  if (device === '' || chain === '' || !Number.isSafeInteger(n) || n < 1) wrong('a header that is none')
  let low = highestStamp
  for (const { stamp, changes } of acts) {
    if (!isStamp(stamp)) wrong('a stamp that is none')
    for (const change of changes) {
      shapeOfChange(change)
      low = Math.min(low, change.stamp)
    }
  }
  return { low }
}

const isOfType: Record<ColumnType, (value: Exclude<Written, null>) => boolean> = {
  text: (value) => typeof value === 'string',
  integer: (value) => (typeof value === 'bigint' ? BigInt.asIntN(64, value) === value : Number.isSafeInteger(value)),
  real: (value) => typeof value === 'number' || typeof value === 'bigint',
  blob: (value) => typeof value === 'string' && /^(?:[0-9A-F]{2})*$/.test(value),
}

/** The values of a change, one per column. @throws MalformedSegment */
export function valuesOf({ mask, val }: IncomingChange): Written[] | null {
  if (val === null) return null
  let values: unknown
  try {
    values = parseValues(val)
  } catch (error) {
    if (error instanceof SyntaxError) wrong('values that are no JSON')
    throw error
  }
  if (!Array.isArray(values) || values.length !== bitsOf(columnMask(mask)).length)
    return wrong('other values than columns')
  return values.map((value: unknown): Written => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      return value
    return wrong('a value that no column can hold')
  })
}

/** A change as far as this program knows its columns. */
export interface KnownChange extends IncomingChange {
  rows: MergeRows
  values: readonly Written[] | null
}

/** What this program knows of a change; null: nothing, or a change of unknown columns alone. @throws MalformedSegment */
export function knownPart(change: IncomingChange, rows: MergeRows | undefined): KnownChange | null {
  const values = valuesOf(change)
  if (!rows) return null
  if (!values) return { ...change, rows, values }
  const columns = columnMask(change.mask)
  const unknown = without(columns, rows.known)
  if (unknown === change.mask) return null
  const kept = unknown === 0 ? values : values.filter((_, place) => !hasBit(unknown, bitsOf(columns)[place] ?? 0))
  for (const [place, bit] of bitsOf(columns - unknown).entries()) {
    const value = kept[place] ?? null
    if (value !== null && !isOfType[rows.columnAt(bit).type](value))
      wrong(`a value that ${rows.table.name} cannot hold`)
  }
  const val = unknown === 0 ? change.val : `[${kept.map(written).join(',')}]`
  return { ...change, mask: change.mask - unknown, val, rows, values: kept }
}

/** Whether something of the change has to wait for a newer program. */
export const hasUnknown = ({ mask, val }: IncomingChange, rows: MergeRows | undefined): boolean =>
  !rows || (val !== null && without(columnMask(mask), rows.known) > 0)
