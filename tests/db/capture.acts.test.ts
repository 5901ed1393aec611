import { setImmediate } from 'node:timers/promises'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Tx } from '#db/open.ts'
import { generateAs, runAs } from '#db/records/actor.ts'
import { local } from '#db/records/tables.ts'
import type { Shelf } from '../bench/shelf.ts'
import { actsIn, differences, openThings, opsIn, reopen, told, thingTable, withThings } from './captured.ts'

let shelf: Shelf
beforeEach(async () => {
  shelf = await openThings()
})
afterEach(() => shelf.close())

const put = ({ raw }: Tx, id: string) => void raw.prepare('INSERT INTO thing(id, code) VALUES (?, ?)').run(id, id)
const ada = { person: 'ada', act: 'things.make' }
const bob = { person: 'bob', act: 'things.mend' }
/** Who did what to which rows. */
const deeds = () => {
  const ops = opsIn(shelf.db)
  return actsIn(shelf.db).map(({ id, person, act, firstOp, lastOp }) => {
    const mine = ops.filter((op) => op.tx === id)
    for (const { seq } of mine) {
      expect(seq).toBeGreaterThanOrEqual(firstOp ?? Infinity)
      expect(seq).toBeLessThanOrEqual(lastOp ?? 0)
    }
    return [person, act, mine.map((op) => op.row).join(' ')]
  })
}

describe('an act', () => {
  it('is one transaction of one person, with what was done', async () => {
    await runAs(ada, () =>
      shelf.db.write((tx) => {
        put(tx, 'a')
        put(tx, 'b')
      }),
    )
    await runAs(bob, () => shelf.db.write((tx) => put(tx, 'c')))
    await shelf.db.write((tx) => put(tx, 'd'))
    expect(deeds()).toEqual([
      ['ada', 'things.make', 'a b'],
      ['bob', 'things.mend', 'c'],
      [null, 'machine', 'd'],
    ])
  })

  it('is of whoever began the write, not of whoever waits in line with it or is called inside', async () => {
    const first = runAs(ada, () =>
      shelf.db.write(async (tx) => {
        await setImmediate()
        put(tx, 'a')
        await runAs(bob, () => shelf.db.write((inner) => put(inner, 'b')))
      }),
    )
    await Promise.all([first, runAs(bob, () => shelf.db.write((tx) => put(tx, 'c')))])
    expect(deeds()).toEqual([
      ['ada', 'things.make', 'a b'],
      ['bob', 'things.mend', 'c'],
    ])
  })

  it('has a stamp that none of its ops is above', async () => {
    await shelf.db.write((tx) => ['a', 'b', 'c'].forEach((id) => put(tx, id)))
    expect(Math.max(...opsIn(shelf.db).map((op) => op.stamp))).toBe(actsIn(shelf.db)[0]?.stamp)
  })

  it('is gone with its transaction, and the next one does not carry its ops', async () => {
    await runAs(ada, () => shelf.db.write((tx) => put(tx, 'a')))
    await expect(
      runAs(ada, () =>
        shelf.db.write((tx) => {
          put(tx, 'b')
          throw new Error('no')
        }),
      ),
    ).rejects.toThrow('no')
    await shelf.db.write((tx) => void tx.raw.exec(`INSERT INTO scrap VALUES ('x', 'y')`))
    await runAs(bob, () => shelf.db.write((tx) => put(tx, 'c')))
    expect(deeds()).toEqual([
      ['ada', 'things.make', 'a'],
      ['bob', 'things.mend', 'c'],
    ])
    expect(actsIn(shelf.db).map((act) => [act.firstOp, act.lastOp])).toEqual([
      [1, 1],
      [2, 2],
    ])
  })

  it('of another machine keeps its person and its number apart from what is done beside it', async () => {
    await runAs(ada, () =>
      shelf.db.write((tx) => {
        put(tx, 'a')
        const dev = tx.recorder.numberOfDevice('another')
        const foreign = { stamp: 5, dev, person: 'carla', act: 'things.far', seg: 3 }
        const id = tx.recorder.addForeignAct(foreign)
        tx.recorder.silently(() => put(tx, 'b'))
        const op = 'INSERT INTO op(stamp, dev, row, tx, tbl, mask, val) VALUES (5, ?, ?, ?, 900, 8, ?)'
        tx.raw.prepare(op).run(dev, 'b', id, '["b"]')
        put(tx, 'c')
      }),
    )
    const acts = actsIn(shelf.db)
    const ops = opsIn(shelf.db)
    const rowsOf = (id: number) => ops.filter((op) => op.tx === id).map((op) => op.row)
    expect(acts.map((act) => [act.person, act.act, act.seg, rowsOf(act.id)])).toEqual([
      ['ada', 'things.make', null, ['a']],
      ['carla', 'things.far', 3, ['b']],
      ['ada', 'things.make', null, ['c']],
    ])
    expect(acts[1]).toMatchObject({ stamp: 5, dev: 2 })
  })

  it('is of the person in every step of a generator, whoever asks for the next', async () => {
    async function* steps(): AsyncGenerator<string> {
      for (const id of ['a', 'b']) {
        await shelf.db.write((tx) => put(tx, id))
        yield id
      }
    }
    const stream = generateAs(ada, steps())
    await runAs(bob, () => stream.next())
    await stream.next()
    expect(deeds()).toEqual([
      ['ada', 'things.make', 'a'],
      ['ada', 'things.make', 'b'],
    ])
  })
})

