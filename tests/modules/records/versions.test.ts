/** Fields that two wrote without knowing of each other, as a person meets and settles them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FieldConflict } from '#contract/records.contract.ts'
import type { Segment } from '#db/records/incoming.ts'
import { databaseOf, foreignChange, segmentOf, takeSegments } from '../../support/foreign.ts'
import { type Client, founder, office, type Office } from '../../support/office.ts'
import { enter, join as joinOffice } from '../../support/people.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'

let folder: string
let house: Office
let ada: Client
let adaId: string
const papers: string[] = []

/** Ends the core, takes in what another machine wrote, and opens it again. */
async function plant(...segments: Segment[]): Promise<void> {
  await house.core.close()
  const opened = await databaseOf(folder, founder.password, { now: house.clock.now })
  await takeSegments(opened, segments)
  await opened.db.close()
  await house.reopen()
  ada = await house.as()
}

async function takeIn(count: number): Promise<void> {
  const source = mkdtempSync(join(tmpdir(), 'smart-coop-source-'))
  for (let i = 0; i < count; i++) writeFileSync(join(source, `carta ${i}.txt`), `carta numero ${i}`)
  for await (const event of await ada.documents.takeIn({ paths: [source], until: 'read' })) {
    if (event.kind === 'outcome' && event.outcome.paper) papers.push(event.outcome.paper)
  }
  rmSync(source, { recursive: true })
}

const far = 'f'.repeat(32)
let segments = 0
/** Another machine wrote this field of the paper, before the last edit here or after it. */
const elsewhere = (paper: string, property: string, value: unknown, at: number): Segment =>
  segmentOf(far, adaId, [foreignChange(paper, property, value, at)], ++segments)

const conflictsOf = async (id: string): Promise<FieldConflict[]> =>
  (await ada.records.conflicts({ of: { kind: 'paper', id } })).rows
const paperOf = async (id: string) => (await ada.documents.open({ id })).paper
const among = ({ versions }: FieldConflict) => versions.map(({ version }) => version)
const fieldOf = ({ kind, id, column }: FieldConflict) => ({ kind, id, column })

/** A paper whose title Ada wrote here while another machine wrote it too. */
async function planted(title = 'Qui', other = 'Altrove', before = 30_000): Promise<FieldConflict> {
  const paper = papers.pop() ?? ''
  house.clock.pass(60_000)
  await ada.documents.edit({ id: paper, title })
  await plant(elsewhere(paper, 'title', other, house.clock.now() - before))
  const [conflict] = await conflictsOf(paper)
  if (!conflict) throw new Error('there is no card')
  return conflict
}

const othersOf = ({ versions }: FieldConflict): string => versions.find(({ isShown }) => !isShown)?.version ?? ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smart-coop-versions-'))
  house = await office({ folder })
  ada = await house.as()
  adaId = (await ada.door.state()).person?.id ?? ''
  await takeIn(12)
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true })
})

