/** Changes that an older program put aside, taken in by one that knows more. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { tables } from '#db/entities.ts'
import { migrations } from '#db/migrations/index.ts'
import { type Db, openDb } from '#db/open.ts'
import type { IncomingChange } from '#db/records/incoming.ts'
import { bitOf, existence, synced, type SyncedTable } from '#db/records/tables.ts'
import { takeUpAside } from '#core/aside.ts'
import { databaseOf, foreignChange, segmentOf, takeSegments } from '../support/foreign.ts'
import { founder, office } from '../support/office.ts'

const number = 901
const oldThing = synced(
  new EntitySchema<{ id: string; name: string }>({
    name: 'thing',
    columns: { id: { type: 'text', primary: true }, name: { type: 'text' } },
  }),
  { number, space: { fixed: 'prova' }, columns: { name: 0 } },
)
const newThing = synced(
  new EntitySchema<{ id: string; name: string; hours: number }>({
    name: 'thing',
    columns: {
      ...{ id: { type: 'text', primary: true }, name: { type: 'text' } },
      hours: { type: 'integer', default: 0 },
    },
  }),
  { number, space: { fixed: 'prova' }, columns: { name: 0, hours: 1 } },
)

class Things20990101100000 implements MigrationInterface {
  name = 'Things20990101100000'
  async up(run: QueryRunner): Promise<void> {
    await run.query('CREATE TABLE thing(id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL) STRICT')
  }
  async down(): Promise<void> {}
}
class Hours20990101110000 implements MigrationInterface {
  name = 'Hours20990101110000'
  async up(run: QueryRunner): Promise<void> {
    await run.query('ALTER TABLE thing ADD COLUMN hours INTEGER NOT NULL DEFAULT 0')
  }
  async down(): Promise<void> {}
}

const whole = bitOf(0) + bitOf(1) + bitOf(existence)
const thing = (n: number, hours: unknown): IncomingChange => ({
  ...{ table: number, row: `thing ${n}`, stamp: 1_700_000_000_000_000 + n, mask: whole },
  val: JSON.stringify([`Cosa ${n}`, hours]),
})

describe('what was put aside', () => {
  let folder: string
  let key: Buffer
  let db: Db
  const changed = vi.fn()
  const follow = vi.fn()
  const log = vi.fn()

  async function open(thingTable: SyncedTable, steps: (new () => MigrationInterface)[]): Promise<void> {
    db = await openDb({
      ...{ file: join(folder, 'smart-coop.db'), key, create: true, device: 'here' },
      ...{ copy: async () => '', newestCopy: () => null },
      ...{ tables: [...tables, thingTable], migrations: [...migrations, ...steps] },
    })
  }
  /** The program is closed, and opened as a newer one. */
  async function update(): Promise<void> {
    await db.close()
    await open(newThing, [Things20990101100000, Hours20990101110000])
  }
  const takeUp = (known: SyncedTable) =>
    takeUpAside({
      ...{ db, device: 'here', log, changed, tables: [known] },
      followers: { thing: { nouns: ['documents', 'records'], follow: (_raw, ids) => void follow(ids) } },
    })
  const aside = () => Number(db.read.prepare('SELECT count(*) FROM op_aside').pluck().get())
  const hours = () => db.read.prepare('SELECT hours FROM thing ORDER BY id').pluck().all()
  const receive = (changes: IncomingChange[]) =>
    takeSegments({ db, device: 'here' }, [segmentOf('far', 'eva', changes)])

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smart-coop-aside-'))
    key = randomBytes(32)
    vi.clearAllMocks()
    await open(oldThing, [Things20990101100000])
  })
  afterEach(async () => {
    await db.close()
    rmSync(folder, { recursive: true })
  })

  it('shows in its row once the program knows the column; what follows from the row is made again and told', async () => {
    await receive([thing(1, 7), thing(2, 8)])
    expect(aside()).toBe(2)
    await update()
    expect(hours()).toEqual([0, 0])
    await takeUp(newThing).done
    expect(hours()).toEqual([7, 8])
    expect(aside()).toBe(0)
    expect(follow.mock.calls).toEqual([[['thing 1', 'thing 2']]])
    expect(changed.mock.calls).toEqual([['documents'], ['records']])
  })

  it('is left alone, and nothing is written, while the program knows no more of it', async () => {
    await receive([thing(1, 7)])
    const before = db.read.prepare('SELECT * FROM op').all()
    await takeUp(oldThing).done
    expect(aside()).toBe(1)
    expect(db.read.prepare('SELECT * FROM op').all()).toEqual(before)
    expect(follow).not.toHaveBeenCalled()
    expect(changed).not.toHaveBeenCalled()
  })

  it('is taken in to the end by the next opening when this one ended in between', async () => {
    await receive(Array.from({ length: 60 }, (_, n) => thing(n, n + 1)))
    await update()
    await takeUp(newThing).stop()
    const left = aside()
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(60)
    await update()
    await takeUp(newThing).done
    expect(aside()).toBe(0)
    expect(hours().toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 60 }, (_, n) => n + 1))
  })

  it('keeps nothing else back where one change holds what its column cannot', async () => {
    await receive([thing(1, 7), thing(2, 'otto'), thing(3, 9)])
    await update()
    await takeUp(newThing).done
    expect(hours()).toEqual([7, 0, 9])
    expect(db.read.prepare('SELECT row FROM op_aside').pluck().all()).toEqual(['thing 2'])
    expect(log).toHaveBeenCalledWith('records.aside-unfit', expect.anything())
  })

  it('leaves what was done here before in a segment of its own', async () => {
    await receive([thing(1, 7)])
    await db.write(({ raw }) => void raw.exec(`INSERT INTO thing(id, name) VALUES ('mine', 'Mia')`))
    await update()
    await takeUp(newThing).done
    expect(db.read.prepare('SELECT count(*) FROM tx WHERE seg IS NULL').pluck().get()).toBe(0)
  })
})

it('a paper shows what an older program had put aside, and is found by it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smart-coop-aside-'))
  const source = mkdtempSync(join(tmpdir(), 'smart-coop-source-'))
  writeFileSync(join(source, 'carta.txt'), 'una carta')
  const house = await office({ folder })
  try {
    let ada = await house.as()
    let paper = ''
    for await (const event of await ada.documents.takeIn({ paths: [source], until: 'read' }))
      if (event.kind === 'outcome') paper = event.outcome.paper ?? ''
    await house.core.close()
    const opened = await databaseOf(folder, founder.password, { now: house.clock.now })
    const at = house.clock.now() + 1000
    await takeSegments(opened, [segmentOf('far', null, [foreignChange(paper, 'chars', 9, at)])])
    // As a program leaves it to which papers have no notes.
    const { row, stamp, mask, val } = foreignChange(paper, 'note', 'scritta altrove', at + 1)
    await opened.db.write(({ raw }) => {
      raw
        .prepare(
          `INSERT INTO op_aside(row, stamp, device, tbl, mask, val, seg, act_stamp, person, act)
           SELECT ?, ?, 'far', 1, ?, ?, max(id), ?, NULL, 'documents.edit' FROM segment`,
        )
        .run(row, stamp, mask, val, stamp)
    })
    await opened.db.close()
    await house.reopen()
    ada = await house.as()
    await vi.waitFor(async () => expect((await ada.documents.open({ id: paper })).paper.note).toBe('scritta altrove'))
    expect((await ada.documents.find({ query: 'altrove' })).rows.map(({ id }) => id)).toEqual([paper])
  } finally {
    await house.close()
    for (const one of [folder, source]) rmSync(one, { recursive: true })
  }
})
