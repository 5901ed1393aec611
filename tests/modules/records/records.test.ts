import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, office, type Office } from '../../support/office.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'

let house: Office
let ada: Client
const day = 86_400_000

async function takeIn(name: string, text: string): Promise<{ paper: string; duplicate: boolean }> {
  const folder = join(house.folder, '..', `smart-coop-in-${randomUUID()}`)
  mkdirSync(folder)
  writeFileSync(join(folder, name), text)
  try {
    for await (const event of await ada.documents.takeIn({ paths: [join(folder, name)], until: 'read' })) {
      if (event.kind !== 'outcome' || !event.outcome.paper) continue
      return { paper: event.outcome.paper, duplicate: event.outcome.outcome === 'duplicate' }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  throw new Error(`${name} did not become a paper`)
}

const historyOf = async (id: string) => (await ada.records.history({ kind: 'paper', id })).entries
const paperOf = async (id: string) => (await ada.documents.open({ id })).paper

beforeAll(async () => {
  house = await office()
  ada = await house.as()
})
afterAll(() => house.close())

describe('the history of a paper', () => {
  it('tells who changed what, when, on which machine, from what to what, the newest first', async () => {
    const { paper } = await takeIn('verbale.txt', 'il verbale')
    house.clock.pass(60_000)
    await ada.documents.edit({ id: paper, title: 'Verbale del consiglio' })
    house.clock.pass(60_000)
    await ada.documents.edit({ id: paper, date: '2026-04-30', note: 'firmato da tutti' })
    const [last, before, first] = await historyOf(paper)
    expect(last).toMatchObject({
      person: 'Ada Fontanelli',
      device: 'Tavolo 1',
      deed: 'documents.edit',
      kind: 'changed',
      at: house.clock.now(),
    })
    expect(last?.changes).toContainEqual({ column: 'date', from: null, to: '2026-04-30' })
    expect(last?.changes).toContainEqual({ column: 'note', from: '', to: 'firmato da tutti' })
    expect(before?.changes).toContainEqual({ column: 'title', from: 'verbale', to: 'Verbale del consiglio' })
    expect(first).toMatchObject({ kind: 'made', undo: 'not-undoable' })
  })

  it('says nothing of an edit that changed nothing', async () => {
    const { paper } = await takeIn('uguale.txt', 'uguale')
    await ada.documents.edit({ id: paper, title: 'Uguale' })
    const before = (await historyOf(paper)).length
    await ada.documents.edit({ id: paper, title: 'Uguale' })
    expect((await historyOf(paper)).length).toBe(before)
  })

  it('knows how the paper stood at the end of a day', async () => {
    const { paper } = await takeIn('contratto.txt', 'il contratto')
    const made = new Date(house.clock.now()).toISOString().slice(0, 10)
    await ada.documents.edit({ id: paper, title: 'Primo titolo' })
    house.clock.pass(2 * day)
    await ada.documents.edit({ id: paper, title: 'Secondo titolo' })
    const asOf = async (on: string) => (await ada.records.asOf({ kind: 'paper', id: paper, day: on })).values
    expect(await asOf('2026-05-03')).toBeNull()
    expect((await asOf(made))?.['title']).toBe('Primo titolo')
    expect((await asOf(new Date(house.clock.now()).toISOString().slice(0, 10)))?.['title']).toBe('Secondo titolo')
  })

  it('of an unknown record is not found', async () => {
    const id = '0198c0de-0000-7000-8000-000000000009'
    expect(await codeOf(ada.records.history({ kind: 'paper', id }))).toBe('not-found')
    expect(await codeOf(ada.records.undo({ act: 999_999 }))).toBe('not-found')
  })
})

describe('taking an act back', () => {
  it('gives every field back, as a new change that is told too, and can be taken back itself', async () => {
    const { paper } = await takeIn('lettera.txt', 'la lettera')
    await ada.documents.edit({ id: paper, title: 'Una lettera', note: 'da rispondere' })
    const [edit] = await historyOf(paper)
    expect(edit?.undo).toBe('possible')
    expect(await ada.records.undo({ act: edit?.act ?? 0 })).toEqual({ rows: 1 })
    expect(await paperOf(paper)).toMatchObject({ title: 'lettera', note: '' })
    const [undo, edited] = await historyOf(paper)
    expect(undo).toMatchObject({ deed: 'records.undo', undo: 'possible' })
    expect(edited?.undo).toBe('undone')
    await ada.records.undo({ act: undo?.act ?? 0 })
    expect(await paperOf(paper)).toMatchObject({ title: 'Una lettera', note: 'da rispondere' })
  })

  it('makes the paper found by its old words again, and no longer by the new ones', async () => {
    const { paper } = await takeIn('avviso.txt', 'avviso')
    await ada.documents.edit({ id: paper, title: 'Zibaldone' })
    const found = async (query: string) => (await ada.documents.find({ query })).rows.map((row) => row.id)
    expect(await found('zibaldone')).toEqual([paper])
    await ada.records.undo({ act: (await historyOf(paper))[0]?.act ?? 0 })
    expect(await found('zibaldone')).toEqual([])
    expect(await found('avviso')).toEqual([paper])
  })

  it('is refused with who and when, and changes nothing, when the same was changed since', async () => {
    const { paper } = await takeIn('bando.txt', 'il bando')
    await ada.documents.edit({ id: paper, title: 'Bando uno', note: 'mia' })
    const [first] = await historyOf(paper)
    house.clock.pass(60_000)
    await ada.documents.edit({ id: paper, title: 'Bando due' })
    const refused = await refusalOf(ada.records.undo({ act: first?.act ?? 0 }))
    expect(refused).toEqual({ code: 'changed-since', data: { by: 'Ada Fontanelli', at: house.clock.now() } })
    expect(await paperOf(paper)).toMatchObject({ title: 'Bando due', note: 'mia' })
  })

  it('goes on when only another field was changed since', async () => {
    const { paper } = await takeIn('rendiconto.txt', 'il rendiconto')
    await ada.documents.edit({ id: paper, title: 'Rendiconto' })
    const [first] = await historyOf(paper)
    await ada.documents.edit({ id: paper, note: 'approvato' })
    await ada.records.undo({ act: first?.act ?? 0 })
    expect(await paperOf(paper)).toMatchObject({ title: 'rendiconto', note: 'approvato' })
  })

  it('gives a long note back letter by letter', async () => {
    const { paper } = await takeIn('lungo.txt', 'lungo')
    const long = 'però così 漢字 «»\n'.repeat(500)
    await ada.documents.edit({ id: paper, note: long })
    await ada.documents.edit({ id: paper, note: 'breve' })
    await ada.records.undo({ act: (await historyOf(paper))[0]?.act ?? 0 })
    expect((await paperOf(paper)).note).toBe(long)
  })

  it('is not offered for what the machine did', async () => {
    const { paper } = await takeIn('macchina.txt', 'macchina')
    const first = (await historyOf(paper)).at(-1)
    expect(await codeOf(ada.records.undo({ act: first?.act ?? 0 }))).toBe('not-undoable')
  })
})

describe('the trash', () => {
  it('takes a paper out of every list, search and count, and gives it back whole', async () => {
    const { paper } = await takeIn('cestinata.txt', 'cestinata')
    await ada.documents.edit({ id: paper, title: 'Circolare cestinabile' })
    const all = async () => (await ada.documents.counts())['all'] ?? 0
    const before = await all()
    expect(await ada.documents.trash({ ids: [paper] })).toEqual({ papers: 1 })
    expect((await ada.documents.find({ query: 'cestinabile' })).total).toBe(0)
    expect((await ada.documents.find({})).rows.map((row) => row.id)).not.toContain(paper)
    expect((await ada.documents.find({ view: 'trash' })).rows.map((row) => row.id)).toEqual([paper])
    expect((await ada.documents.find({ view: 'trash', query: 'cestinabile' })).total).toBe(1)
    expect(await all()).toBe(before - 1)
    expect((await ada.documents.counts())['trash']).toBe(1)
    expect((await ada.today.waiting()).recent.map((row) => row.id)).not.toContain(paper)
    expect((await paperOf(paper)).trashedAt).toBe(house.clock.now())
    expect(await ada.documents.restore({ ids: [paper] })).toEqual({ papers: 1 })
    expect((await ada.documents.find({ query: 'cestinabile' })).total).toBe(1)
    expect(await all()).toBe(before)
  })

  it('of many papers is one act, taken back as one', async () => {
    const ids = []
    for (const name of ['uno', 'due', 'tre']) ids.push((await takeIn(`${name}.txt`, `insieme ${name}`)).paper)
    expect(await ada.documents.trash({ ids })).toEqual({ papers: 3 })
    const [act] = await historyOf(ids[0] ?? '')
    expect(await ada.records.undo({ act: act?.act ?? 0 })).toEqual({ rows: 3 })
    for (const id of ids) expect((await paperOf(id)).trashedAt).toBeNull()
  })

  it('with an unknown paper among them moves none', async () => {
    const { paper } = await takeIn('sola.txt', 'sola')
    const unknown = '0198c0de-0000-7000-8000-000000000009'
    expect(await codeOf(ada.documents.trash({ ids: [paper, unknown] }))).toBe('not-found')
    expect((await paperOf(paper)).trashedAt).toBeNull()
  })

  it('gives a paper back to whoever brings the same bytes again', async () => {
    const { paper } = await takeIn('ritorna.txt', 'torno sempre')
    await ada.documents.trash({ ids: [paper] })
    expect(await takeIn('ritorna ancora.txt', 'torno sempre')).toEqual({ paper, duplicate: true })
    expect((await paperOf(paper)).trashedAt).toBeNull()
  })
})