describe('a field with two versions', () => {
  it('is listed with both values, the one that counts first, who wrote each, when and where', async () => {
    const conflict = await planted('Verbale', 'Verbale 2')
    const now = house.clock.now()
    expect(conflict).toMatchObject({ kind: 'paper', title: 'Verbale', column: 'title' })
    expect(conflict.versions).toMatchObject([
      { value: 'Verbale', isShown: true, at: now, person: 'Ada Fontanelli', device: 'Tavolo 1' },
      { value: 'Verbale 2', isShown: false, at: now - 30_000, person: 'Ada Fontanelli', device: '' },
    ])
  })

  it('waits on Oggi, by its paper’s name, as long as nobody has chosen', async () => {
    const conflict = await planted()
    const waiting = async () => (await ada.today.waiting()).rows.find(({ kind }) => kind === 'two-versions')
    const before = await waiting()
    expect(before?.papers.map(({ id }) => id)).toContain(conflict.id)
    expect(before?.since).toBeLessThan(house.clock.now())
    await ada.records.keepShown({ ...fieldOf(conflict), among: among(conflict) })
    expect((await waiting())?.count ?? 0).toBe((before?.count ?? 0) - 1)
    expect((await waiting())?.papers.map(({ id }) => id) ?? []).not.toContain(conflict.id)
  })

  it('is one question, however many versions it has', async () => {
    const paper = papers.pop() ?? ''
    await ada.documents.edit({ id: paper, note: 'qui' })
    const at = house.clock.now()
    const third = segmentOf('e'.repeat(32), null, [foreignChange(paper, 'note', 'anche qui', at - 20_000)])
    await plant(elsewhere(paper, 'note', 'là', at - 10_000), third)
    const [conflict, ...others] = await conflictsOf(paper)
    expect(others).toEqual([])
    expect(conflict?.versions.map(({ value, person }) => [value, person])).toEqual([
      ['qui', 'Ada Fontanelli'],
      ['là', 'Ada Fontanelli'],
      ['anche qui', null],
    ])
    const last = conflict?.versions[2]?.version ?? ''
    if (conflict) await ada.records.takeOther({ ...fieldOf(conflict), among: among(conflict), version: last })
    expect((await paperOf(paper)).note).toBe('anche qui')
    expect(await conflictsOf(paper)).toEqual([])
  })

  it('is the machine’s own matter where people write nothing', async () => {
    const paper = papers.pop() ?? ''
    await plant(elsewhere(paper, 'chars', 7, house.clock.now() - 5000))
    expect(await conflictsOf(paper)).toEqual([])
  })
})

describe('choosing', () => {
  it('makes the title that of a person: reading the paper again does not change it', async () => {
    const paper = papers.pop() ?? ''
    const at = house.clock.now() + 1000
    const machines = ['a', 'b'].map((letter, n) =>
      segmentOf(letter.repeat(32), null, [foreignChange(paper, 'title', `Letto ${letter}`, at + n)]),
    )
    await plant(...machines)
    const given = async () => {
      const day = new Date(house.clock.now()).toISOString().slice(0, 10)
      return (await ada.records.asOf({ kind: 'paper', id: paper, day })).values?.['titleGiven']
    }
    house.clock.pass(60_000)
    const [conflict] = await conflictsOf(paper)
    expect(await given()).toBe(0)
    if (conflict) await ada.records.keepShown({ ...fieldOf(conflict), among: among(conflict) })
    expect(await given()).toBe(1)
  })

  it('the one that counts settles the question, changes nothing, and is told in the history', async () => {
    const conflict = await planted('Statuto', 'Statuto vecchio')
    await ada.records.keepShown({ ...fieldOf(conflict), among: among(conflict) })
    expect(await conflictsOf(conflict.id)).toEqual([])
    expect((await paperOf(conflict.id)).title).toBe('Statuto')
    const [last] = (await ada.records.history({ kind: 'paper', id: conflict.id })).entries
    expect(last).toMatchObject({ deed: 'records.keepShown', person: 'Ada Fontanelli', undo: 'not-undoable' })
    expect(last?.changes).toEqual([{ column: 'title', from: 'Statuto', to: 'Statuto' }])
  })

  it('the other one is an act of that person: told, found by its words, and taken back whole', async () => {
    const conflict = await planted('Rendiconto', 'Zafferano')
    const found = async (query: string) => (await ada.documents.find({ query })).rows.map(({ id }) => id)
    const choice = { ...fieldOf(conflict), among: among(conflict), version: othersOf(conflict) }
    const { act } = await ada.records.takeOther(choice)
    expect((await paperOf(conflict.id)).title).toBe('Zafferano')
    expect(await found('zafferano')).toEqual([conflict.id])
    expect(await conflictsOf(conflict.id)).toEqual([])
    const [last] = (await ada.records.history({ kind: 'paper', id: conflict.id })).entries
    expect(last).toMatchObject({ act, deed: 'records.takeOther', person: 'Ada Fontanelli', undo: 'possible' })
    expect(last?.changes).toContainEqual({ column: 'title', from: 'Rendiconto', to: 'Zafferano' })
    await ada.records.undo({ act })
    expect((await paperOf(conflict.id)).title).toBe('Rendiconto')
    expect(await found('zafferano')).toEqual([])
  })

  it('keeps both values in the history, whichever was chosen', async () => {
    const conflict = await planted('Preventivo A', 'Preventivo B')
    await ada.records.keepShown({ ...fieldOf(conflict), among: among(conflict) })
    const { entries } = await ada.records.history({ kind: 'paper', id: conflict.id })
    const titles = entries.flatMap(({ changes }) => changes.filter(({ column }) => column === 'title'))
    expect(titles.map(({ to }) => to)).toEqual(expect.arrayContaining(['Preventivo A', 'Preventivo B']))
  })

  it('is not offered to who may not edit, nor to who does not reach the paper', async () => {
    const conflict = await planted()
    await joinOffice(house, ada, 'mara', ['member'])
    expect(await codeOf((await enter(house, 'mara')).client.records.conflicts({}))).toBe('forbidden')
    await joinOffice(house, ada, 'nora', ['marketing'])
    const { client } = await enter(house, 'nora')
    expect(await client.records.conflicts({})).toEqual({ total: 0, rows: [] })
    expect((await client.today.waiting()).rows).toEqual([])
    const choice = { ...fieldOf(conflict), among: among(conflict) }
    expect(await codeOf(client.records.keepShown(choice))).toBe('not-found')
    expect((await ada.records.conflicts({})).total).toBeGreaterThan(0)
  })
})

