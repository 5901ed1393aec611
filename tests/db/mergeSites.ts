/** Machines for the tests of merging: each has its own database in memory, with two invented tables and a rule. */
import Database from 'better-sqlite3'
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm'
import { Foundation20261124100000 } from '#db/migrations/20261124-foundation.ts'
import { Merge20261124140000 } from '#db/migrations/20261124-merge.ts'
import type { Segment } from '#db/records/incoming.ts'
import type { Seen } from '#db/records/knowledge.ts'
import { createMerge, type Merge, runThrough } from '#db/records/merge.ts'
import { createRecorder, type Recorder } from '#db/records/recorder.ts'
import type { SettleRule } from '#db/records/settle.ts'
import { synced, type SyncedTable } from '#db/records/tables.ts'
import { makeTriggers } from '#db/records/triggers.ts'
import { statement } from '#db/statements.ts'

interface Person {
  id: string
  name: string
  role: string | null
  hours: number
  share: number | null
  photo: Buffer | null
}

/** Bits on both sides of the 31 that JavaScript's own operators bear. */
export const personTable = synced(
  new EntitySchema<Person>({
    name: 'person',
    columns: {
      id: { type: 'text', primary: true },
      name: { type: 'text' },
      role: { type: 'text', nullable: true },
      hours: { type: 'integer', default: 0 },
      share: { type: 'real', nullable: true },
      photo: { type: 'blob', nullable: true },
    },
  }),
  { number: 901, space: { fixed: 'prova' }, columns: { name: 0, role: 2, hours: 30, share: 31, photo: 51 } },
)

interface Booking {
  id: string
  desk: string
  day: string
  who: string | null
}

export const bookingTable = synced(
  new EntitySchema<Booking>({
    name: 'booking',
    columns: {
      id: { type: 'text', primary: true },
      desk: { type: 'text' },
      day: { type: 'text' },
      who: { type: 'text', nullable: true },
    },
  }),
  { number: 902, space: { column: 'who' }, columns: { desk: 0, day: 1, who: 2 } },
)

export const testTables = [personTable, bookingTable]

export const ddl = `CREATE TABLE person(id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, role TEXT,
    hours INTEGER NOT NULL DEFAULT 0, share REAL, photo BLOB) STRICT;
  CREATE TABLE booking(id TEXT PRIMARY KEY NOT NULL, desk TEXT NOT NULL, day TEXT NOT NULL, who TEXT) STRICT;
  CREATE INDEX booking_desk ON booking(desk, day);`

/** Two bookings of one desk on one day: the earlier claim holds it. */
export const deskRule: SettleRule = {
  name: 'desk',
  table: 'booking',
  by: ['desk', 'day'],
  settle: (rows) => rows.map((_, at) => (at === 0 ? 'holds' : `lost to ${rows[0]?.id}`)),
}

async function migrate(raw: Database.Database, ...migrations: MigrationInterface[]): Promise<void> {
  // All that a migration asks of TypeORM.
  const run = { query: async (sql: string) => void raw.exec(sql) } as unknown as QueryRunner
  for (const migration of migrations) await migration.up(run)
}

/** The bytes of an empty machine: opening them is quicker than making them again. */
export async function emptyMachine(tables: readonly SyncedTable[] = testTables, sql = ddl): Promise<Buffer> {
  const raw = new Database(':memory:')
  await migrate(raw, new Foundation20261124100000(), new Merge20261124140000())
  raw.exec(sql)
  makeTriggers(raw, tables)
  return raw.serialize()
}

export interface Site {
  device: string
  raw: Database.Database
  recorder: Recorder
  merge: Merge
  /** Its system clock, milliseconds. */
  clock: { now: number }
  /** Forgets everything: to prepare the statements of a new machine takes longer than most lives of one. */
  forget(): void
  /** Something that a person does here; gives what `fn` gives. */
  act<T>(fn: (raw: Database.Database) => T): T
  /** Takes in a segment or a part of one. */
  take(segment: Segment, seen?: Seen): ReturnType<Merge['apply']> extends Generator<void, infer R> ? R : never
  /** Closes what was done here; gives the segments of its chain from the n-th on. */
  send(seen: Seen, from?: number): Segment[]
  write<T>(fn: () => T): T
}

export interface SiteOptions {
  empty: Buffer
  device: string
  now?: number
  tables?: readonly SyncedTable[]
  rules?: readonly SettleRule[]
}

/**
 * What a recorder gives SQLite to call goes by one that stays: to give a function anew makes every prepared statement
 * be prepared again, and a new recorder with each life took a third of the time of all lives.
 */
function keepFunctions(raw: Database.Database): void {
  const current = new Map<string, (value: unknown) => unknown>()
  const define = raw.function.bind(raw) as (name: string, fn: (value: unknown) => unknown) => unknown
  raw.function = ((name: string, fn: (value: unknown) => unknown) => {
    if (!current.has(name)) define(name, (value) => current.get(name)?.(value))
    current.set(name, fn)
    return raw
  }) as typeof raw.function
}

