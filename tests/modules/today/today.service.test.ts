import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Machine } from '#core/machine.ts'
import { todayService } from '#core/modules/today/today.service.ts'
import { createCaller } from '#core/caller.ts'
import type { Act } from '#core/road.ts'
import { type Role, spacesReached } from '#contract/permissions.ts'
import { openShelf, type Shelf, shelve } from '../../bench/shelf.ts'
import { type Client, office, type Office } from '../../support/office.ts'
import { codeOf } from '../../support/refused.ts'

const actAs = (role: Role): Act => {
  const person = { id: 'p', login: 'ada', name: 'Ada', office: '' }
  const session = { person, roles: [role], since: 0, isOver: () => false, wipe: () => {} }
  return { caller: createCaller('cli', true), session, signal: new AbortController().signal }
}

describe('the waiting work', () => {
  let shelf: Shelf
  beforeEach(async () => {
    shelf = await openShelf()
  })
  afterEach(() => shelf.close())

  // Only the database is asked; the rest of a machine would need keys and parser processes.
  const waiting = (role: Role = 'direction') =>
    todayService({
      machine: () => ({ db: shelf.db }) as Machine,
      reach: (session) => spacesReached(session?.roles ?? []),
      lateCopy: () => null,
    }).waiting(undefined, actAs(role))

  it('tells nothing of papers, titles above all, to whoever may not read them', async () => {
    await shelf.db.write((tx) => shelve(tx, { title: 'riservata', state: 'review', reason: 'needs-ocr', takenInAt: 1 }))
    expect((await waiting()).recent).toHaveLength(1)
    expect(await waiting('member')).toEqual({ rows: [], reading: 0, recent: [], papers: 0 })
  })

  it('is counted by the database, most urgent first, with its oldest moment and newest names', async () => {
    await shelf.db.write((tx) => {
      for (let i = 1; i <= 5; i++)
        shelve(tx, { title: `da guardare ${i}`, state: 'review', reason: 'needs-ocr', takenInAt: i * 100 })
      shelve(tx, { title: 'rifiutata', state: 'refused', reason: 'damaged', takenInAt: 900 })
      shelve(tx, { title: 'fermata', state: 'cancelled', reason: 'cancelled', takenInAt: 800 })
      shelve(tx, { title: 'archiviata', state: 'filed', takenInAt: 700 })
      shelve(tx, { title: 'in lettura', state: 'reading', takenInAt: 1000 })
      shelve(tx, { title: 'in attesa', state: 'waiting', takenInAt: 1100 })
    })
    const answer = await waiting()
    expect(
      answer.rows.map(({ kind, count, since, papers }) => [kind, count, since, papers.map((paper) => paper.title)]),
    ).toEqual([
      ['papers-refused', 1, 900, ['rifiutata']],
      ['papers-review', 5, 100, ['da guardare 5', 'da guardare 4', 'da guardare 3']],
      ['papers-cancelled', 1, 800, ['fermata']],
    ])
    expect(answer.reading).toBe(2)
    expect(answer.papers).toBe(10)
    expect(answer.recent.map(({ title, at }) => [title, at])).toEqual([
      ['in attesa', 1100],
      ['in lettura', 1000],
      ['rifiutata', 900],
      ['fermata', 800],
      ['archiviata', 700],
    ])
  })

  it('has no row for what does not wait', async () => {
    await shelf.db.write((tx) => void shelve(tx, { state: 'filed' }))
    expect(await waiting()).toMatchObject({ rows: [], reading: 0, papers: 1 })
  })
})

describe('Oggi through the core', () => {
  let house: Office
  let ada: Client
  beforeAll(async () => {
    house = await office()
    ada = await house.as()
  })
  afterAll(() => house.close())

  it('is empty in a new organisation', async () => {
    expect(await ada.today.waiting()).toEqual({ rows: [], reading: 0, recent: [], papers: 0 })
  })

  it('answers nobody who is not signed in', async () => {
    expect(await codeOf(house.nobody().today.waiting())).toBe('signed-out')
  })
})
