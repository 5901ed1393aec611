/** Role by role and space by space: which papers each way to a paper shows. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as joinPath } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { IntakeOutcome } from '#contract/documents.contract.ts'
import type { Announcement } from '#contract/events.ts'
import { contract } from '#contract/index.ts'
import { firstSpaces, mayDo, type Role, roleNames, spacesReached } from '#contract/permissions.ts'
import { type Client, office, type Office } from '../../support/office.ts'
import { enter, join } from '../../support/people.ts'
import { textPdf } from '../../support/papers.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'

let here: Office
let ada: Client
let folder: string
/** The paper of each space. */
const papers = new Map<string, string>()
/** An act on the paper of each space, which could be taken back. */
const acts = new Map<string, number>()
const people = new Map<Role, Client>()
const nowhere = '0198c0de-0000-7000-8000-000000000009'

const common = 'zafferano'
const wordOf = (space: string): string => `parola${space}`

async function takeIn(client: Client, name: string, bytes: string | Buffer, space?: string): Promise<IntakeOutcome> {
  const path = joinPath(folder, name)
  writeFileSync(path, bytes)
  for await (const event of await client.documents.takeIn({ paths: [path], until: 'read', space })) {
    if (event.kind === 'outcome') return event.outcome
  }
  throw new Error(`${name} had no outcome`)
}

/** The same bytes each time, for those who bring them again. */
const originals = new Map<string, Buffer>()

beforeAll(async () => {
  folder = mkdtempSync(joinPath(tmpdir(), 'smart-coop-spaces-'))
  here = await office()
  ada = await here.as()
  for (const space of firstSpaces) {
    const original = await textPdf([`Carta di ${space}. ${common} ${wordOf(space)}`])
    originals.set(space, original)
    const { paper } = await takeIn(ada, `${space}.pdf`, original, space)
    if (!paper) throw new Error(`the paper of ${space} was not kept`)
    papers.set(space, paper)
    await ada.documents.edit({ id: paper, note: `nota di ${space}` })
    acts.set(space, (await ada.records.history({ kind: 'paper', id: paper })).entries[0]?.act ?? 0)
  }
  for (const role of roleNames) {
    await join(here, ada, role, [role])
    people.set(role, (await enter(here, role)).client)
  }
})
afterAll(async () => {
  process.stdout.write(`${pairs} pairs of person and paper asked of, in ${Object.keys(ways).length} ways each\n`)
  await here.close()
  rmSync(folder, { recursive: true, force: true })
})
let pairs = 0

const paperIn = (space: string): string => papers.get(space) ?? ''
const personWith = (role: Role): Client => {
  const client = people.get(role)
  if (!client) throw new Error(role)
  return client
}

/** Each procedure that a paper is named to; none of them changes anything that is seen. */
const ways: Record<string, (client: Client, id: string, act: number) => Promise<unknown>> = {
  'documents.open': (client, id) => client.documents.open({ id, query: common }),
  'documents.bytes': (client, id) => client.documents.bytes({ id, offset: 0, length: 100 }),
  'documents.picture': (client, id) => client.documents.picture({ id }),
  'documents.edit': (client, id) => client.documents.edit({ id }),
  'documents.trash': async (client, id) => {
    await client.documents.trash({ ids: [id] })
    await client.documents.restore({ ids: [id] })
  },
  'documents.restore': (client, id) => client.documents.restore({ ids: [id] }),
  'documents.cancel': (client, id) => client.documents.cancel({ id }),
  'documents.retry': (client, id) => client.documents.retry({ id }),
  'records.history': (client, id) => client.records.history({ kind: 'paper', id }),
  'records.asOf': (client, id) => client.records.asOf({ kind: 'paper', id, day: '2026-05-04' }),
  'records.undo': (client, _id, act) => client.records.undo({ act }),
  'keeping.one': (client, id) => client.keeping.one({ id }),
  'keeping.decide': (client, id) => client.keeping.decide({ id }),
  'keeping.mark': async (client, id) => {
    await client.keeping.mark({ id })
    await client.keeping.open({ id })
    await client.keeping.unmark({ id })
  },
  'keeping.open': (client, id) => client.keeping.open({ id }),
  'keeping.unmark': (client, id) => client.keeping.unmark({ id }),
}