export function openSite({
  empty,
  device,
  now = 1_700_000_000_000,
  tables = testTables,
  rules = [deskRule],
}: SiteOptions): Site {
  const raw = new Database(empty)
  raw.pragma('recursive_triggers = ON')
  keepFunctions(raw)
  const clock = { now }
  let current = createRecorder(raw, { device, now: () => clock.now })
  const recorder: Recorder = {
    get clock() {
      return current.clock
    },
    follow: (op) => current.follow(op),
    begin: () => current.begin(),
    endAct: (actor) => current.endAct(actor),
    rolledBack: () => current.rolledBack(),
    addForeignAct: (act) => current.addForeignAct(act),
    silently: (fn) => current.silently(fn),
    numberOfDevice: (id) => current.numberOfDevice(id),
  }
  const emptied = [
    'op',
    'tx',
    'ahead',
    'segment',
    'segment_seen',
    'op_aside',
    'conflict',
    'settled',
    ...tables.map(({ name }) => name),
  ]
  const merge = createMerge({ raw, recorder, tables, rules })

  const write: Site['write'] = (fn) => {
    raw.exec('BEGIN IMMEDIATE')
    try {
      recorder.begin()
      const result = fn()
      raw.exec('COMMIT')
      return result
    } catch (error) {
      if (raw.inTransaction) raw.exec('ROLLBACK')
      recorder.rolledBack()
      throw error
    }
  }

  return {
    ...{ device, raw, recorder, merge, clock, write },
    forget() {
      raw.exec(
        `UPDATE ctx SET silent = 1; ${emptied.map((name) => `DELETE FROM ${name};`).join('')} UPDATE ctx SET tx = 1, stamp = 0`,
      )
      clock.now = now
      current = createRecorder(raw, { device, now: () => clock.now })
    },
    act: (fn) =>
      write(() => {
        const result = fn(raw)
        merge.settleOwn()
        recorder.endAct({ person: `person of ${device}`, act: 'test.act' })
        return result
      }),
    take: (segment, seen = {}) =>
      write(() => {
        merge.closeOwn(device, seen)
        const applied = recorder.silently(() => runThrough(merge.apply(segment)))
        recorder.endAct({ person: null, act: 'sync' })
        return applied
      }),
    send(seen, from = 1) {
      write(() => merge.closeOwn(device, seen))
      return segmentsOf(raw, device, seen).filter(({ n }) => n >= from)
    },
  }
}

interface SentOp {
  n: number
  actStamp: number
  person: string | null
  act: string
  tbl: number
  row: string
  stamp: number
  mask: number
  val: string | null
}

/** This machine's own chain, as it would go to the share; `seen` is the header of those that are not sent yet. */
export function segmentsOf(raw: Database.Database, device: string, seen: Seen): Segment[] {
  const ops = statement<[string], SentOp>(
    raw,
    `SELECT s.n, t.stamp AS actStamp, t.person, t.act, o.tbl, o.row, o.stamp, o.mask, o.val
     FROM chain c JOIN segment s ON s.chain = c.id JOIN tx t ON t.seg = s.id JOIN op o ON o.tx = t.id
     WHERE c.name = ? ORDER BY s.n, o.seq`,
  ).all(device)
  return [...Map.groupBy(ops, (op) => op.n)].map(([n, of]) => ({
    ...{ device, chain: device, n, seen },
    acts: [...Map.groupBy(of, (op) => op.actStamp)].map(([stamp, own]) => ({
      ...{ stamp, person: own[0]?.person ?? null, act: own[0]?.act ?? '' },
      changes: own.map(({ tbl, row, stamp: at, mask, val }) => ({ table: tbl, row, stamp: at, mask, val })),
    })),
  }))
}

const quoted = (raw: Database.Database, table: string): string =>
  (raw.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => `quote("${name}")`).join(" || ' ' || ")

/** The rows of a table, byte by byte. */
export const rowsIn = (raw: Database.Database, table: string): string[] =>
  statement<[], string>(raw, `SELECT ${quoted(raw, table)} FROM "${table}" ORDER BY 1`)
    .pluck()
    .all()

/** Everything that must be alike on all machines. */
export function everything(raw: Database.Database): Record<string, string[]> {
  const history = `SELECT o.tbl || ' ' || o.row || ' ' || o.stamp || ' ' || d.id || ' ' || o.mask || ' ' ||
      coalesce(o.val, 'gone') || ' ' || t.stamp || ' ' || coalesce(t.person, '') || ' ' || t.act || ' ' || c.name || ' ' || s.n
    FROM op o JOIN tx t ON t.id = o.tx JOIN device d ON d.n = o.dev AND o.dev = t.dev
      JOIN segment s ON s.id = t.seg JOIN chain c ON c.id = s.chain ORDER BY 1`
  return {
    person: rowsIn(raw, 'person'),
    booking: rowsIn(raw, 'booking'),
    history: statement<[], string>(raw, history).pluck().all(),
    conflict: rowsIn(raw, 'conflict'),
    settled: rowsIn(raw, 'settled'),
    aside: rowsIn(raw, 'op_aside').map((row) => row.slice(0, 20)),
  }
}

/** Makes all rows again; gives how many things were other than the log says. */
export function rebuildAll(site: Site, ops = 7): { rows: number; differing: number } {
  const sum = { rows: 0, differing: 0 }
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const slice = site.write(() => site.recorder.silently(() => site.merge.rebuildSlice(after, ops)))
    sum.rows += slice.rows
    sum.differing += slice.differing
    after = slice.next
  }
  return sum
}
