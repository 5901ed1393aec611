import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orders, views } from '#contract/documents.contract.ts'
import { statesOf } from '#core/modules/documents/paper.rules.ts'
import { prepare } from '#db/connection.ts'
import { listingSql, type PaperListing } from '#db/modules/documents/documents.repository.ts'
import { openShelf, type Shelf, shelve } from '../../bench/shelf.ts'

const alphabet = [
  'Agenda',
  '«Àncora» di marzo',
  'anno 2026',
  'Città',
  'citta nuova',
  '(Elenco)',
  'Èlite',
  'ELITE 2',
  'Öffnung',
  'oggi',
  'Perché no',
  'perche si',
  'zucchero',
]
const shuffled = [6, 12, 1, 9, 3, 0, 11, 5, 8, 2, 7, 10, 4].map((n) => alphabet[n] ?? '')

let shelf: Shelf
beforeAll(async () => {
  shelf = await openShelf()
  await shelf.db.write((tx) => {
    for (let i = 0; i < 200; i++)
      shelve(tx, { title: `Carta ${i}`, takenInAt: i, state: i % 9 === 0 ? 'review' : 'filed' })
    for (const title of shuffled) shelve(tx, { title, space: 'gare' })
  })
  // By a connection of its own: the writer lets nobody change the schema, and statistics are tables.
  const beside = new Database(shelf.file)
  prepare(beside, shelf.key)
  beside.exec('ANALYZE')
  beside.close()
})
afterAll(() => shelf.close())

const whole = (listing: Partial<PaperListing>): PaperListing => ({
  spaces: ['gare', 'comune'],
  trashed: false,
  docs: null,
  states: [],
  formats: [],
  from: null,
  to: null,
  order: 'newest',
  offset: 0,
  limit: 50,
  ...listing,
})

const rowsOf = (listing: Partial<PaperListing>): unknown[] => {
  const { sql, values } = listingSql(whole(listing))
  return shelf.db.read.prepare(sql).all(...values)
}

const plan = (listing: Partial<PaperListing>): string => {
  const { sql, values } = listingSql(whole(listing))
  const steps = shelf.db.read.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]
  return steps.map((step) => step.detail).join('; ')
}

describe('the database serves lists', () => {
  it.each(orders)('in the order of an index, without sorting: %s', (order) => {
    expect(plan({ order })).toMatch(/USING INDEX paper_/)
    expect(plan({ order })).not.toMatch(/TEMP B-TREE/)
  })

  it.each(views)('without reading the papers that a view leaves out: %s', (view) => {
    expect(plan({ states: statesOf[view], trashed: view === 'trash' })).toMatch(
      /USING INDEX paper_(state|taken_in|trashed)/,
    )
  })

  it('to the end, however far it is', () => {
    expect(rowsOf({ spaces: ['direzione'], order: 'oldest', offset: 199 })).toMatchObject([{ title: 'Carta 199' }])
  })

  it('by their titles as an Italian looks them up: whatever the case, the accents, the quotation marks in front', () => {
    expect(rowsOf({ order: 'title' })).toMatchObject(alphabet.map((title) => ({ title })))
  })
})
