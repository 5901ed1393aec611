/**
 * The values of an op as JSON, exactly as the row held them. Triggers write them (capture.ts), this reads them.
 * Whole numbers beyond 2^53 come as BigInt; a blob is hex; in `old` a large value may be an `Elsewhere`.
 */
import type { ColumnType } from './tables.ts'

export type Value = string | number | bigint | Buffer | null

/** From so many bytes on an old value is not written down again where an earlier op of the row holds it. */
export const largeBytes = 4096

/** Stands in `old` for a large value: it is the one at place `at` of the values of the op with this `seq`. */
export interface Elsewhere {
  op: number
  at: number
}

type Written = string | number | bigint | null | Elsewhere

const quote = 34
const comma = 44

/**
 * A list of plain strings, small whole numbers and nulls, as nearly all are; null for every other text. JSON.parse
 * would put each short string into V8's table of strings for good: that table, once large, takes longer than the
 * parsing, and the thread stands for a quarter of a second when it doubles.
 */
function plainValues(json: string): Written[] | null {
  if (/[\u0000-\u001F\\{]/.test(json) || json[0] !== '[' || json.at(-1) !== ']') return null
  const close = json.length - 1
  const values: Written[] = []
  for (let at = 1; ;) {
    let end: number
    if (json.charCodeAt(at) === quote) {
      end = json.indexOf('"', at + 1)
      if (end < 0) return null
      values.push(json.slice(at + 1, end++))
    } else {
      end = json.indexOf(',', at)
      if (end < 0) end = close
      const word = json.slice(at, end)
      if (word === 'null') values.push(null)
      else if (/^(?:0|-?[1-9]\d{0,14})$/.test(word)) values.push(Number(word))
      else return null
    }
    if (end === close) return values
    if (json.charCodeAt(end) !== comma) return null
    at = end + 1
  }
}

/** The JSON of an op's `val` or `old`, as it is written. Most hold no long number: only then each is looked at. */
export function parseValues(json: string): Written[] {
  const plain = plainValues(json)
  if (plain) return plain
  if (!/\d{16}/.test(json)) return JSON.parse(json) as Written[]
  // What the type of TypeScript does not know yet: the text of the number (ECMAScript, JSON.parse source access).
  const exact = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    !Number.isSafeInteger(value) && context?.source && /^-?\d+$/.test(context.source) ? BigInt(context.source) : value
  return JSON.parse(json, exact) as Written[]
}

export const isElsewhere = (value: unknown): value is Elsewhere =>
  typeof value === 'object' && value !== null && !Buffer.isBuffer(value)

/** A written value as it is bound to a column of this type. */
export function valueOf(written: Exclude<Written, Elsewhere>, type: ColumnType): Value {
  return type === 'blob' && typeof written === 'string' ? Buffer.from(written, 'hex') : written
}
