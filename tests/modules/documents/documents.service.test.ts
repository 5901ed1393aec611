import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePdf } from '../../support/pdf.ts'
import { type Client, office, type Office } from '../../support/office.ts'
import { codeOf } from '../../support/refused.ts'

let house: Office
let ada: Client
let pdf: Buffer
let statuto: string
let note: string

/** Takes a file in and waits until it is read; gives its paper. */
async function takeIn(name: string, bytes: Uint8Array): Promise<string> {
  const folder = join(house.folder, '..', `smart-coop-in-${randomUUID()}`)
  mkdirSync(folder)
  writeFileSync(join(folder, name), bytes)
  try {
    for await (const event of await ada.documents.takeIn({ paths: [join(folder, name)], until: 'read' })) {
      if (event.kind === 'outcome' && event.outcome.paper) return event.outcome.paper
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  throw new Error(`${name} did not become a paper`)
}

/** Files of the store, by their sizes: the test knows no name. */
const stored = () =>
  readdirSync(join(house.folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

beforeAll(async () => {
  house = await office()
  ada = await house.as()
  pdf = await makePdf({
    heading: 'Statuto della cooperativa',
    pages: [
      'Articolo 1. La società è costituita.',
      'Articolo 2. I soci lavoratori e i soci volontari.',
      'Articolo 3. Il bilancio.',
    ],
  })
  statuto = await takeIn('statuto 2026.pdf', pdf)
  note = await takeIn('appunti.txt', Buffer.from('testo semplice'))
})
afterAll(() => house.close())

describe('a paper that was taken in', () => {
  it('is found by its words and opened at the page of the hit', async () => {
    const { total, rows } = await ada.documents.find({ query: '"soci lavoratori"' })
    expect(total).toBe(1)
    expect(rows[0]).toMatchObject({ id: statuto, page: 2, format: 'pdf', pages: 3, takenInBy: 'Ada Fontanelli' })
    expect(rows[0]?.snippet).toContainEqual({ text: 'soci lavoratori', hit: true })
  })

  it('is counted in its view', async () => {
    expect(await ada.documents.counts()).toMatchObject({ all: 2, review: 1, reading: 0, refused: 0 })
  })

  it('opens with the pages of the hits, the words to mark and the name of who brought it', async () => {
    const opened = await ada.documents.open({ id: statuto, query: `dell'articolo soci -bozza` })
    expect(opened.hits).toEqual([
      { page: 1, count: 1 },
      { page: 2, count: 3 },
      { page: 3, count: 1 },
    ])
    expect(opened.words).toEqual(['articolo', 'soci'])
    expect(opened.arrivals).toEqual([{ at: house.clock.now(), name: 'statuto 2026.pdf', by: 'Ada Fontanelli' }])
  })

  it('opens whatever was typed, with nothing marked when that is no query', async () => {
    expect(await ada.documents.open({ id: statuto, query: '"mai chiuso' })).toMatchObject({ hits: [], words: [] })
  })

  it('lists the second arrival of the same bytes', async () => {
    house.clock.pass(60_000)
    expect(await takeIn('copia.pdf', pdf)).toBe(statuto)
    const { arrivals } = await ada.documents.open({ id: statuto })
    expect(arrivals.map((arrival) => arrival.name)).toEqual(['statuto 2026.pdf', 'copia.pdf'])
  })
})

describe('the untouched original', () => {
  const part = async (offset: number, length: number) =>
    Buffer.from(await (await ada.documents.bytes({ id: statuto, offset, length })).arrayBuffer())

  it('is given byte for byte, in parts', async () => {
    const whole = Buffer.concat([await part(0, 100), await part(100, 4 * 1024 * 1024)])
    expect(createHash('sha256').update(whole).digest('hex')).toBe(createHash('sha256').update(pdf).digest('hex'))
  })

  it('ends where it ends', async () => {
    expect((await part(pdf.length - 5, 100)).equals(pdf.subarray(-5))).toBe(true)
    expect(await part(pdf.length, 10)).toHaveLength(0)
    expect(await part(1_000_000_000, 10)).toHaveLength(0)
  })

  it.each([
    { offset: -1, length: 10 },
    { offset: 0, length: 0 },
    { offset: 0.5, length: 10 },
    { offset: 0, length: 4 * 1024 * 1024 + 1 },
  ])('is not given for %j', async (wrong) => {
    expect(await codeOf(ada.documents.bytes({ id: statuto, ...wrong }))).toBe('bad-input')
  })

  it('has a picture of its first page, JPEG', async () => {
    const picture = Buffer.from(await (await ada.documents.picture({ id: statuto })).arrayBuffer())
    expect(picture.subarray(0, 3).toString('hex')).toBe('ffd8ff')
    expect(await codeOf(ada.documents.picture({ id: note }))).toBe('not-found')
  })

  it('is said not to be here when it is damaged or gone', async () => {
    const id = await takeIn('da perdere.pdf', await makePdf({ pages: ['una pagina da perdere'] }))
    const before = new Map(stored().map((path) => [path, readFileSync(path)]))
    for (const [path, bytes] of before) {
      const broken = Buffer.from(bytes)
      broken[broken.length - 20] = (broken[broken.length - 20] ?? 0) ^ 1
      writeFileSync(path, broken)
    }
    expect(await codeOf(ada.documents.bytes({ id, offset: 0, length: 10 }))).toBe('not-here')
    expect(await codeOf(ada.documents.picture({ id }))).toBe('not-found')
    for (const path of before.keys()) rmSync(path)
    expect(await codeOf(ada.documents.bytes({ id, offset: 0, length: 10 }))).toBe('not-here')
    for (const [path, bytes] of before) writeFileSync(path, bytes)
    expect((await ada.documents.bytes({ id, offset: 0, length: 10 })).size).toBe(10)
  })
})

describe('an edit', () => {
  it('is found at once by the new words and no longer by the old', async () => {
    const id = await takeIn('vecchio nome.pdf', await makePdf({ pages: ['contenuto qualunque'] }))
    await ada.documents.edit({ id, title: 'Convenzione nuova', note: 'archiviata in cantina' })
    const found = async (query: string) => (await ada.documents.find({ query })).rows.map((row) => row.id)
    expect(await found('convenzione')).toEqual([id])
    expect(await found('cantina')).toEqual([id])
    await ada.documents.edit({ id, note: '' })
    expect(await found('cantina')).toEqual([])
    expect(await found('convenzione')).toEqual([id])
    expect(await found('qualunque')).toEqual([id])
    await ada.documents.edit({ id, title: 'Altro' })
    expect(await found('convenzione')).toEqual([])
  })

  it('changes only what it names, and what a person gave outlives another reading', async () => {
    const id = await takeIn('verbale.pdf', await makePdf({ heading: 'Verbale', pages: ['Roma, 4 maggio 2026'] }))
    const edited = await ada.documents.edit({ id, title: 'Titolo mio', date: '2020-02-29' })
    expect(edited).toMatchObject({ title: 'Titolo mio', date: '2020-02-29', note: '' })
    expect(await ada.documents.edit({ id, note: 'n' })).toMatchObject({
      title: 'Titolo mio',
      date: '2020-02-29',
      note: 'n',
    })
    expect(await ada.documents.edit({ id, date: null })).toMatchObject({ date: null, title: 'Titolo mio' })
    const { rows } = await ada.documents.find({ query: 'mio' })
    expect(rows[0]).toMatchObject({ id, title: 'Titolo mio' })
  })

  it('of a paper that is not there is refused', async () => {
    const id = randomUUID()
    expect(await codeOf(ada.documents.edit({ id, title: 'x' }))).toBe('not-found')
    expect(await codeOf(ada.documents.open({ id }))).toBe('not-found')
    expect(await codeOf(ada.documents.bytes({ id, offset: 0, length: 1 }))).toBe('not-found')
    expect(await codeOf(ada.documents.cancel({ id }))).toBe('not-found')
    expect(await codeOf(ada.documents.retry({ id }))).toBe('not-found')
  })

  it.each([{ title: '   ' }, { title: 'x'.repeat(301) }, { date: '2026-02-30' }, { note: 'x'.repeat(10_001) }])(
    'with wrong values is refused and changes nothing',
    async (wrong) => {
      expect(await codeOf(ada.documents.edit({ id: statuto, ...wrong }))).toBe('bad-input')
      expect((await ada.documents.open({ id: statuto })).paper).toMatchObject({ note: '', date: null })
    },
  )
})

describe('what cannot be asked', () => {
  it.each([
    ['"aperto', 'query-open-quote'],
    ['-solo -questi', 'query-only-exclusions'],
    ['!?', 'query-empty'],
    [Array.from({ length: 30 }, (_, i) => `w${i}`).join(' '), 'query-too-long'],
    ['x'.repeat(1001), 'bad-input'],
  ])('«%s» is answered with %s', async (query, code) => {
    expect(await codeOf(ada.documents.find({ query }))).toBe(code)
  })

  it('is anything while nobody is signed in', async () => {
    expect(await codeOf(house.nobody().documents.find({}))).toBe('signed-out')
  })
})

describe('reading once more', () => {
  it('is refused where it can change nothing', async () => {
    expect(await codeOf(ada.documents.retry({ id: statuto }))).toBe('nothing-to-retry')
    expect(await codeOf(ada.documents.retry({ id: note }))).toBe('nothing-to-retry')
  })

  it('tries a refused paper again', async () => {
    const id = await takeIn('rotto.pdf', Buffer.from('%PDF-1.7\nnon proprio'))
    expect((await ada.documents.open({ id })).paper.state).toBe('refused')
    await ada.documents.retry({ id })
    await expect.poll(async () => (await ada.documents.open({ id })).paper.state, { timeout: 20_000 }).toBe('refused')
  })

  it('of a paper that waits can be stopped, and stopping a read one changes nothing', async () => {
    await ada.documents.cancel({ id: statuto })
    expect((await ada.documents.open({ id: statuto })).paper.state).toBe('filed')
  })
})
