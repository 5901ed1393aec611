import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import Database from 'better-sqlite3'
import { prepare } from '#db/connection.ts'
import type { Tx } from '#db/open.ts'
import { momentOf } from '#db/records/clock.ts'
import type { Shelf } from '../bench/shelf.ts'
import { actsIn, differences, openThings, opsIn, reopen, told } from './captured.ts'

let shelf: Shelf
beforeEach(async () => {
  shelf = await openThings()
})
afterEach(() => shelf.close())

const run = (sql: string) => shelf.db.write(({ raw }) => void raw.exec(sql))
const add = (...ids: string[]) =>
  run(ids.map((id) => `INSERT INTO thing(id, code, count) VALUES ('${id}', 'code ${id}', 1);`).join(''))
/** What the log says since `since`; the table agrees with it. */
async function recorded(since: number): Promise<unknown[]> {
  expect(await shelf.db.write((tx) => differences(tx))).toEqual([])
  return opsIn(shelf.db)
    .filter((op) => op.seq > since)
    .map(told)
}

const inserted = (row: string, to: object = {}) => ({
  ...{ row, did: 'insert' },
  to: { word: null, code: `code ${row}`, count: 1, share: null, seal: null, ...to },
})
const deleted = (row: string, from: object = {}) => ({
  ...inserted(row),
  did: 'delete',
  to: undefined,
  from: { ...inserted(row).to, ...from },
})
const edited = (row: string, to: object, from: object) => ({ row, did: 'edit', to, from })

describe('each form of SQL that changes a row of a synced table', () => {
  const forms: [name: string, sql: string, ops: object[]][] = [
    ['INSERT', `INSERT INTO thing(id, code, count) VALUES ('c', 'code c', 1)`, [inserted('c')]],
    [
      'INSERT of many rows, from a question',
      `INSERT INTO thing(id, code, count) SELECT 'c' || id, 'code c' || id, 1 FROM thing ORDER BY id`,
      [inserted('ca'), inserted('cb')],
    ],
    ['INSERT OR IGNORE of what is there', `INSERT OR IGNORE INTO thing(id, code) VALUES ('a', 'x')`, []],
    [
      'INSERT OR REPLACE over the same id',
      `INSERT OR REPLACE INTO thing(id, code, count) VALUES ('a', 'new', 1)`,
      [deleted('a'), inserted('a', { code: 'new' })],
    ],
    [
      'REPLACE that takes another row away by its unique code',
      `REPLACE INTO thing(id, code, count) VALUES ('c', 'CODE B', 1)`,
      [deleted('b'), inserted('c', { code: 'CODE B' })],
    ],
    [
      'REPLACE that takes two rows away',
      `REPLACE INTO thing(id, code, count) VALUES ('a', 'code b', 1)`,
      [deleted('b'), deleted('a'), inserted('a', { code: 'code b' })],
    ],
    [
      'UPSERT of what is there',
      `INSERT INTO thing(id, code) VALUES ('a', 'x') ON CONFLICT(id) DO UPDATE SET code = excluded.code`,
      [edited('a', { code: 'x' }, { code: 'code a' })],
    ],
    [
      'UPSERT of what is new',
      `INSERT INTO thing(id, code, count) VALUES ('c', 'code c', 1) ON CONFLICT(id) DO UPDATE SET code = 'y'`,
      [inserted('c')],
    ],
    ['UPSERT that does nothing', `INSERT INTO thing(id, code) VALUES ('a', 'x') ON CONFLICT DO NOTHING`, []],
    ['UPDATE of one row', `UPDATE thing SET count = 2 WHERE id = 'a'`, [edited('a', { count: 2 }, { count: 1 })]],
    [
      'UPDATE of all',
      `UPDATE thing SET count = 2, word = id`,
      ['a', 'b'].map((id) => edited(id, { word: id, count: 2 }, { word: null, count: 1 })),
    ],
    ['UPDATE that changes nothing', `UPDATE thing SET count = count, code = code`, []],
    [
      'UPDATE of letters from small to big',
      `UPDATE thing SET code = 'CODE A' WHERE id = 'a'`,
      [edited('a', { code: 'CODE A' }, { code: 'code a' })],
    ],
    [
      'UPDATE FROM',
      `UPDATE thing SET count = f.n FROM (SELECT 'b' AS row, 7 AS n) f WHERE f.row = thing.id`,
      [edited('b', { count: 7 }, { count: 1 })],
    ],
    [
      'UPDATE OR REPLACE that takes another row away',
      `UPDATE OR REPLACE thing SET code = 'code b' WHERE id = 'a'`,
      [deleted('b'), edited('a', { code: 'code b' }, { code: 'code a' })],
    ],
    ['UPDATE OR IGNORE of what cannot be', `UPDATE OR IGNORE thing SET code = 'code b' WHERE id = 'a'`, []],
    [
      'UPDATE … RETURNING, in a WITH',
      `WITH few AS (SELECT 'a' AS id) UPDATE thing SET count = 3 WHERE id IN (SELECT id FROM few) RETURNING id`,
      [edited('a', { count: 3 }, { count: 1 })],
    ],
    ['DELETE of one row', `DELETE FROM thing WHERE id = 'a'`, [deleted('a')]],
    ['DELETE of all', `DELETE FROM thing`, [deleted('a'), deleted('b')]],
    [
      'a row made again',
      `DELETE FROM thing WHERE id = 'a'; INSERT INTO thing(id, code) VALUES ('a', 'x')`,
      [deleted('a'), inserted('a', { code: 'x', count: null })],
    ],
    [
      'a statement that a savepoint takes back',
      `SAVEPOINT s; DELETE FROM thing; ROLLBACK TO s; RELEASE s; UPDATE thing SET count = 5 WHERE id = 'b'`,
      [edited('b', { count: 5 }, { count: 1 })],
    ],
  ]

  it.each(forms)('is recorded: %s', async (_, sql, ops) => {
    await add('a', 'b')
    await run(sql)
    expect(await recorded(2)).toEqual(ops)
  })

  it('is recorded when a trigger of another table does it', async () => {
    await shelf.db.close()
    const plain = new Database(shelf.file)
    prepare(plain, shelf.key)
    plain.exec(`CREATE TRIGGER tidy AFTER DELETE ON scrap BEGIN
      DELETE FROM thing WHERE id = OLD.id; UPDATE thing SET count = 9 WHERE id = OLD.word; END`)
    plain.close()
    shelf.db = await reopen(shelf)
    await add('a', 'b')
    await run(`INSERT INTO scrap VALUES ('a', 'b'); DELETE FROM scrap`)
    expect(await recorded(2)).toEqual([deleted('a'), edited('b', { count: 9 }, { count: 1 })])
    await shelf.db.close()
  })

  it('is recorded when TypeORM does it', async () => {
    await shelf.db.write(async ({ manager }) => {
      await manager.insert('thing', { id: 'a', code: 'code a', count: 1 })
      await manager.update('thing', { id: 'a' }, { count: 2 })
      await manager.upsert('thing', { id: 'a', code: 'x' }, ['id'])
      await manager.delete('thing', { id: 'a' })
    })
    expect(await recorded(0)).toEqual([
      inserted('a'),
      edited('a', { count: 2 }, { count: 1 }),
      edited('a', { code: 'x' }, { code: 'code a' }),
      deleted('a', { code: 'x', count: 2 }),
    ])
  })

  const refused: [name: string, sql: string, error: RegExp][] = [
    ['another id for a row', `UPDATE thing SET id = 'z' WHERE id = 'a'`, /the id of a row never changes/],
    ['another case of its id', `UPDATE thing SET id = 'A' WHERE id = 'a'`, /the id of a row never changes/],
    ['a table that is dropped', 'DROP TABLE thing', /migrations alone/],
    ['a column that is dropped', 'ALTER TABLE thing ADD COLUMN more TEXT', /migrations alone/],
    ['a trigger that is dropped', 'DROP TRIGGER capture_thing_update', /migrations alone/],
    ['a value of another kind', `INSERT INTO thing(id, code, count) VALUES ('c', 'c', 'many')`, /cannot store TEXT/],
  ]
  it.each(refused)('is refused, and leaves all as it was: %s', async (_, sql, error) => {
    await add('a', 'b')
    await expect(run(sql)).rejects.toThrow(error)
    expect(await recorded(2)).toEqual([])
    await run(`UPDATE thing SET count = 2 WHERE id = 'a'`)
    expect(await recorded(2)).toEqual([edited('a', { count: 2 }, { count: 1 })])
  })
})

