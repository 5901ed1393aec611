/** Papers of class C3, asked for in every way the contract has: hidden until opened, each opening recorded. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { leaveMs } from '#core/modules/documents/leaves.ts'
import { type Client, founder, office, type Office } from '../../support/office.ts'
import { enter, join } from '../../support/people.ts'
import { textPdf } from '../../support/papers.ts'
import { codeOf } from '../../support/refused.ts'

let here: Office
let ada: Client
let folder: string
/** A paper of class C3, of its own for each test. */
let id: string
let word: string

async function takeIn(text: string, space?: string): Promise<string> {
  const path = joinPath(folder, `${randomUUID()}.pdf`)
  writeFileSync(path, await textPdf([text]))
  for await (const event of await ada.documents.takeIn({ paths: [path], until: 'read', space }))
    if (event.kind === 'outcome' && event.outcome.paper) return event.outcome.paper
  throw new Error('the paper was not kept')
}

beforeAll(async () => {
  folder = mkdtempSync(joinPath(tmpdir(), 'smart-coop-special-'))
  here = await office()
  ada = await here.as()
})
afterAll(async () => {
  await here.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  word = `parola${randomUUID().slice(0, 8)}`
  id = await takeIn(`Attestato di malattia. ${word} e una prognosi segreta`)
  await ada.documents.edit({ id, title: 'Attestato', note: 'nota segreta' })
  await ada.keeping.mark({ id })
  ada = await here.as()
})

const bytes = (client: Client) => client.documents.bytes({ id, offset: 0, length: 1000 })
/** What each way to what the paper holds answers: a code, or `shown`. */
async function ways(client: Client): Promise<Record<string, string>> {
  const say = (call: Promise<unknown>) =>
    call.then(
      () => 'shown',
      async () => codeOf(call),
    )
  const { paper, hits } = await client.documents.open({ id, query: word })
  return {
    bytes: await say(bytes(client)),
    picture: await say(client.documents.picture({ id })),
    history: await say(client.records.history({ kind: 'paper', id })),
    asOf: await say(client.records.asOf({ kind: 'paper', id, day: '2026-05-04' })),
    note: paper.note === '' ? 'special-closed' : 'shown',
    hits: hits.length === 0 ? 'special-closed' : 'shown',
  }
}
const all = (answer: string) => ({
  ...{ bytes: answer, picture: answer, history: answer, asOf: answer, note: answer, hits: answer },
})
const openings = async () =>
  (await ada.audit.list({ kinds: ['c3-opened'], limit: 200 })).rows.filter((row) => row.about?.id === id)

