/** What waits for a newer program, and rows made again from the log. */
import { EntitySchema } from 'typeorm'
import { describe, expect, it } from 'vitest'
import { bitOf, existence, synced } from '#db/records/tables.ts'
import { bookingTable, ddl, emptyMachine, everything, openSite, rebuildAll, rowsIn, type Site } from './mergeSites.ts'
import { apart, give, nameIn, put, segment, siteOf } from './mergeSteps.ts'

describe('what a program does not know yet', () => {
  const newPerson = synced(
    new EntitySchema<{
      id: string
      name: string
      role: string
      hours: number
      share: number
      photo: Buffer
      fax: string
    }>({
      name: 'person',
      columns: {
        ...{
          id: { type: 'text', primary: true },
          name: { type: 'text' },
          role: { type: 'text' },
          hours: { type: 'integer' },
        },
        ...{ share: { type: 'real' }, photo: { type: 'blob' }, fax: { type: 'text', default: '' } },
      },
    }),
    { number: 901, space: { fixed: 'prova' }, columns: { name: 0, role: 2, hours: 30, share: 31, photo: 51, fax: 7 } },
  )
  const idea = synced(
    new EntitySchema<{ id: string; title: string }>({
      name: 'idea',
      columns: { id: { type: 'text', primary: true }, title: { type: 'text' } },
    }),
    { number: 903, space: { fixed: 'prova' }, columns: { title: 0 } },
  )
  const newTables = [newPerson, bookingTable, idea]
  const upgrade = `ALTER TABLE person ADD COLUMN fax TEXT NOT NULL DEFAULT '';
    CREATE TABLE idea(id TEXT PRIMARY KEY NOT NULL, title TEXT NOT NULL) STRICT`

  it('is kept aside one by one, what is known of it is shown, and the rest is applied after the upgrade', async () => {
    const newer = await emptyMachine(newTables, `${ddl}${upgrade}`)
    const ada = openSite({ empty: newer, device: 'ada', tables: newTables })
    const old = siteOf('old')
    ada.act((raw) => raw.exec(`INSERT INTO person(id, name, fax) VALUES ('p', 'Ada', '06 1')`))
    ada.act((raw) => raw.exec(`UPDATE person SET fax = '06 2' WHERE id = 'p'`))
    ada.act((raw) => raw.exec(`INSERT INTO idea(id, title) VALUES ('i', 'Un''idea')`))
    put(ada, 'q', 'Bea')
    give(ada, [old])
    give(ada, [old])
    expect([nameIn(old, 'p'), nameIn(old, 'q')]).toEqual(['Ada', 'Bea'])
    expect(old.raw.prepare('SELECT row FROM op_aside').pluck().all()).toEqual(['i', 'p', 'p', 'q'])

    old.raw.exec(
      `DROP TRIGGER capture_person_update; DROP TRIGGER capture_person_insert; DROP TRIGGER capture_person_delete; ${upgrade}`,
    )
    const upgraded = openSite({ empty: old.raw.serialize(), device: 'old', tables: newTables })
    const { last } = upgraded.write(() => upgraded.recorder.silently(() => upgraded.merge.takeAside(null, 2)))
    upgraded.write(() => upgraded.recorder.silently(() => upgraded.merge.takeAside(last, 500)))
    ada.send({})
    expect(everything(upgraded.raw)).toEqual(everything(ada.raw))
    expect(rowsIn(upgraded.raw, 'idea')).toEqual(rowsIn(ada.raw, 'idea'))
    expect(upgraded.raw.prepare('SELECT count(*) FROM op_aside').pluck().get()).toBe(0)
    expect(rebuildAll(upgraded).differing).toBe(0)
  })
})

describe('rows made again', () => {
  /** A machine with rows, a deleted one, a card and a lost desk. */
  function worn(): Site {
    const { ada, bob } = apart()
    put(ada, 'gone', 'Via')
    ada.act((raw) => raw.exec(`DELETE FROM person WHERE id = 'gone'`))
    for (const [site, id] of [
      [ada, 'a'],
      [bob, 'b'],
    ] as const)
      site.act((raw) => raw.exec(`INSERT INTO booking(id, desk, day) VALUES ('${id}', 'd', '2026-05-04')`))
    give(bob, [ada], { ada: 1 })
    return ada
  }

  it('are the same when nothing is wrong, whatever the size of the slices', () => {
    const ada = worn()
    const before = everything(ada.raw)
    for (const ops of [1, 2, 1000]) expect(rebuildAll(ada, ops)).toEqual({ rows: 3, differing: 0 })
    expect(everything(ada.raw)).toEqual(before)
  })

  it('have what the table says where no change wrote anything', () => {
    const ada = siteOf('ada')
    ada.take(segment([{ mask: bitOf(0) + bitOf(existence) }]))
    const before = rowsIn(ada.raw, 'person')
    ada.write(() => ada.recorder.silently(() => ada.raw.exec(`UPDATE person SET hours = 3, role = 'X'`)))
    expect(rebuildAll(ada).differing).toBe(1)
    expect(rowsIn(ada.raw, 'person')).toEqual(before)
  })

  it.each([
    ['a value that is another', `UPDATE person SET name = 'X'`],
    ['a value that no change wrote', `UPDATE person SET hours = 3; UPDATE person SET share = 2.5`],
    ['a row that is gone', 'DELETE FROM person'],
    ['a row of which the log knows nothing', `INSERT INTO person(id, name) VALUES ('zz', 'X')`],
    ['a row that was deleted', `INSERT INTO person(id, name) VALUES ('gone', 'X')`],
    ['a card that is gone', 'DELETE FROM conflict'],
    ['a card of nothing', `UPDATE conflict SET row = 'a'`],
    [
      'an outcome of a row of which the log knows nothing',
      `INSERT INTO booking(id, desk, day) VALUES ('zz', 'x', 'y'); INSERT INTO settled VALUES ('desk', 'zz', 'holds')`,
    ],
    ['an outcome that is another', `UPDATE settled SET outcome = 'X'`],
  ])('mend %s, and say so', (_what, damage) => {
    const ada = worn()
    const before = everything(ada.raw)
    ada.write(() => ada.recorder.silently(() => ada.raw.exec(damage)))
    expect(everything(ada.raw)).not.toEqual(before)
    expect(rebuildAll(ada).differing).toBeGreaterThan(0)
    expect(everything(ada.raw)).toEqual(before)
    expect(rebuildAll(ada).differing).toBe(0)
  })
})