describe('what is not recorded', () => {
  it('are changes of local and of unattributed tables', async () => {
    await run(`INSERT INTO scrap VALUES ('a', 'x'); UPDATE scrap SET word = 'y'; INSERT INTO answer VALUES ('b', 'z')`)
    expect([opsIn(shelf.db), actsIn(shelf.db)]).toEqual([[], []])
  })

  it('is what was rolled back, and it leaves no act', async () => {
    await expect(
      shelf.db.write(({ raw }) => {
        raw.exec(`INSERT INTO thing(id, code) VALUES ('a', 'a')`)
        throw new Error('no')
      }),
    ).rejects.toThrow('no')
    expect([opsIn(shelf.db), actsIn(shelf.db)]).toEqual([[], []])
  })

  it('is what a statement that failed did before it failed', async () => {
    await add('a', 'b')
    await shelf.db.write(({ raw }) => {
      expect(() => raw.exec(`UPDATE thing SET code = 'same'`)).toThrow(/UNIQUE/)
    })
    expect(await recorded(2)).toEqual([])
    expect(actsIn(shelf.db)).toHaveLength(1)
  })

  it('is what is done in silence; what comes after it is recorded again', async () => {
    const silently = (tx: Tx, sql: string) => tx.recorder.silently(() => tx.raw.exec(sql))
    await shelf.db.write((tx) => {
      silently(tx, `INSERT INTO thing(id, code, count) VALUES ('a', 'code a', 1)`)
      expect(() => silently(tx, 'no SQL')).toThrow()
      tx.raw.exec(`INSERT INTO thing(id, code, count) VALUES ('b', 'code b', 1)`)
    })
    expect(opsIn(shelf.db).map((op) => op.row)).toEqual(['b'])
    await expect(
      shelf.db.write((tx) =>
        tx.recorder.silently(async () => {
          await tx.manager.delete('thing', { id: 'b' })
          throw new Error('no')
        }),
      ),
    ).rejects.toThrow('no')
    await run(`DELETE FROM thing WHERE id = 'b'`)
    expect(opsIn(shelf.db).map((op) => op.row)).toEqual(['b', 'b'])
  })

  it('cannot be made silent outside a write', async () => {
    let kept: Tx | null = null
    await shelf.db.write((tx) => void (kept = tx))
    expect(() => (kept as Tx | null)?.recorder.silently(() => {})).toThrow(/inside a write/)
    await add('a')
    expect(opsIn(shelf.db)).toHaveLength(1)
  })
})

