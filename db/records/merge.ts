/** Merging on one machine's database: applying, cards, rules between rows, and making rows again. */
import { setImmediate } from 'node:timers/promises'
import type Database from 'better-sqlite3'
import { type Applied, type Applier, createApplier } from './apply.ts'
import { type Choice, createConflicts } from './conflicts.ts'
import { type Closed, createKnowledge, type Seen } from './knowledge.ts'
import { createRows, type MergeRows } from './mergeRows.ts'
import { createRebuilder, type Rebuilder } from './rebuild.ts'
import type { Recorder } from './recorder.ts'
import { createSettler, type OwnOp, type SettleRule } from './settle.ts'
import type { SyncedTable } from './tables.ts'

export interface MergeOptions {
  raw: Database.Database
  recorder: Recorder
  tables: readonly SyncedTable[]
  rules: readonly SettleRule[]
}

/** All of it inside a transaction of the writer. */
export interface Merge extends Applier, Rebuilder {
  /**
   * Closes what was done here into a segment of this machine's chain, with what the machine has read of the others;
   * null when nothing was done. Before every apply.
   */
  closeOwn(chain: string, seen: Seen): number | null
  /** Settles what the open act touched, and takes away the cards it settled; before the act ends. */
  settleOwn(): void
  /** Writes what a person chose as a new change that has seen both. @throws NoConflict */
  resolve(conflict: string, choice: Choice): void
}

export type { Applied, Seen }

/** Runs a generator to its end without a pause: in tests, and where nobody waits. */
export function runThrough<R>(steps: Generator<void, R>): R {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * Runs a generator to its end and lets others work after so many milliseconds, again and again; also at the end,
 * for what follows is a commit, which takes as long as a slice.
 */
export async function runInSlices<R>(steps: Generator<void, R>, ms = 15): Promise<R> {
  for (;;) {
    const until = performance.now() + ms
    let step = steps.next()
    while (!step.done && performance.now() < until) step = steps.next()
    await setImmediate()
    if (step.done) return step.value
  }
}

export function createMerge({ raw, recorder, tables, rules }: MergeOptions): Merge {
  const byNumber = new Map<number, MergeRows>()
  const byName = new Map<string, MergeRows>()
  for (const table of tables) {
    const rows = createRows(raw, table)
    byNumber.set(table.number, rows)
    byName.set(table.name, rows)
  }
  const known = (rows: MergeRows | undefined): MergeRows => {
    if (!rows) throw new TypeError('no synced table')
    return rows
  }

  const devices = new Map<number, string>()
  const device = raw.prepare<[number], string>('SELECT id FROM device WHERE n = ?').pluck()
  function deviceOf(n: number): string {
    const found = devices.get(n) ?? device.get(n) ?? ''
    // This machine may still get its id.
    if (found !== '') devices.set(n, found)
    return found
  }

  const knowledge = createKnowledge(raw)
  const conflicts = createConflicts({ raw, knowledge, deviceOf })
  const settler = createSettler({ raw, rules, rowsOf: (name) => known(byName.get(name)), deviceOf })
  const applier = createApplier({
    raw,
    recorder,
    knowledge,
    conflicts,
    settler,
    rowsOf: (n) => byNumber.get(n),
    deviceOf,
  })
  const rebuilder = createRebuilder({ raw, conflicts, settler, tables: [...byNumber.values()], deviceOf })

  const ruled = tables.filter(({ name }) => settler.hasRules(name)).map(({ number }) => number)
  const someCard = raw.prepare<[], 1>('SELECT 1 FROM conflict LIMIT 1').pluck()
  // The open act's ops are the last ones of the log.
  const ownOps = raw.prepare<[], OwnOp & { row: string; tbl: number }>(
    `SELECT row, tbl, mask, val, old FROM op
     WHERE seq > coalesce((SELECT seq FROM op WHERE tx <> (SELECT tx FROM ctx) ORDER BY seq DESC LIMIT 1), 0)
       AND (tbl IN (${ruled.join(', ')}) OR row IN (SELECT row FROM conflict)) ORDER BY seq DESC`,
  )

  function settleRows(): void {
    const touched = settler.touched()
    for (const [row, ops] of Map.groupBy(ownOps.all(), (op) => op.row)) {
      const rows = byNumber.get(ops[0]?.tbl ?? 0)
      if (!rows) continue
      if (conflicts.hasCard(row)) conflicts.refresh(rows, row)
      if (!settler.hasRules(rows.table.name)) continue
      settler.touchBefore(rows, row, ops, touched)
      settler.touch(rows, row, touched)
    }
    settler.settle(touched)
  }

  // What was just closed are the last ops of the log.
  const writtenUnknowing = raw.prepare<[number, number], { row: string; tbl: number }>(
    `SELECT DISTINCT row, tbl FROM op o WHERE seq >= (SELECT min(first_op) FROM tx WHERE seg = ?)
       AND EXISTS (SELECT 1 FROM op x WHERE x.row = o.row AND x.stamp >= ? AND x.dev <> o.dev)`,
  )

  /** The cards of rows that were written here over what the header, which speaks of no gaps, cannot say was known. */
  function askAgain({ id, unseenFrom }: Closed): void {
    if (unseenFrom === Number.MAX_SAFE_INTEGER) return
    for (const { row, tbl } of writtenUnknowing.all(id, unseenFrom)) {
      const rows = byNumber.get(tbl)
      if (rows) conflicts.refresh(rows, row)
    }
  }

  return {
    ...applier,
    ...rebuilder,
    closeOwn(chain, seen) {
      const closed = knowledge.closeOwn(chain, seen)
      if (closed) askAgain(closed)
      return closed?.n ?? null
    },
    settleOwn() {
      if (ruled.length > 0 || someCard.get()) settleRows()
    },
    resolve: (id, choice) => conflicts.resolve((n) => known(byNumber.get(n)), id, choice),
  }
}