/** Of these modules each procedure is either in the table above or lists papers, takes them in, or names none. */
const others = new Set([
  ...['documents.find', 'documents.counts', 'documents.takeIn'],
  // A person's own work, by the names of the files that they gave.
  ...['documents.coming', 'documents.putAway'],
  // Two versions of a field: `versions.test.ts` asks them as somebody who does not reach the paper.
  ...['records.conflicts', 'records.keepShown', 'records.takeOther'],
  ...['keeping.terms', 'keeping.preview'],
])

test('every procedure that a paper is named to stands in the table', () => {
  const named = (['documents', 'records', 'keeping'] as const).flatMap((noun) =>
    Object.keys(contract[noun]).map((verb) => `${noun}.${verb}`),
  )
  expect(named.filter((path) => !others.has(path) && !Object.hasOwn(ways, path))).toEqual([])
})

/** What was answered: the refusal, or that something was. */
async function answerOf(call: Promise<unknown>): Promise<unknown> {
  return refusalOf(call).catch((error: unknown) => {
    if (error instanceof Error && error.message === 'nothing was refused') return 'answered'
    throw error
  })
}

describe.each(roleNames)('the role %s', (role) => {
  const reached = spacesReached([role])
  const mayRead = mayDo([role], 'documents.read')

  test.each(firstSpaces)('meets the paper of %s by each way as its reach says', async (space) => {
    const client = personWith(role)
    const isSeen = mayRead && reached.includes(space)
    for (const [path, ask] of Object.entries(ways)) {
      const answer = await answerOf(ask(client, paperIn(space), acts.get(space) ?? 0))
      const absent = await answerOf(ask(client, nowhere, 999_999))
      expect([path, mayRead ? absent : 'not-found']).toEqual([
        path,
        mayRead ? { code: 'not-found', data: {} } : 'not-found',
      ])
      if (isSeen) expect([path, answer]).not.toEqual([path, absent])
      else expect([path, answer]).toEqual([path, absent])
    }
    pairs += 1
  })
})

describe.each(roleNames.filter((role) => mayDo([role], 'documents.read')))('the role %s', (role) => {
  const reached = spacesReached([role])

  test('finds, counts and is told of what it reaches, and of nothing else', async () => {
    const client = personWith(role)
    const mine = firstSpaces.filter((space) => reached.includes(space))
    const ids = mine.map(paperIn).sort()
    const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort()

    for (const order of ['relevant', 'newest', 'title', 'date'] as const) {
      for (const query of ['', common]) {
        const { rows, total } = await client.documents.find({ query, order })
        expect([order, query, total, idsOf(rows)]).toEqual([order, query, mine.length, ids])
      }
    }
    for (const space of firstSpaces) {
      const { rows, total } = await client.documents.find({ query: wordOf(space) })
      expect([space, total, idsOf(rows)]).toEqual(mine.includes(space) ? [space, 1, [paperIn(space)]] : [space, 0, []])
      const excluded = await client.documents.find({ query: `${common} -${wordOf(space)}` })
      expect(excluded.total).toBe(mine.filter((one) => one !== space).length)
    }
    // A page of the list: what is out of reach takes no place in it.
    const paged = await Promise.all(mine.map((_, offset) => client.documents.find({ query: common, offset, limit: 1 })))
    expect(idsOf(paged.flatMap(({ rows }) => rows))).toEqual(ids)

    expect((await client.documents.counts())['all']).toBe(mine.length)
    const today = await client.today.waiting()
    expect(today.papers).toBe(mine.length)
    expect(idsOf(today.recent)).toEqual(ids.length > 5 ? expect.any(Array) : ids)
    expect((await client.admin.status()).papers).toBe(mine.length)
    expect((await client.door.state()).person?.spaces.toSorted()).toEqual([...mine].sort())
  })

  test('counts of the trash only what it reaches', async () => {
    const client = personWith(role)
    await ada.documents.trash({ ids: [...papers.values()] })
    try {
      const mine = firstSpaces.filter((space) => reached.includes(space)).length
      expect(await client.documents.counts()).toMatchObject({ all: 0, trash: mine })
      expect((await client.documents.find({ view: 'trash' })).total).toBe(mine)
      expect((await client.keeping.preview({ day: '2030-01-01' })).total).toBe(mine)
      expect((await client.documents.find({ query: common })).total).toBe(0)
      expect((await client.documents.find({ view: 'trash', query: common })).total).toBe(mine)
    } finally {
      await ada.documents.restore({ ids: [...papers.values()] })
    }
  })
})

