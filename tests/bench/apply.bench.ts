/**
 * How quickly changes of other machines are taken in, beside a plain log with an upsert in the same run; and how
 * quickly rows are made again. `OPS` sets how many changes the log holds before (100,000; the limits are meant for
 * 1,000,000), `TAKEN` how many are taken in by each measure (10,000).
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm'
import { tables } from '#db/entities.ts'
import { migrations } from '#db/migrations/index.ts'
import { type Db, openDb, type Tx } from '#db/open.ts'
import type { IncomingChange, Segment } from '#db/records/incoming.ts'
import { runInSlices } from '#db/records/merge.ts'
import type { Slice } from '#db/records/rebuild.ts'
import { bitOf, existence, synced } from '#db/records/tables.ts'
import { checkpointBeside, startCheckpoints } from '#core/lib/checkpoint.ts'
import { silentLog } from '#core/lib/log.ts'
import { random } from './invented.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const ops = Number(process.env.OPS ?? 100_000)
const taken = Number(process.env.TAKEN ?? 10_000)
const opsPerRow = 5
const rows = ops / opsPerRow
/** Changes of a segment when nobody works, and while somebody does (design.md §5). */
const atRest = 2000
const atWork = 500

type Field = `c${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`
type Thing = { id: string } & Record<Field, string>
const fields = Array.from({ length: 10 }, (_, n) => `c${n}` as Field)

const thing = synced(
  new EntitySchema<Thing>({
    name: 'thing',
    columns: {
      id: { type: 'text', primary: true },
      ...(Object.fromEntries(fields.map((name) => [name, { type: 'text' }])) as Record<Field, { type: 'text' }>),
    },
  }),
  {
    number: 901,
    space: { fixed: 'prova' },
    columns: Object.fromEntries(fields.map((name, n) => [name, n])) as Record<Field, number>,
  },
)

class Things20990101100000 implements MigrationInterface {
  name = 'Things20990101100000'
  async up(run: QueryRunner): Promise<void> {
    for (const name of ['thing', 'plain_thing']) {
      await run.query(
        `CREATE TABLE ${name}(id TEXT PRIMARY KEY NOT NULL, ${fields.map((field) => `${field} TEXT NOT NULL`).join()}) STRICT`,
      )
    }
    await run.query(`CREATE TABLE plain_op(seq INTEGER PRIMARY KEY NOT NULL, stamp INTEGER NOT NULL, dev INTEGER NOT NULL,
      row TEXT NOT NULL, tx INTEGER NOT NULL, tbl INTEGER NOT NULL, mask INTEGER NOT NULL, val TEXT, old TEXT)`)
    await run.query('CREATE UNIQUE INDEX plain_op_row ON plain_op(row, stamp, dev)')
  }
  async down(): Promise<void> {}
}

const next = random(11)
const word = (): string => Math.floor(next() * 1e9).toString(36)
const start = 1_700_000_000_000_000
const whole = fields.reduce((mask, _, n) => mask + bitOf(n), 0)

/** As UUIDv7 they rise with the time they are made, and end in chance. */
const idOf = (n: number): string =>
  `018f-${n.toString(16).padStart(8, '0')}-${((n * 2654435761) % 4294967296).toString(16).padStart(8, '0')}-0000`

let made = rows
let clock = start + ops * 1000

function insertion(): IncomingChange {
  const val = JSON.stringify(fields.map(word))
  return { table: 901, row: idOf(made++), stamp: (clock += 1000), mask: whole + bitOf(existence), val }
}

function edition(row: number, isStale: boolean): IncomingChange {
  const first = Math.floor(next() * 9)
  const stamp = isStale ? start + Math.floor(next() * ops) * 1000 + 7 : (clock += 1000)
  return {
    table: 901,
    row: idOf(row),
    stamp,
    mask: bitOf(first) + bitOf(first + 1),
    val: JSON.stringify([word(), word()]),
  }
}

const anyRow = (): number => Math.floor(next() * rows)
const kinds: Record<string, () => IncomingChange> = {
  mixed: () => (next() < 0.5 ? insertion() : edition(anyRow(), next() < 0.2)),
  recent: () => edition(Math.floor(rows * (0.95 + next() * 0.05)), false),
  random: () => edition(anyRow(), false),
}

let number = 1
/** One after another, as they come from the share: who holds them all pays for it with pauses of the collector. */
function* segments(change: () => IncomingChange, ofSegment: number): Generator<Segment> {
  for (let left = taken; left > 0; left -= ofSegment) {
    const changes = Array.from({ length: ofSegment }, change)
    const stamp = changes.at(-1)?.stamp ?? 0
    yield {
      device: 'far',
      chain: 'far',
      n: number++,
      seen: { near: 1 },
      acts: [{ stamp, person: 'ada', act: 'bench', changes }],
    }
  }
}

