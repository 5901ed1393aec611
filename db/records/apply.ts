/**
 * Takes in what other machines wrote (merge.rules.ts says what a row is then). Promises:
 *  1. Segments in any order, in parts, any number of times: rows, histories, cards and what rules say end alike.
 *  2. The log itself decides: the later ops of the row are asked for by its index, and nothing else is kept.
 *  3. A change of a table or column that is not known yet waits in `op_aside`, one by one; what is known of it is
 *     applied. `takeAside` applies the rest once the program knows more.
 *  4. A stamp from far ahead is believed and does not draw our clock along: the row alone is marked in `ahead`.
 *  5. Nothing of it is recorded again.
 * Whoever applies has closed this machine's own changes before (`knowledge.closeOwn`) and moves its cursor in the
 * same transaction. A segment is checked whole before any of it is written.
 */
import type Database from 'better-sqlite3'
import {
  hasUnknown,
  type IncomingAct,
  type IncomingChange,
  type KnownChange,
  knownPart,
  type Segment,
  shapeOf,
} from './incoming.ts'
import { bitsOf, overlap, without, type Written } from './merge.rules.ts'
import { columnMask, type LoggedOp, type MergeRows, stateOf } from './mergeRows.ts'
import type { OpAsideEntity as Aside } from './merge.entity.ts'
import type { Knowledge, Place } from './knowledge.ts'
import type { Conflicts } from './conflicts.ts'
import type { Recorder } from './recorder.ts'
import type { Settler, Touched } from './settle.ts'
import { hasBit } from './tables.ts'

export interface Applied {
  /** Changes that were new. */
  applied: number
  repeated: number
  aside: number
  /** Names of the tables whose rows may be others now. */
  tables: Set<string>
}

interface ReadyAct {
  act: IncomingAct
  /** Each change whole, as far as it is known, and whether some of it has to wait. */
  changes: { whole: IncomingChange; known: KnownChange | null; waits: boolean }[]
}

interface LaterOp {
  stamp: number
  dev: number
  mask: number
  gone: 0 | 1
  tx: number
}

export interface ApplyDeps {
  raw: Database.Database
  recorder: Recorder
  knowledge: Knowledge
  conflicts: Conflicts
  settler: Settler
  /** Undefined: not known yet. */
  rowsOf(table: number): MergeRows | undefined
  deviceOf(dev: number): string
}

/** One change on its way, with what is the same for its whole segment. */
interface Arrival {
  change: KnownChange
  device: string
  dev: number
  place: Place
  /** Ops from this stamp on may be unknown to the writer. */
  unseenFrom: number
  result: Applied
  touched: Touched
  /** Rows whose cards are to be made anew. */
  doubtful: Map<string, MergeRows>
}

export interface Applier {
  /** One step per change, so that whoever drives it can pause. @throws MalformedSegment, before anything is written */
  apply(segment: Segment): Generator<void, Applied>
  /** Applies changes put aside that are known now, after the given one; null when none is left. */
  takeAside(after: Aside | null, most: number): { last: Aside | null; tables: Set<string> }
}