describe('a paper of class C3', () => {
  it('is hidden in every way until it is opened on purpose, and then shown in all of them', async () => {
    expect(await ways(ada)).toEqual(all('special-closed'))
    const { until } = await ada.keeping.open({ id })
    expect(until).toBe(here.clock.now() + leaveMs)
    expect(await ways(ada)).toEqual(all('shown'))
    expect(await ada.documents.open({ id })).toMatchObject({ openUntil: until, paper: { special: true } })
  })

  it('shows no text, no note and no picture in lists and searches, also to who has opened it', async () => {
    await ada.keeping.open({ id })
    for (const query of ['', word, 'segreta']) {
      const row = (await ada.documents.find({ query, limit: 200 })).rows.find((one) => one.id === id)
      expect(row).toMatchObject({ title: 'Attestato', snippet: [], page: null, note: '', hasPicture: false })
    }
    const { rows } = await ada.documents.find({ query: word })
    expect(JSON.stringify(rows)).not.toContain('segreta')
  })

  it('has each opening recorded: who, what, when', async () => {
    expect(await openings()).toEqual([])
    await ada.keeping.open({ id })
    here.clock.pass(1000)
    await ada.keeping.open({ id })
    const rows = await openings()
    expect(rows.map(({ person, about, at }) => [person?.name, about?.name, at])).toEqual([
      [founder.name, 'Attestato', here.clock.now()],
      [founder.name, 'Attestato', here.clock.now() - 1000],
    ])
  })

  it('closes after a while, and when the clock is set back', async () => {
    await ada.keeping.open({ id })
    here.clock.pass(leaveMs - 1)
    expect(await ways(ada)).toEqual(all('shown'))
    here.clock.pass(1)
    expect(await ways(ada)).toEqual(all('special-closed'))
    await ada.keeping.open({ id })
    here.clock.pass(-1000)
    expect(await ways(ada)).toEqual(all('special-closed'))
    here.clock.pass(1000)
  })

  it('is open for the one session that opened it: not for another of the same person, nor after the lock', async () => {
    const login = `p-${randomUUID().slice(0, 8)}`
    await join(here, ada, login, ['direction'])
    const { client, caller } = await enter(here, login)
    await client.keeping.open({ id })
    expect(await ways(client)).toEqual(all('shown'))
    expect(await ways((await enter(here, login)).client)).toEqual(all('special-closed'))
    expect(await ways(ada)).toEqual(all('special-closed'))
    await client.door.signOut({ keepPlace: true })
    expect(caller.session()).toBeNull()
    await client.door.signIn({ login, password: `la password di ${login}` })
    expect(await ways(client)).toEqual(all('special-closed'))
  })

  it('leaves other papers as they were: opening one opens no other', async () => {
    const other = await takeIn('Certificato dell’altra persona')
    await ada.keeping.mark({ id: other })
    await ada.keeping.open({ id })
    expect(await codeOf(ada.documents.bytes({ id: other, offset: 0, length: 10 }))).toBe('special-closed')
  })

  it('keeps its note from who does not see it, and lets title and date be mended', async () => {
    expect(await codeOf(ada.documents.edit({ id, note: 'scritta alla cieca' }))).toBe('special-closed')
    expect(await ada.documents.edit({ id, title: 'Attestato di maggio' })).toMatchObject({ note: '' })
    await ada.keeping.open({ id })
    expect((await ada.documents.open({ id })).paper).toMatchObject({
      title: 'Attestato di maggio',
      note: 'nota segreta',
    })
  })

  it('loses its mark only to who has opened it, and both are recorded', async () => {
    expect(await codeOf(ada.keeping.unmark({ id }))).toBe('special-closed')
    await ada.keeping.open({ id })
    await ada.keeping.unmark({ id })
    expect(await ways(await here.as())).toEqual(all('shown'))
    const { rows } = await ada.audit.list({ kinds: ['c3-marked', 'c3-unmarked', 'c3-opened'], limit: 200 })
    expect(rows.filter(({ about }) => about?.id === id).map(({ kind }) => kind)).toEqual([
      ...['c3-unmarked', 'c3-opened', 'c3-marked'],
    ])
    // What is not hidden is not opened: there is nothing to record, and no leave for later.
    expect(await ada.keeping.open({ id })).toEqual({ until: null })
    await ada.keeping.mark({ id })
    expect(await ways(await here.as())).toEqual(all('special-closed'))
  })

  it('does not lose its mark by an undo', async () => {
    await ada.keeping.open({ id })
    const { entries } = await ada.records.history({ kind: 'paper', id })
    const marking = entries.find(({ deed }) => deed === 'keeping.mark')
    expect(marking).toMatchObject({
      undo: 'not-undoable',
      changes: [{ column: 'confidentiality', from: null, to: 'C3' }],
    })
    expect(await codeOf(ada.records.undo({ act: marking?.act ?? 0 }))).toBe('not-undoable')
  })

  it('never lies where everybody reads', async () => {
    expect(await codeOf(ada.documents.edit({ id, space: 'comune' }))).toBe('special-in-common')
    const common = await takeIn('Avviso per tutti', 'comune')
    expect(await codeOf(ada.keeping.mark({ id: common }))).toBe('special-in-common')
    await ada.documents.edit({ id: common, space: 'direzione' })
    await ada.keeping.mark({ id: common })
    await ada.keeping.open({ id: common })
    const { entries } = await ada.records.history({ kind: 'paper', id: common })
    const moved = entries.find(({ deed }) => deed === 'documents.edit')
    expect(await codeOf(ada.records.undo({ act: moved?.act ?? 0 }))).toBe('special-in-common')
    expect((await ada.documents.open({ id: common })).paper.space).toBe('direzione')
  })
})

it('who may only read opens, but does not mark; who is elsewhere finds nothing to open', async () => {
  const login = `p-${randomUUID().slice(0, 8)}`
  await join(here, ada, login, ['marketing'])
  const { client } = await enter(here, login)
  expect([await codeOf(client.keeping.open({ id })), await codeOf(client.keeping.mark({ id }))]).toEqual([
    ...['not-found', 'not-found'],
  ])
  expect(await openings()).toEqual([])
})