describe('another tool that opens the file', () => {
  const others = [
    `INSERT INTO thing(id, code) VALUES ('c', 'c')`,
    `INSERT OR REPLACE INTO thing(id, code) VALUES ('a', 'c')`,
    `UPDATE thing SET count = 2`,
    `DELETE FROM thing`,
    `DELETE FROM thing WHERE id = 'a'`,
  ]
  it.each(others)('cannot change a synced table behind the log: %s', async (sql) => {
    await add('a')
    const other = new Database(shelf.file)
    prepare(other, shelf.key)
    // As a tool would have it that knows nothing of us.
    other.pragma('recursive_triggers = OFF')
    expect(() => other.exec(sql)).toThrow(/no such function: hlc/)
    expect(other.prepare('SELECT count(*) FROM thing').pluck().get()).toBe(1)
    other.close()
  })
})

describe('stamps', () => {
  it('go on above those of before a restart, though the clock was set back by a year', async () => {
    await add('a')
    const [first] = opsIn(shelf.db)
    await shelf.db.close()
    const lastYear = Date.now() - 365 * 24 * 3_600_000
    shelf.db = await reopen(shelf, { now: () => lastYear })
    await run(`UPDATE thing SET count = 2`)
    const [, second] = opsIn(shelf.db)
    expect(second?.stamp).toBeGreaterThan(first?.stamp ?? Infinity)
    expect(momentOf(second?.stamp ?? 0)).toBe(momentOf(first?.stamp ?? 0))
    await shelf.db.close()
  })

  it('come back to today from ten years ahead neither in this run nor in the next', async () => {
    let now = Date.now() + 10 * 365 * 24 * 3_600_000
    await shelf.db.close()
    shelf.db = await reopen(shelf, { now: () => now })
    await add('a')
    now = Date.now()
    await add('b')
    await shelf.db.close()
    shelf.db = await reopen(shelf)
    await add('c')
    const stamps = opsIn(shelf.db).map((op) => op.stamp)
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b))
    expect(new Set(stamps).size).toBe(3)
    await shelf.db.close()
  })

  it('go above what was received from others, also after a restart', async () => {
    const soon = (Date.now() + 3_600_000) * 1000
    await shelf.db.write(({ recorder }) => void recorder.clock.receive(soon))
    await shelf.db.close()
    shelf.db = await reopen(shelf)
    await add('a')
    expect(opsIn(shelf.db)[0]?.stamp).toBeGreaterThan(soon)
    await shelf.db.close()
  })

  it('go above a stamp that the clock does not follow, on the row that holds it and on no other', async () => {
    const far = (Date.now() + 10 * 365 * 24 * 3_600_000) * 1000
    await add('a', 'b')
    await shelf.db.write(({ recorder }) => recorder.follow({ row: 'a', stamp: far }))
    expect(shelf.db.read.prepare('SELECT row, stamp FROM ahead').all()).toEqual([{ row: 'a', stamp: far }])
    await run(`UPDATE thing SET count = 2; UPDATE thing SET count = 3; DELETE FROM thing`)
    const after = opsIn(shelf.db).slice(2)
    expect(after.filter((op) => op.row === 'a').map((op) => op.stamp - far)).toEqual([1, 2, 3])
    for (const op of after.filter((one) => one.row === 'b')) expect(op.stamp).toBeLessThan(far)
    await shelf.db.close()
    shelf.db = await reopen(shelf)
    await add('a')
    expect((opsIn(shelf.db).at(-1)?.stamp ?? 0) - far).toBe(4)
    expect(await recorded(100)).toEqual([])
  })

  it('go above such a stamp no longer when what brought it was rolled back', async () => {
    const far = (Date.now() + 10 * 365 * 24 * 3_600_000) * 1000
    await add('a')
    const broken = shelf.db.write(({ recorder }) => {
      recorder.follow({ row: 'a', stamp: far })
      throw new Error('no')
    })
    await expect(broken).rejects.toThrow('no')
    await run('UPDATE thing SET count = 2')
    expect(opsIn(shelf.db).at(-1)?.stamp).toBeLessThan(far)
  })
})
