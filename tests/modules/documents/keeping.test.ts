/** How long papers are kept, as a person decides it, and what the trash would lose on a day. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fates, type RetentionClass } from '#contract/keeping.contract.ts'
import { type Client, founder, office, type Office } from '../../support/office.ts'
import { codeOf } from '../../support/refused.ts'

let here: Office
let ada: Client
let folder: string

async function takeIn(title: string): Promise<string> {
  const path = joinPath(folder, `${randomUUID()}.txt`)
  writeFileSync(path, randomUUID())
  for await (const event of await ada.documents.takeIn({ paths: [path], until: 'read' }))
    if (event.kind === 'outcome' && event.outcome.paper) {
      await ada.documents.edit({ id: event.outcome.paper, title, date: '2026-03-31' })
      return event.outcome.paper
    }
  throw new Error('the paper was not kept')
}

beforeAll(async () => {
  folder = mkdtempSync(joinPath(tmpdir(), 'smart-coop-keeping-'))
  // 4 May 2026, ten in the morning in Rome.
  here = await office()
  ada = await here.as()
})
afterAll(async () => {
  await here.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a paper', () => {
  it('is undecided until a person says what it is, and then says until when it is kept', async () => {
    const id = await takeIn('Fattura del fornaio')
    const nothing = { id, retention: null, retentionFrom: null, hold: false, kept: { kind: 'undecided' } }
    expect(await ada.keeping.one({ id })).toEqual(nothing)
    const invoice = { ...nothing, retention: 'invoice', kept: { kind: 'until', day: '2036-12-31' } }
    expect(await ada.keeping.decide({ id, retention: 'invoice' })).toEqual(invoice)
    expect(await ada.keeping.one({ id })).toEqual(invoice)
    // What is left out stays.
    expect(await ada.keeping.decide({ id, hold: true })).toEqual({ ...invoice, hold: true })
    expect(await ada.keeping.decide({ id, retention: null })).toEqual({ ...nothing, hold: true })
  })

  it('remembers who decided, and gives the decision back by an undo', async () => {
    const id = await takeIn('Contratto di lavoro')
    await ada.keeping.decide({ id, retention: 'personalFile' })
    await ada.keeping.decide({ id, retentionFrom: '2030-06-30', hold: true })
    const [last] = (await ada.records.history({ kind: 'paper', id })).entries
    expect(last).toMatchObject({ person: founder.name, deed: 'keeping.decide', undo: 'possible' })
    expect(last?.changes).toEqual([
      { column: 'retentionFrom', from: null, to: '2030-06-30' },
      { column: 'hold', from: 0, to: 1 },
    ])
    await ada.records.undo({ act: last?.act ?? 0 })
    expect(await ada.keeping.one({ id })).toMatchObject({ hold: false, kept: { kind: 'no-start' } })
  })

  it('takes no class that there is not, and no day that there is not', async () => {
    const id = await takeIn('Prova')
    const wrong = 'for-fun' as RetentionClass
    expect(await codeOf(ada.keeping.decide({ id, retention: wrong }))).toBe('bad-input')
    expect(await codeOf(ada.keeping.decide({ id, retentionFrom: '2026-02-30' }))).toBe('bad-input')
    expect(await ada.keeping.one({ id })).toMatchObject({ retention: null, retentionFrom: null })
  })
})

describe('the preview of the trash', () => {
  it('says what would go on a day and what would stay, each with its reason; and nothing goes', async () => {
    const trashed = new Map<string, string>()
    const put = async (title: string, decision: Omit<Parameters<Client['keeping']['decide']>[0], 'id'> | null) => {
      const id = await takeIn(title)
      if (decision) await ada.keeping.decide({ id, ...decision })
      trashed.set(title, id)
    }
    await put('doppione', { retention: 'none' })
    await put('curriculum', { retention: 'cv' })
    await put('curriculum in causa', { retention: 'cv', hold: true })
    await put('verbale', { retention: 'minutes' })
    await put('cartella', { retention: 'personalFile' })
    await put('non so', null)
    await takeIn('fuori dal cestino')
    await ada.documents.trash({ ids: [...trashed.values()] })
    const fatesOn = async (day: string) => {
      const { rows, total, counts } = await ada.keeping.preview({ day })
      expect([total, rows.length, Object.values(counts).reduce((sum, n) => sum + n, 0)]).toEqual([6, 6, 6])
      return Object.fromEntries(rows.map(({ title, fate }) => [title, fate]))
    }
    const always = { 'curriculum in causa': 'hold', verbale: 'for-ever', cartella: 'no-start', 'non so': 'undecided' }
    // In the trash since 4 May: thirty days at least.
    expect(await fatesOn('2026-06-03')).toEqual({ ...always, doppione: 'fresh', curriculum: 'term' })
    expect(await fatesOn('2026-06-04')).toEqual({ ...always, doppione: 'goes', curriculum: 'term' })
    // Twelve months from 31 March.
    expect(await fatesOn('2027-03-31')).toEqual({ ...always, doppione: 'goes', curriculum: 'term' })
    expect(await fatesOn('2027-04-01')).toEqual({ ...always, doppione: 'goes', curriculum: 'goes' })
    expect((await ada.documents.counts())['trash']).toBe(6)

    const going = await ada.keeping.preview({ day: '2027-04-01', fate: 'goes', limit: 1 })
    expect([going.total, going.rows.map(({ title }) => title), going.counts]).toEqual([
      2,
      ['curriculum'],
      {
        ...Object.fromEntries(fates.map((fate) => [fate, 0])),
        goes: 2,
        hold: 1,
        'for-ever': 1,
        'no-start': 1,
        undecided: 1,
      },
    ])
    const next = await ada.keeping.preview({ day: '2027-04-01', fate: 'goes', limit: 1, offset: 1 })
    expect(next.rows.map(({ title }) => title)).toEqual(['doppione'])
  })
})

it('tells the terms by which it judges, for the screen to show', async () => {
  const terms = await ada.keeping.terms()
  expect(terms.find((term) => term.class === 'invoice')).toEqual({ class: 'invoice', months: 120, start: 'year' })
  expect(terms.find((term) => term.class === 'minutes')?.months).toBeNull()
})
