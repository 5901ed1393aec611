import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tx } from '#db/open.ts'
import { ChangedSince, lastActOn, noteUndone, undoAct } from '#db/records/undo.ts'
import type { Shelf } from '../bench/shelf.ts'
import { actsIn, differences, openThings, thingTable } from './captured.ts'

let shelf: Shelf
beforeAll(async () => {
  shelf = await openThings({ device: 'dev-1' })
})
afterAll(() => shelf.close())

const lastAct = () => actsIn(shelf.db).at(-1)?.id ?? 0
const undo = (act: number) => shelf.db.write(({ raw }) => undoAct(raw, [thingTable], act))
const clear = () => shelf.db.write(({ raw }) => void raw.exec('DELETE FROM thing'))

/** Every row, byte by byte and kind by kind. */
const rows = ({ raw }: Pick<Tx, 'raw'>) =>
  raw
    .prepare(
      `SELECT id, typeof(word) w, hex(word) word, code, typeof(count) c, CAST(count AS TEXT) count, typeof(share) s,
         share, typeof(seal) b, hex(seal) seal FROM thing ORDER BY id`,
    )
    .all()
const table = () => shelf.db.write(rows)

const word = fc.oneof(
  fc.constant(null),
  fc.constant(''),
  fc.string({ unit: 'grapheme' }),
  fc.constant('è'.repeat(5000)),
)
const count = fc.oneof(fc.constant(null), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))
const share = fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }))
const seal = fc.oneof(
  fc.constant(null),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
)
const name = fc.constantFrom('a', 'b', 'c', 'd')
const deed = fc.oneof(
  fc.record({ did: fc.constant('put' as const), name, word, count, share, seal }),
  fc.record({ did: fc.constant('edit' as const), name, word, count }),
  fc.record({ did: fc.constant('seal' as const), name, seal, share }),
  fc.record({ did: fc.constant('drop' as const), name }),
)
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

function doIt(raw: Tx['raw'], one: Deed): void {
  const id = `row-${one.name}`
  if (one.did === 'put') {
    raw
      .prepare('INSERT OR REPLACE INTO thing VALUES (@id, @word, @code, @count, @share, @seal)')
      .run({ id, code: one.name, word: one.word, count: one.count, share: one.share, seal: one.seal })
  } else if (one.did === 'edit') {
    raw.prepare('UPDATE thing SET word = @word, count = @count WHERE id = @id').run({ id, ...one })
  } else if (one.did === 'seal') {
    raw
      .prepare('UPDATE thing SET seal = @seal, share = @share WHERE id = @id')
      .run({ id, seal: one.seal, share: one.share })
  } else raw.prepare('DELETE FROM thing WHERE id = ?').run(id)
}

describe('an act taken back', () => {
  it('leaves every row as it was before, whatever the act did to it and how often', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { maxLength: 6 }),
        fc.array(deed, { minLength: 1, maxLength: 8 }),
        async (first, act) => {
          await clear()
          await shelf.db.write(({ raw }) => first.forEach((one) => doIt(raw, one)))
          const before = await table()
          const acts = lastAct()
          await shelf.db.write(({ raw }) => act.forEach((one) => doIt(raw, one)))
          if (lastAct() === acts) return
          await undo(lastAct())
          expect(await table()).toEqual(before)
          // What was taken back is recorded too: the log still makes the rows.
          expect(await shelf.db.write(differences)).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  }, 120_000)

  it('is refused whole when one of its rows was changed since, and names that row', async () => {
    await clear()
    await shelf.db.write(({ raw }) => {
      for (const name of ['a', 'b'] as const)
        doIt(raw, { did: 'put', name, word: 'x', count: 1n, share: null, seal: null })
    })
    await shelf.db.write(({ raw }) => {
      for (const name of ['a', 'b'] as const) doIt(raw, { did: 'edit', name, word: 'y', count: 2n })
    })
    const act = lastAct()
    await shelf.db.write(({ raw }) => doIt(raw, { did: 'edit', name: 'a', word: 'z', count: 2n }))
    const before = await table()
    const refused = await undo(act).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ChangedSince)
    expect((refused as ChangedSince).row).toBe('row-a')
    expect(await table()).toEqual(before)
    expect(lastActOn(shelf.db.read, thingTable, 'row-a')?.id).toBe(lastAct())
  })

  it('is refused when a row it made has got a change, and when one it took away is back', async () => {
    await clear()
    const put = (word: string) =>
      shelf.db.write(({ raw }) => doIt(raw, { did: 'put', name: 'a', word, count: null, share: null, seal: null }))
    await put('x')
    const made = lastAct()
    await shelf.db.write(({ raw }) => doIt(raw, { did: 'edit', name: 'a', word: 'y', count: null }))
    await expect(undo(made)).rejects.toThrow(ChangedSince)
    await shelf.db.write(({ raw }) => doIt(raw, { did: 'drop', name: 'a' }))
    const dropped = lastAct()
    await put('back')
    await expect(undo(dropped)).rejects.toThrow(ChangedSince)
  })

  it('is noted with the act that took it back', async () => {
    await clear()
    await shelf.db.write(({ raw }) =>
      doIt(raw, { did: 'put', name: 'a', word: 'x', count: null, share: null, seal: null }),
    )
    const act = lastAct()
    await shelf.db.write(({ raw }) => {
      undoAct(raw, [thingTable], act)
      noteUndone(raw, act)
    })
    expect(shelf.db.read.prepare('SELECT by_tx FROM undone WHERE tx = ?').pluck().get(act)).toBe(lastAct())
  })
})
