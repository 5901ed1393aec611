/**
 * What a row is, given its changes. Promises (each with a test in tests/db/merge.rules.test.ts):
 *  1. A row is a function of the set of its changes: their order of arrival, grouping and repetition never matter.
 *  2. Each column holds the value of the latest change that wrote it, by (stamp, device). Devices are compared by
 *     their global ids, which are alike everywhere, never by the numbers that a machine gives them.
 *  3. A row is there when its latest change is not a deletion. A deletion hides the row and forgets no value: a
 *     later change of one column brings it back whole, a later insertion writes every column anew. So an edit
 *     that loses against a deletion, or wins over it, never leaves half a row behind.
 *  4. A row shows itself when all its columns that may not be empty have arrived.
 *  5. Nothing is lost in silence: of changes written without knowing of each other the losing one makes a card.
 */

import { existence, hasBit } from './tables.ts'

/** A value as JSON holds it; a blob is written in hexadecimal. */
export type Written = string | number | bigint | null

/** The value as JSON. */
export const written = (value: Written): string => (typeof value === 'bigint' ? `${value}` : JSON.stringify(value))

/** A moment of the hybrid clock, told apart by the device. */
export interface Stamped {
  stamp: number
  /** Global id. */
  device: string
}

/** One change of one row. */
export interface Change extends Stamped {
  /** Columns as bits, without the one of existence. */
  mask: number
  deletes: boolean
  /** One value per bit, lowest first; null where the row is deleted. */
  readonly values: readonly Written[] | null
}

export interface Cell extends Stamped {
  value: Written
}

export interface RowState {
  /** False when the latest change is a deletion. */
  alive: boolean
  cells: ReadonlyMap<number, Cell>
}

const half = 2 ** 26

const high = (mask: number): number => Math.floor(mask / half)
const low = (mask: number): number => mask % half

/** The bits of `mask` that `other` has not. Masks have up to 52 bits: more than JavaScript's own operators take. */
export const without = (mask: number, other: number): number =>
  (high(mask) & ~high(other)) * half + (low(mask) & ~low(other))

/** Whether the masks share a bit. */
export const overlap = (mask: number, other: number): boolean =>
  (high(mask) & high(other)) !== 0 || (low(mask) & low(other)) !== 0

export const either = (mask: number, other: number): number =>
  (high(mask) | high(other)) * half + (low(mask) | low(other))

/** Numbers of the bits, lowest first: the order of the values. */
export function bitsOf(mask: number): number[] {
  const bits: number[] = []
  for (let part = low(mask), bit = 0; part !== 0; part >>>= 1, bit++) if (part & 1) bits.push(bit)
  for (let part = high(mask), bit = 26; part !== 0; part >>>= 1, bit++) if (part & 1) bits.push(bit)
  return bits
}

/** Below zero when `a` is the earlier one. */
export function compareStamps(a: Stamped, b: Stamped): number {
  if (a.stamp !== b.stamp) return a.stamp - b.stamp
  return a.device < b.device ? -1 : a.device > b.device ? 1 : 0
}

export const isDeletion = (change: Pick<Change, 'deletes'>): boolean => change.deletes

/** The row that these changes make; `changes` in any order. Null when there are none. */
export function foldRow(changes: readonly Change[]): RowState | null {
  const cells = new Map<number, Cell>()
  const ordered = changes.length > 1 ? [...changes].sort(compareStamps) : changes
  for (const { stamp, device, mask, values } of ordered) {
    if (!values) continue
    let at = 0
    for (const bit of bitsOf(mask)) cells.set(bit, { stamp, device, value: values[at++] ?? null })
  }
  const last = ordered.at(-1)
  return last ? { alive: !isDeletion(last), cells } : null
}

/** Columns that may not be empty, and those of them for which the table has no value of its own. */
export interface Needs {
  filled: number
  given: number
}

/** Promise 4. */
export function isShown(state: RowState | null, needs: Needs): state is RowState {
  if (!state?.alive) return false
  return bitsOf(needs.filled).every((bit) => {
    const cell = state.cells.get(bit)
    return cell ? cell.value !== null : !hasBit(needs.given, bit)
  })
}

/** Two changes of one thing, made without knowing of each other; the winner is what the row shows. */
export interface Clash<C extends Change> {
  /** The column, or `existence` when one deleted the row and the other changed it. */
  bit: number
  winner: C
  loser: C
}

/** Whether the first was written on a machine that had the second. */
export type Knew<C extends Change> = (later: C, earlier: C) => boolean

/** Those that nobody who knew them has written over, earliest first. */
const headsOf = <C extends Change>(changes: readonly C[], knew: Knew<C>): C[] =>
  changes.filter((one) => !changes.some((other) => other !== one && knew(other, one))).sort(compareStamps)

export const valueAt = ({ mask, values }: Change, bit: number): Written => values?.[bitsOf(mask).indexOf(bit)] ?? null

/** The row's deletion against a change of it: at most one clash. */
function existenceClash<C extends Change>(changes: readonly C[], knew: Knew<C>): Clash<C>[] {
  const heads = headsOf(changes, knew)
  const winner = heads.at(-1)
  if (!winner) return []
  const loser = heads.findLast((one) => isDeletion(one) !== isDeletion(winner))
  return loser ? [{ bit: existence, winner, loser }] : []
}

/** A deletion writes over every column, so what it knew is no longer in question. */
function columnClashes<C extends Change>(changes: readonly C[], knew: Knew<C>, bit: number): Clash<C>[] {
  const writers = changes.filter((one) => isDeletion(one) || hasBit(one.mask, bit))
  const heads = headsOf(writers, knew).filter((one) => !isDeletion(one))
  const winner = heads.at(-1)
  if (!winner) return []
  const value = valueAt(winner, bit)
  return heads.filter((one) => valueAt(one, bit) !== value).map((loser) => ({ bit, winner, loser }))
}

/**
 * What a person has to look at in this row: column by column the values that were written at the same time, and
 * whether it was deleted by one and changed by another. Whoever writes the thing anew, having both, settles it.
 */
export function clashesOf<C extends Change>(changes: readonly C[], knew: Knew<C>): Clash<C>[] {
  // Mostly each was written with the one before at hand, and so with all before: to know is handed on.
  const ordered = [...changes].sort(compareStamps)
  if (ordered.every((one, at) => at === 0 || knew(one, ordered[at - 1] ?? one))) return []
  const clashes = existenceClash(changes, knew)
  if (!foldRow(changes)?.alive) return clashes
  const written = changes.reduce((mask, one) => (isDeletion(one) ? mask : either(mask, one.mask)), 0)
  return [...clashes, ...bitsOf(written).flatMap((bit) => columnClashes(changes, knew, bit))]
}
