import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orders, views } from '#contract/documents.contract.ts'
import { statesOf } from '#core/modules/documents/paper.rules.ts'
import { listingSql, type PaperListing } from '#db/modules/documents/documents.repository.ts'
import { openShelf, type Shelf, shelve } from '../../bench/shelf.ts'

let shelf: Shelf
beforeAll(async () => {
  shelf = await openShelf()
  await shelf.db.write((tx) => {
    for (let i = 0; i < 200; i++)
      shelve(tx, { title: `Carta ${i}`, takenInAt: i, state: i % 9 === 0 ? 'review' : 'filed' })
    tx.raw.exec('ANALYZE')
  })
})
afterAll(() => shelf.close())

const plan = (listing: Partial<PaperListing>): string => {
  const whole: PaperListing = {
    ...{ docs: null, states: [], formats: [], from: null, to: null, order: 'newest', offset: 0, limit: 50 },
    ...listing,
  }
  const { sql, values } = listingSql(whole)
  const steps = shelf.db.read.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]
  return steps.map((step) => step.detail).join('; ')
}

describe('the database serves lists', () => {
  it.each(orders)('in the order of an index, without sorting: %s', (order) => {
    expect(plan({ order })).toMatch(/USING INDEX paper_/)
    expect(plan({ order })).not.toMatch(/TEMP B-TREE/)
  })

  it.each(views)('without reading the papers that a view leaves out: %s', (view) => {
    expect(plan({ states: statesOf[view] })).toMatch(/USING INDEX paper_(state|taken_in)/)
  })

  it('to the end, however far it is', async () => {
    const { sql, values } = listingSql({
      ...{ docs: null, states: [], formats: [], from: null, to: null, order: 'oldest', offset: 199, limit: 50 },
    })
    expect(shelf.db.read.prepare(sql).all(...values)).toMatchObject([{ title: 'Carta 199' }])
  })
})