export function createApplier(deps: ApplyDeps): Applier {
  const { raw, recorder, knowledge, conflicts, settler, rowsOf, deviceOf } = deps
  const addOp = raw.prepare<[number, number, string, number, number, number, string | null]>(
    'INSERT OR IGNORE INTO op(stamp, dev, row, tx, tbl, mask, val) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const hasOp = raw
    .prepare<[string, number, number], 1>('SELECT 1 FROM op WHERE row = ? AND stamp = ? AND dev = ?')
    .pluck()
  const laterOps = raw.prepare<[string, number, number, number, number], LaterOp>(
    `SELECT stamp, dev, mask, val IS NULL AS gone, tx FROM op
     WHERE row = ? AND stamp >= ? AND NOT (stamp = ? AND dev = ?) AND tbl = ?`,
  )
  const opsOf = raw.prepare<[string, number], LoggedOp>(
    'SELECT stamp, dev, tbl, mask, val FROM op WHERE row = ? AND tbl = ?',
  )
  const actOf = raw.prepare<[number, number], number>('SELECT id FROM tx WHERE seg = ? AND stamp = ?').pluck()
  const putAside = raw.prepare<
    [Aside]
  >(`INSERT OR IGNORE INTO op_aside(row, stamp, device, tbl, mask, val, seg, act_stamp,
    person, act) VALUES (@row, @stamp, @device, @tbl, @mask, @val, @seg, @actStamp, @person, @act)`)
  const someAside = raw.prepare<
    [string, number, string, number],
    Aside
  >(`SELECT row, stamp, device, tbl, mask, val, seg,
      act_stamp AS actStamp, person, act FROM op_aside WHERE (row, stamp, device) > (?, ?, ?)
    ORDER BY row, stamp, device LIMIT ?`)
  const dropAside = raw.prepare<[string, number, string]>(
    'DELETE FROM op_aside WHERE row = ? AND stamp = ? AND device = ?',
  )
  const complete = raw.prepare<[number, string | null, string, number, number]>(
    'UPDATE op SET mask = ?, val = ? WHERE row = ? AND stamp = ? AND dev = ?',
  )

  /** Makes the row by its whole log; gives how many changes that is. */
  function putRow(rows: MergeRows, row: string): number {
    const ops = opsOf.all(row, rows.table.number)
    rows.put(row, stateOf(ops, deviceOf))
    return ops.length
  }

  /** Whether one of the two was written over the other without knowing of it. */
  function mayClash({ change, device, place }: Arrival, other: LaterOp): boolean {
    if (deviceOf(other.dev) === device) return false
    if (other.gone !== 1 && change.val !== null && !overlap(columnMask(other.mask), columnMask(change.mask)))
      return false
    const otherPlace = knowledge.placeOf(other.tx)
    return !knowledge.knew(place, otherPlace) && !knowledge.knew(otherPlace, place)
  }

  /** Writes what of a new op shows. */
  function show(arrival: Arrival): void {
    const { change, device, dev, unseenFrom, doubtful } = arrival
    const { row, stamp, values, rows } = change
    let left = columnMask(change.mask)
    let isLast = true
    let isDoubtful = false
    for (const other of laterOps.all(row, Math.min(stamp, unseenFrom), stamp, dev, rows.table.number)) {
      isDoubtful ||= mayClash(arrival, other)
      if (other.stamp < stamp || (other.stamp === stamp && deviceOf(other.dev) < device)) continue
      isLast = false
      if (other.gone === 0) left = without(left, columnMask(other.mask))
    }
    if (!values) {
      if (isLast) rows.remove(row)
    } else if (isLast || left > 0) {
      isDoubtful = write(change, values, left, isLast) || isDoubtful
    }
    if (isDoubtful || conflicts.hasCard(row)) doubtful.set(row, rows)
  }

  /** True when other changes of the row, which it did not show, show now: so may their cards. */
  function write(change: KnownChange, values: readonly Written[], left: number, isLast: boolean): boolean {
    const { row, rows } = change
    const columns = columnMask(change.mask)
    if (hasEmpty(rows, columns, values)) return putRow(rows, row) > 1
    if (isLast && columns === rows.known) {
      rows.write(row, columns, values)
      return false
    }
    const bits = left === columns ? [] : bitsOf(columns)
    const kept = left === columns ? values : values.filter((_, place) => hasBit(left, bits[place] ?? 0))
    return !rows.edit(row, left, kept) && putRow(rows, row) > 1
  }

  const hasEmpty = ({ needs }: MergeRows, columns: number, values: readonly Written[]): boolean =>
    values.includes(null) && bitsOf(columns).some((bit, place) => values[place] === null && hasBit(needs.filled, bit))

  function takeChange(arrival: Arrival, act: () => number): void {
    const { result, touched, dev } = arrival
    const { row, stamp, table, mask, val, rows } = arrival.change
    if (addOp.run(stamp, dev, row, act(), table, mask, val).changes === 0) {
      result.repeated++
      return
    }
    result.applied++
    result.tables.add(rows.table.name)
    const isRuled = settler.hasRules(rows.table.name)
    if (isRuled) settler.touch(rows, row, touched)
    show(arrival)
    if (isRuled) settler.touch(rows, row, touched)
  }

  function finish({ touched, doubtful }: Pick<Arrival, 'touched' | 'doubtful'>): void {
    for (const [row, rows] of doubtful) conflicts.refresh(rows, row)
    settler.settle(touched)
  }

  /** The act's number here, given when it is first asked for. */
  function actNumber({ stamp, person, act }: IncomingAct, dev: number, seg: number, isNew: boolean): () => number {
    let id = isNew ? undefined : actOf.get(seg, stamp)
    return () => (id ??= recorder.addForeignAct({ stamp, dev, person, act, seg }))
  }

  /** Tells the changes of a segment that came before, in whole or in part, and counts them. */
  function repetitionsOf({ device, chain, n }: Segment, result: Applied): (change: IncomingChange) => boolean {
    if (!knowledge.has(chain, n)) return () => false
    const dev = recorder.numberOfDevice(device)
    return ({ row, stamp }) => {
      const isRepeated = hasOp.get(row, stamp, dev) !== undefined
      if (isRepeated) result.repeated++
      return isRepeated
    }
  }

  /** Reads all of it before any of it is written. @throws MalformedSegment */
  function* check(segment: Segment, isRepeated: (change: IncomingChange) => boolean): Generator<void, ReadyAct[]> {
    const acts: ReadyAct[] = []
    for (const act of segment.acts) {
      const changes: ReadyAct['changes'] = []
      for (const change of act.changes) {
        if (isRepeated(change)) continue
        const rows = rowsOf(change.table)
        changes.push({ whole: change, known: knownPart(change, rows), waits: hasUnknown(change, rows) })
        yield
      }
      acts.push({ act, changes })
    }
    return acts
  }

  function* apply(segment: Segment): Generator<void, Applied> {
    const { low } = shapeOf(segment)
    const result: Applied = { applied: 0, repeated: 0, aside: 0, tables: new Set() }
    const acts = yield* check(segment, repetitionsOf(segment, result))
    if (knowledge.isOpen()) throw new Error('what was done here is not closed into a segment')
    const { device, seen, n } = segment
    const dev = recorder.numberOfDevice(device)
    const chain = knowledge.chainId(segment.chain)
    const { id: seg, isNew } = knowledge.note({ chain, n, seen, low })
    const shared = {
      ...{ device, dev, place: { chain, n }, result, unseenFrom: knowledge.unseenFrom(chain, seen) },
      ...{ touched: settler.touched(), doubtful: new Map<string, MergeRows>() },
    }
    // Before any act is written: with an act goes how far our clock has come.
    for (const { changes } of acts) for (const { whole } of changes) recorder.follow(whole)
    for (const { act, changes } of acts) {
      const number = actNumber(act, dev, seg, isNew)
      for (const { whole, known, waits } of changes) {
        if (waits) result.aside += keep(whole, act, device, seg)
        if (known) takeChange({ ...shared, change: known }, number)
        yield
      }
    }
    finish(shared)
    return result
  }

  /** Puts a change aside; 0 when it lies there already. */
  function keep(change: IncomingChange, act: IncomingAct, device: string, seg: number): number {
    const { table: tbl, row, stamp, mask, val } = change
    const { stamp: actStamp, person, act: deed } = act
    return putAside.run({ tbl, row, stamp, mask, val, device, seg, actStamp, person, act: deed }).changes
  }

  function takeAside(after: Aside | null, most: number): { last: Aside | null; tables: Set<string> } {
    const some = someAside.all(after?.row ?? '', after?.stamp ?? -1, after?.device ?? '', most)
    const tables = new Set<string>()
    const shared = { touched: settler.touched(), doubtful: new Map<string, MergeRows>() }
    for (const aside of some) {
      const change: IncomingChange = { ...aside, table: aside.tbl }
      const known = knownPart(change, rowsOf(aside.tbl))
      if (!known) continue
      takeOne(aside, known, shared.touched)
      shared.doubtful.set(aside.row, known.rows)
      tables.add(known.rows.table.name)
      if (!hasUnknown(change, known.rows)) dropAside.run(aside.row, aside.stamp, aside.device)
    }
    finish(shared)
    return { last: some.at(-1) ?? null, tables }
  }

  function takeOne({ device, seg, actStamp, person, act }: Aside, known: KnownChange, touched: Touched): void {
    const { row, stamp, table, mask, val, rows } = known
    const dev = recorder.numberOfDevice(device)
    const number = actNumber({ stamp: actStamp, person, act }, dev, seg, false)
    settler.touch(rows, row, touched)
    if (complete.run(mask, val, row, stamp, dev).changes === 0) addOp.run(stamp, dev, row, number(), table, mask, val)
    putRow(rows, row)
    settler.touch(rows, row, touched)
  }

  return { apply, takeAside }
}