async function fill(db: Db): Promise<void> {
  const slice = 20_000
  for (let from = 0; from < ops; from += slice) {
    await db.write(({ raw, recorder }) => {
      const near = recorder.numberOfDevice('near')
      raw.exec(`INSERT OR IGNORE INTO chain(id, name) VALUES (1, 'near'); INSERT OR IGNORE INTO segment(id, chain, n, low) VALUES (1, 1, 1, ${start});
        INSERT OR IGNORE INTO tx(id, stamp, dev, act, seg) VALUES (1, ${start}, ${near}, 'bench', 1); UPDATE ctx SET tx = 2`)
      const op = raw.prepare('INSERT INTO op(stamp, dev, row, tx, tbl, mask, val) VALUES (?, ?, ?, 1, 901, ?, ?)')
      const put = raw.prepare(`INSERT INTO thing VALUES (?${', ?'.repeat(10)})`)
      const sets = fields.map((field) => raw.prepare(`UPDATE thing SET ${field} = ? WHERE id = ?`))
      recorder.silently(() => {
        for (let n = from; n < Math.min(from + slice, ops); n++) {
          const stamp = start + n * 1000
          if (n < rows) {
            const values = fields.map(word)
            op.run(stamp, near, idOf(n), whole + bitOf(existence), JSON.stringify(values))
            put.run(idOf(n), ...values)
          } else {
            const row = anyRow()
            const field = Math.floor(next() * 10)
            const value = word()
            op.run(stamp, near, idOf(row), bitOf(field), JSON.stringify([value]))
            sets[field]?.run(value, idOf(row))
          }
        }
      })
    }, 'derived')
  }
  await db.write(({ raw }) => {
    raw.exec('INSERT INTO plain_op SELECT * FROM op; INSERT INTO plain_thing SELECT * FROM thing')
  }, 'derived')
}

const take = ({ recorder, merge }: Tx, segment: Segment) => recorder.silently(() => runInSlices(merge.apply(segment)))

/** The same changes without any question: what the log and the rows cost by themselves. */
function plainly({ raw }: Tx): (segment: Segment) => void {
  const op = raw.prepare(
    'INSERT OR IGNORE INTO plain_op(stamp, dev, row, tx, tbl, mask, val) VALUES (?, 2, ?, 1, 901, ?, ?)',
  )
  const put = raw.prepare(
    `INSERT INTO plain_thing VALUES (?${', ?'.repeat(10)}) ON CONFLICT(id) DO UPDATE SET ${fields.map((field) => `${field} = excluded.${field}`).join()}`,
  )
  const edits = fields.map((field, n) =>
    raw.prepare(`UPDATE plain_thing SET ${field} = ?, c${n + 1} = ? WHERE id = ?`.replace(', c10 = ?', '')),
  )
  return ({ acts }) => {
    for (const { changes } of acts) {
      for (const { stamp, row, mask, val } of changes) {
        op.run(stamp, row, mask, val)
        const values = JSON.parse(val ?? '[]') as string[]
        if (values.length === 10) put.run(row, ...values)
        else edits[Math.log2(mask / 3)]?.run(...values, row)
      }
    }
  }
}

/** Changes a second, without the time that making them takes. */
async function timed(run: (segment: Segment) => Promise<unknown>, list: Iterable<Segment>): Promise<number> {
  let ms = 0
  let changes = 0
  for (const segment of list) {
    const began = performance.now()
    await run(segment)
    ms += performance.now() - began
    for (const act of segment.acts) changes += act.changes.length
    await setImmediate()
  }
  return (changes / ms) * 1000
}

const folder = mkdtempSync(join(tmpdir(), 'smart-coop-apply-'))
let broken = 0
const figure = (what: string, value: number, limit: number, isLeast = true): void => {
  const isHeld = isLeast ? value >= limit : value <= limit
  if (!isHeld) broken++
  print(
    `  ${what}: ${value < 100 ? value.toFixed(2) : Math.round(value)} (limit ${isLeast ? '>=' : '<='} ${limit}${isHeld ? '' : ', BROKEN'})`,
  )
}

try {
  const file = join(folder, 'smart-coop.db')
  const key = randomBytes(32)
  const db = await openDb({
    ...{ file, key, create: true, device: 'here' },
    ...{ copy: async () => '', newestCopy: () => null },
    ...{ tables: [...tables, thing], migrations: [...migrations, Things20990101100000] },
  })
  // As in the program: the log is given back beside this thread.
  const checkpoints = startCheckpoints({ file, key, betweenWrites: db.betweenWrites, log: silentLog })
  const began = performance.now()
  await fill(db)
  print(`filled with ${ops} changes of ${rows} rows in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  await checkpointBeside({ file, key, betweenWrites: db.betweenWrites })
  const limits: Record<string, number> = { mixed: 10_000, recent: 20_000, random: 6_000 }
  let repeated: readonly Segment[] = []
  for (const [kind, change] of Object.entries(kinds)) {
    // A segment stays on the share: it is applied again if the power fails before it has reached the disk here.
    const merge = (segment: Segment) => db.write((tx) => take(tx, segment), 'derived')
    const list = [...segments(change, atRest)]
    const merged = await timed(merge, list)
    const plain = await timed((segment) => db.write((tx) => plainly(tx)(segment), 'derived'), list)
    figure(`${kind} changes a second`, merged, limits[kind] ?? 0)
    figure(`${kind}, times a plain log and upsert, ${Math.round(plain)}/s`, plain / merged, 3, false)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    await timed(merge, segments(change, atWork))
    delay.disable()
    figure(`${kind}, longest block of the thread, ms`, delay.max / 1e6, 50, false)
    if (kind === 'mixed') repeated = list
  }
  figure(
    'repeated changes a second',
    await timed((segment) => db.write((tx) => take(tx, segment), 'derived'), repeated),
    80_000,
  )

  let sum = 0
  let differing = 0
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const rebuilding = performance.now()
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const at: string | null = after
    const slice: Slice = await db.write(
      ({ recorder, merge }) => recorder.silently(() => merge.rebuildSlice(at)),
      'derived',
    )
    sum += slice.ops
    differing += slice.differing
    after = slice.next
    await setImmediate()
  }
  const rebuilt = (sum / (performance.now() - rebuilding)) * 1000
  delay.disable()
  figure('rebuilt changes a second', rebuilt, 100_000)
  figure('rebuild, longest block of the thread, ms', delay.max / 1e6, 50, false)
  figure('rows that the rebuild found other', differing, 0, false)
  await checkpoints.stop()
  await db.close()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exitCode = broken > 0 ? 1 : 0