describe('this machine', () => {
  const devices = () => shelf.db.read.prepare('SELECT n, id FROM device ORDER BY n').all()

  it('gets its name in what it recorded before it had one', async () => {
    await shelf.db.write((tx) => put(tx, 'a'))
    await shelf.db.close()
    shelf.db = await reopen(shelf, { device: 'desk-1' })
    await shelf.db.write((tx) => put(tx, 'b'))
    expect(devices()).toEqual([{ n: 1, id: 'desk-1' }])
    expect(opsIn(shelf.db).map((op) => op.dev)).toEqual([1, 1])
    await shelf.db.close()
  })

  it('that has got another id records under another number from then on, and again under the first when it is back', async () => {
    const dev = async (device: string, id: string) => {
      await shelf.db.close()
      shelf.db = await reopen(shelf, { device })
      await shelf.db.write((tx) => put(tx, id))
    }
    await dev('desk-1', 'a')
    await dev('desk-2', 'b')
    await dev('desk-1', 'c')
    expect(devices()).toEqual([
      { n: 1, id: 'desk-1' },
      { n: 2, id: 'desk-2' },
    ])
    expect(opsIn(shelf.db).map((op) => op.dev)).toEqual([1, 2, 1])
    await shelf.db.close()
  })
})

describe('a migration', () => {
  class More20990201100000 implements MigrationInterface {
    name = 'More20990201100000'
    async up(run: QueryRunner): Promise<void> {
      await run.query('ALTER TABLE thing RENAME COLUMN word TO speech')
      await run.query(`UPDATE thing SET speech = 'filled in'`)
      await run.query(`INSERT INTO thing(id, code) VALUES ('z', 'z')`)
      await run.query('ALTER TABLE thing RENAME COLUMN speech TO word')
    }
    async down(): Promise<void> {}
  }
  const migrations = [...withThings.migrations, More20990201100000]

  it('makes no ops, whatever it does to a synced table, and what comes after it is recorded', async () => {
    await shelf.db.write((tx) => put(tx, 'a'))
    await shelf.db.close()
    shelf.db = await reopen(shelf, { migrations })
    expect(shelf.db.read.prepare('SELECT word FROM thing ORDER BY id').pluck().all()).toEqual(['filled in', null])
    expect(opsIn(shelf.db)).toHaveLength(1)
    await shelf.db.write(({ raw }) => void raw.exec(`UPDATE thing SET word = 'mine' WHERE id = 'a'`))
    expect(told(opsIn(shelf.db)[1] ?? expect.fail())).toEqual({
      ...{ row: 'a', did: 'edit' },
      to: { word: 'mine' },
      from: { word: 'filled in' },
    })
    await shelf.db.close()
  })

  class Failing20990301100000 implements MigrationInterface {
    name = 'Failing20990301100000'
    async up(run: QueryRunner): Promise<void> {
      await run.query(`UPDATE thing SET word = 'half'`)
      throw new Error('no')
    }
    async down(): Promise<void> {}
  }

  it('that fails leaves no gap: the next opening records again', async () => {
    await shelf.db.write((tx) => put(tx, 'a'))
    await shelf.db.close()
    const failing = [...withThings.migrations, Failing20990301100000]
    await expect(reopen(shelf, { migrations: failing })).rejects.toThrow('no')
    shelf.db = await reopen(shelf)
    await shelf.db.write(({ raw }) => void raw.exec('DELETE FROM thing'))
    expect(opsIn(shelf.db)).toHaveLength(2)
    expect(await shelf.db.write((tx) => differences(tx))).toEqual([])
    await shelf.db.close()
  })

  it('finds the triggers made anew from the declaration: altered ones are mended, those of no synced table are gone', async () => {
    const made = () =>
      shelf.db.read.prepare(`SELECT name, sql FROM sqlite_master WHERE name GLOB 'capture_*' ORDER BY name`).all()
    const whole = made()
    expect(whole.length).toBeGreaterThan(10)
    await shelf.db.close()
    const tables = withThings.tables.map((table) => (table === thingTable ? local(table.entity) : table))
    shelf.db = await reopen(shelf, { tables })
    expect(made()).toHaveLength(whole.length - 4)
    await shelf.db.close()
    shelf.db = await reopen(shelf)
    expect(made()).toEqual(whole)
    await shelf.db.close()
  })
})