describe('a choice is refused, and changes nothing,', () => {
  it('while the paper is of class C3 and not opened, and tells no value of it', async () => {
    const { id } = await planted('Certificato', 'Certificato medico')
    await ada.keeping.mark({ id })
    const [closed] = await conflictsOf(id)
    expect(closed?.isClosed).toBe(true)
    expect(closed?.versions.map(({ value }) => value)).toEqual([null, null])
    const choice = closed && { ...fieldOf(closed), among: among(closed) }
    expect(choice && (await codeOf(ada.records.keepShown(choice)))).toBe('special-closed')
    await ada.keeping.open({ id })
    expect((await conflictsOf(id))[0]?.versions.map(({ value }) => value)).toEqual([
      'Certificato',
      'Certificato medico',
    ])
    if (choice) await ada.records.keepShown(choice)
    expect(await conflictsOf(id)).toEqual([])
  })

  it('when somebody was quicker', async () => {
    const conflict = await planted('Prima', 'Seconda')
    house.clock.pass(60_000)
    await ada.documents.edit({ id: conflict.id, title: 'Terza' })
    const choice = { ...fieldOf(conflict), among: among(conflict), version: othersOf(conflict) }
    const refused = { code: 'versions-changed', data: { by: 'Ada Fontanelli', at: house.clock.now() } }
    expect(await refusalOf(ada.records.takeOther(choice))).toEqual(refused)
    expect(await refusalOf(ada.records.keepShown({ ...fieldOf(conflict), among: among(conflict) }))).toEqual(refused)
    expect((await paperOf(conflict.id)).title).toBe('Terza')
  })

  it('when a further version has come meanwhile', async () => {
    const conflict = await planted('Uno', 'Due')
    const third = segmentOf('d'.repeat(32), adaId, [
      foreignChange(conflict.id, 'title', 'Tre', house.clock.now() - 90_000),
    ])
    await plant(third)
    const choice = { ...fieldOf(conflict), among: among(conflict) }
    expect(await codeOf(ada.records.keepShown(choice))).toBe('versions-changed')
    expect((await conflictsOf(conflict.id))[0]?.versions).toHaveLength(3)
  })

  it('when the record or the field is none', async () => {
    const unknown = { kind: 'paper' as const, id: '0198c0de-0000-7000-8000-000000000009', among: ['1/a', '2/b'] }
    expect(await codeOf(ada.records.keepShown({ ...unknown, column: 'title' }))).toBe('not-found')
    const [of] = (await ada.records.conflicts({})).rows
    const chars = { kind: 'paper' as const, id: of?.id ?? '', column: 'chars', among: ['1/a', '2/b'] }
    expect(await codeOf(ada.records.takeOther({ ...chars, version: '1/a' }))).toBe('not-found')
  })
})
