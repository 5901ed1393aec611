import { setImmediate, setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Tx } from '#db/open.ts'
import { openShelf, type Shelf, shelve } from '../bench/shelf.ts'

let shelf: Shelf
beforeEach(async () => {
  shelf = await openShelf()
})
afterEach(() => shelf.close())

const titles = () => shelf.db.read.prepare('SELECT title FROM paper ORDER BY title').pluck().all()
const put = (tx: Tx, title: string) => void shelve(tx, { title })
const fails = async (call: Promise<unknown>) => expect(call).rejects.toThrow('no')

describe('the three races', () => {
  it('a write made while a transaction is open is not lost when that one rolls back', async () => {
    const first = shelf.db.write(async (tx) => {
      put(tx, 'first')
      await setTimeout(20)
      throw new Error('no')
    })
    await setImmediate()
    const second = shelf.db.write((tx) => put(tx, 'second'))
    await fails(first)
    await second
    expect(titles()).toEqual(['second'])
  })

  it('two transactions begun in one tick are both atomic', async () => {
    const one = shelf.db.write(async (tx) => {
      put(tx, 'a1')
      await setImmediate()
      put(tx, 'a2')
    })
    const two = shelf.db.write(async (tx) => {
      put(tx, 'b1')
      await setImmediate()
      throw new Error('no')
    })
    await Promise.all([one, fails(two)])
    expect(titles()).toEqual(['a1', 'a2'])
  })

  it('readers never see a row before it is committed', async () => {
    const open = shelf.db.write(async (tx) => {
      put(tx, 'a')
      await setTimeout(20)
      expect(titles()).toEqual([])
      expect(await shelf.db.readManager.count('paper')).toBe(0)
    })
    await setImmediate()
    expect(titles()).toEqual([])
    await open
    expect(titles()).toEqual(['a'])
  })
})

describe('the one writer', () => {
  it('goes on after a write has failed, in the order in which they came', async () => {
    const order: number[] = []
    const writes = [1, 2, 3].map((n) =>
      shelf.db.write(async () => {
        await setTimeout(5)
        order.push(n)
        if (n === 2) throw new Error('no')
      }),
    )
    await Promise.allSettled(writes)
    expect(order).toEqual([1, 2, 3])
  })

  it('a write inside a write joins it, and is gone with it', async () => {
    await fails(
      shelf.db.write(async (tx) => {
        put(tx, 'outer')
        await shelf.db.write((inner) => put(inner, 'inner'))
        throw new Error('no')
      }),
    )
    expect(titles()).toEqual([])
    await shelf.db.write(async (tx) => {
      put(tx, 'outer')
      await shelf.db.write((inner) => put(inner, 'inner'))
    })
    expect(titles()).toEqual(['inner', 'outer'])
  })

  it('what was started inside a write and goes on after it gets a transaction of its own', async () => {
    let late: Promise<unknown> = Promise.resolve()
    await shelf.db.write((tx) => {
      put(tx, 'outer')
      late = setTimeout(20).then(() => shelf.db.write((own) => put(own, 'late')))
    })
    await late
    expect(titles()).toEqual(['late', 'outer'])
  })

  it('a broken statement takes only its own transaction with it', async () => {
    await expect(shelf.db.write(({ raw }) => raw.exec('INSERT INTO nowhere VALUES (1)'))).rejects.toThrow()
    await shelf.db.write((tx) => put(tx, 'a'))
    expect(titles()).toEqual(['a'])
  })

  it('cannot be written past: the reading connection refuses', () => {
    expect(() => shelf.db.read.exec('DELETE FROM paper')).toThrow(/readonly/)
  })

  it('whatever histories of writes run at once, all of the acknowledged ones and nothing of the others is there', async () => {
    const act = fc.record({
      rows: fc.integer({ min: 1, max: 4 }),
      wait: fc.boolean(),
      fails: fc.boolean(),
      nested: fc.boolean(),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const here = `${++run}`
        const results = await Promise.allSettled(
          acts.map((wish, i) =>
            shelf.db.write(async (tx) => {
              for (let row = 0; row < wish.rows; row++) {
                if (wish.wait) await setImmediate()
                const title = `${here}/${i}/${row}`
                if (wish.nested) await shelf.db.write((inner) => put(inner, title))
                else put(tx, title)
              }
              if (wish.fails) throw new Error('no')
            }),
          ),
        )
        const wanted = acts.flatMap((wish, i) =>
          results[i]?.status === 'fulfilled'
            ? Array.from({ length: wish.rows }, (_, row) => `${here}/${i}/${row}`)
            : [],
        )
        expect(results.map((result) => result.status === 'rejected')).toEqual(acts.map((wish) => wish.fails))
        expect(
          titles()
            .filter((title) => String(title).startsWith(`${here}/`))
            .sort(),
        ).toEqual(wanted.sort())
      }),
      { numRuns: 60 },
    )
  })
})