test('Chi vede cosa says of each role what the core does', async () => {
  const { rows } = await ada.people.sees({ limit: 100 })
  for (const role of roleNames) {
    const spaces = rows.find(({ login }) => login === role)?.spaces.map(({ space }) => space) ?? []
    expect([role, spaces.toSorted()]).toEqual([role, spacesReached([role]).sort()])
  }
})

test('a role that is taken away takes its papers along at the next call', async () => {
  const person = await join(here, ada, 'mutevole', ['payroll', 'tenders'])
  const { client } = await enter(here, 'mutevole')
  expect((await client.documents.find({ query: common })).total).toBe(4)
  await ada.people.changeRoles({ person, roles: ['tenders'] })
  expect((await client.documents.find({ query: common })).total).toBe(2)
  expect(await codeOf(client.documents.open({ id: paperIn('paghe') }))).toBe('not-found')
})

describe('a paper that comes in', () => {
  const bytesOf = () => `testo ${randomUUID()}`
  const spaceOf = async (id: string | null) => (await ada.documents.open({ id: id ?? '' })).paper.space

  test('lies in the terminal’s space when its bringer reaches that, or where they choose', async () => {
    await ada.door.setTerminal({ space: 'soci' })
    expect(await spaceOf((await takeIn(ada, 'a.txt', bytesOf())).paper)).toBe('soci')
    expect(await spaceOf((await takeIn(ada, 'b.txt', bytesOf(), 'gare')).paper)).toBe('gare')
    expect(await spaceOf((await takeIn(personWith('hr'), 'c.txt', bytesOf())).paper)).toBe('soci')
    expect(await spaceOf((await takeIn(personWith('welfare'), 'd.txt', bytesOf())).paper)).toBe('welfare')
    await here.reopen()
    ada = await here.as()
    for (const role of roleNames) people.set(role, (await enter(here, role)).client)
    expect((await ada.door.state()).terminal.space).toBe('soci')
    await ada.door.setTerminal({ space: 'direzione' })
  })

  test('is kept unseen, and never for everybody, from who has no space of their own', async () => {
    const marketing = personWith('marketing')
    const before = new Set((await ada.documents.find({ limit: 200 })).rows.map(({ id }) => id))
    const outcome = await takeIn(marketing, 'consegna.txt', bytesOf())
    expect(outcome).toMatchObject({ outcome: 'review', paper: null, kind: null, fields: {} })
    const [made] = (await ada.documents.find({ limit: 200 })).rows.filter(({ id }) => !before.has(id))
    expect(made).toMatchObject({ title: 'consegna', space: 'direzione' })
    expect(await codeOf(marketing.documents.open({ id: made?.id ?? '' }))).toBe('not-found')
    expect(await spaceOf((await takeIn(marketing, 'per tutti.txt', bytesOf(), 'comune')).paper)).toBe('comune')
  })

  test('is not taken into a space out of reach, or one that there is not', async () => {
    const hr = personWith('hr')
    for (const space of ['paghe', 'struttura-che-non-c-e']) {
      const refused = { code: 'space-closed', data: { space, reached: 'soci, comune' } }
      expect(await refusalOf(takeIn(hr, 'e.txt', bytesOf(), space))).toEqual(refused)
      expect(await refusalOf(hr.files.begin({ files: [{ name: 'e.txt', size: 5 }], space }))).toEqual(refused)
      expect(await refusalOf(hr.documents.edit({ id: paperIn('soci'), space }))).toEqual(refused)
    }
    expect(await codeOf(ada.door.setTerminal({ space: 'struttura-che-non-c-e' }))).toBe('space-closed')
    expect(await codeOf(ada.door.setTerminal({ space: 'comune' }))).toBe('bad-input')
  })

  test('twice is told to be kept, without a word of where, to who does not see it', async () => {
    const hr = personWith('hr')
    const bytes = originals.get('paghe') ?? Buffer.alloc(0)
    const outcome = await takeIn(hr, 'di nuovo.pdf', bytes)
    expect(outcome).toMatchObject({
      ...{ outcome: 'duplicate', paper: null, reason: null, kind: null, fields: {} },
      ...{ chars: 0, pages: 0, language: null },
    })
    const { uploads } = await hr.files.begin({ files: [{ name: 'di nuovo.pdf', size: bytes.length }] })
    const [upload = ''] = uploads
    await hr.files.append({ upload, offset: 0, bytes: new Blob([Uint8Array.from(bytes)]) })
    expect(await hr.files.finish({ upload })).toEqual({ paper: null, duplicate: true })
    expect(await takeIn(personWith('payroll'), 'ancora.pdf', bytes)).toMatchObject({ paper: paperIn('paghe') })
  })
})

describe('moving a paper', () => {
  test('is told in its history, seen at once by who reaches the new space, and taken back', async () => {
    const [payroll, hr] = [personWith('payroll'), personWith('hr')]
    const id = paperIn('paghe')
    expect((await payroll.documents.edit({ id, space: 'soci' })).space).toBe('soci')
    expect((await hr.documents.find({ query: wordOf('paghe') })).total).toBe(1)
    const [moved] = (await payroll.records.history({ kind: 'paper', id })).entries
    expect(moved).toMatchObject({ undo: 'possible', changes: [{ column: 'space', from: 'paghe', to: 'soci' }] })
    await payroll.records.undo({ act: moved?.act ?? 0 })
    expect(await codeOf(hr.documents.open({ id }))).toBe('not-found')
    expect((await payroll.documents.open({ id })).paper.space).toBe('paghe')
  })

  test('back to where one does not reach is not offered, and not done', async () => {
    const secretariat = personWith('secretariat')
    const id = paperIn('gare')
    await ada.documents.edit({ id, space: 'comune' })
    const [moved] = (await secretariat.records.history({ kind: 'paper', id })).entries
    expect(moved?.undo).toBe('not-yours')
    expect(await codeOf(secretariat.records.undo({ act: moved?.act ?? 0 }))).toBe('not-yours')
    expect((await secretariat.documents.open({ id })).paper.space).toBe('comune')
    await ada.records.undo({ act: moved?.act ?? 0 })
  })

  test('of many papers with one out of reach among them is taken back by nobody who does not see it', async () => {
    const direction = personWith('direction')
    const ids = [paperIn('direzione'), paperIn('welfare')]
    await direction.documents.trash({ ids })
    const [act] = (await ada.records.history({ kind: 'paper', id: ids[0] ?? '' })).entries
    expect(await codeOf(personWith('secretariat').records.undo({ act: act?.act ?? 0 }))).toBe('not-found')
    expect(await ada.records.undo({ act: act?.act ?? 0 })).toEqual({ rows: 2 })
  })
})

test('who does not see a paper hears nothing of its reading, and who sees it does', async () => {
  const stop = new AbortController()
  const heard = new Map<Role, Extract<Announcement, { kind: 'reading' }>[]>()
  const listening = (['welfare', 'payroll'] as const).map(async (role) => {
    const mine: Extract<Announcement, { kind: 'reading' }>[] = []
    heard.set(role, mine)
    const news = await personWith(role).news.listen(undefined, { signal: stop.signal })
    for await (const said of news) if (said.kind === 'reading') mine.push(said)
  })
  await sleep(20)
  // More than are read at once: so that some of them wait.
  const paths = await Promise.all(
    Array.from({ length: 4 }, async (_, paper) => {
      const pages = Array.from({ length: 60 }, (_, page) => `pagina ${paper}.${page} ${'lunga '.repeat(200)}`)
      const path = joinPath(folder, `lunga ${paper}.pdf`)
      writeFileSync(path, await textPdf(pages))
      return path
    }),
  )
  for await (const _ of await ada.documents.takeIn({ paths, until: 'read', space: 'paghe' }));
  stop.abort()
  await Promise.allSettled(listening)
  const titles = (role: Role) => heard.get(role)?.flatMap(({ running }) => running.map(({ title }) => title)) ?? []
  expect(titles('payroll')).toContain('lunga 0')
  expect(heard.get('payroll')?.some(({ waiting }) => waiting > 0)).toBe(true)
  expect(heard.get('welfare')?.length).toBeGreaterThan(0)
  expect(heard.get('welfare')?.every(({ running, waiting }) => running.length === 0 && waiting === 0)).toBe(true)
})
