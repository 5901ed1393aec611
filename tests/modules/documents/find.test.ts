import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findInput, type FindInput } from '#contract/documents.contract.ts'
import { findPapers, type Finder } from '#core/modules/documents/find.ts'
import { documentsRepository } from '#db/modules/documents/documents.repository.ts'
import { searchRepository } from '#db/modules/documents/search.repository.ts'
import { openShelf, type Shelf, type Shelved, shelve } from '../../bench/shelf.ts'

let shelf: Shelf
let finder: Finder

beforeEach(async () => {
  shelf = await openShelf()
  finder = {
    papers: documentsRepository(shelf.db.read),
    index: searchRepository(shelf.db.read),
    nameOf: (person) => `nome di ${person}`,
    spaces: ['direzione'],
  }
})
afterEach(() => shelf.close())

const put = (...papers: Shelved[]) => shelf.db.write((tx) => papers.map((paper) => shelve(tx, paper)))
const find = (query: string, more: Partial<FindInput> = {}) => findPapers(findInput.parse({ query, ...more }), finder)
const titles = async (query: string, more: Partial<FindInput> = {}) =>
  (await find(query, more)).rows.map((row) => row.title)

describe('a query', () => {
  it('finds a paper when all words stand in it, on whatever pages, in title or note', async () => {
    await put(
      { title: 'A', texts: ['il bilancio', 'della assemblea'] },
      { title: 'B', texts: ['il bilancio'] },
      { title: 'Assemblea', note: 'con il bilancio', texts: ['niente'] },
      { title: 'D bilancio', texts: ['x', 'y', 'assemblea'] },
    )
    expect((await titles('bilancio assemblea')).sort()).toEqual(['A', 'Assemblea', 'D bilancio'])
  })

  it('puts papers with all words on one page first, however good the others are', async () => {
    await put(
      { title: 'insieme', texts: [`bilancio ${'parola '.repeat(300)} assemblea`] },
      { title: 'sparse', texts: ['bilancio bilancio', 'assemblea assemblea'] },
    )
    expect(await titles('bilancio assemblea')).toEqual(['insieme', 'sparse'])
  })

  it('puts a word in the title before the same word in the text', async () => {
    await put({ title: 'Altro', texts: ['statuto e altro ancora'] }, { title: 'Statuto', texts: ['altro'] })
    expect(await titles('statuto')).toEqual(['Statuto', 'Altro'])
  })

  it('takes papers away in which an excluded word stands on any page', async () => {
    await put(
      { title: 'A', texts: ['contratto', 'bozza'] },
      { title: 'B', texts: ['contratto'] },
      { title: 'bozza', texts: ['contratto'] },
    )
    expect(await titles('contratto -bozza')).toEqual(['B'])
    expect(await titles('contratto -"bozza contratto"')).toHaveLength(3)
  })

  it('ignores accents and case, and finds beginnings and phrases', async () => {
    await put(
      { title: 'A', texts: ['La società PERCHÉ'] },
      { title: 'B', texts: ['perche la societa'] },
      { title: 'C', texts: ['sociale'] },
    )
    expect(await titles('Società perché')).toHaveLength(2)
    expect(await titles('soci*')).toHaveLength(3)
    expect(await titles('"la societa perche"')).toEqual(['A'])
  })

  it('never reads words as the syntax of the index', async () => {
    await put({ title: 'head', texts: ['near and or not'] }, { title: 'B', texts: ['near'] })
    expect(await titles('near OR head')).toEqual(['head'])
    expect(await titles('head:near')).toEqual([])
    expect(await titles('NOT near')).toEqual(['head'])
  })

  it('opens at the page on which most of the words stand, the earliest of equals', async () => {
    await put({ title: 'A', texts: ['soci', 'bilancio soci', 'bilancio soci', 'verbale'] })
    expect((await find('bilancio soci verbale')).rows[0]?.page).toBe(2)
  })

  it('opens at a page of the text when the word stands in the title too', async () => {
    await put({ title: 'Statuto', texts: ['premessa', 'lo statuto'] })
    const [row] = (await find('statuto')).rows
    expect(row?.page).toBe(2)
    expect(row?.snippet).toContainEqual({ text: 'statuto', hit: true })
  })

  it('names no page when the words stand in title or note, and shows the note', async () => {
    await put({ title: 'Statuto', note: 'da firmare in rosso', texts: ['premessa'] })
    expect((await find('rosso')).rows[0]).toMatchObject({ page: null })
    expect((await find('rosso')).rows[0]?.snippet).toContainEqual({ text: 'rosso', hit: true })
    expect((await find('statuto')).rows[0]).toMatchObject({ page: null, snippet: [{ text: 'premessa', hit: false }] })
  })

  it('tells how many there are and gives one page after the other, each paper once', async () => {
    await put(
      ...Array.from({ length: 25 }, (_, i) => ({
        title: `Carta ${i}`,
        texts: [`bilancio ${'parola '.repeat(i)}`, 'bilancio'],
      })),
    )
    const pages = [
      await find('bilancio', { limit: 10 }),
      await find('bilancio', { limit: 10, offset: 10 }),
      await find('bilancio', { limit: 10, offset: 20 }),
    ]
    expect(pages.map((page) => [page.total, page.rows.length])).toEqual([
      [25, 10],
      [25, 10],
      [25, 5],
    ])
    expect(new Set(pages.flatMap((page) => page.rows.map((row) => row.id))).size).toBe(25)
  })

  it('finds every paper with a word that stands nearly everywhere, scoring only the newest rows', async () => {
    await put(
      ...Array.from({ length: 12 }, (_, i) => ({ title: `${i}`, texts: ['di', `di ${i === 3 ? 'raro' : ''}`] })),
    )
    finder.index = searchRepository(shelf.db.read, 4)
    const { total, rows } = await find('di')
    expect(total).toBe(12)
    expect(rows.map((row) => row.title).slice(2)).toEqual(['9', '8', '7', '6', '5', '4', '3', '2', '1', '0'])
    expect(rows.every((row) => row.page !== null)).toBe(true)
    expect(await titles('di raro')).toEqual(['3'])
  })
})

describe('the list', () => {
  const day = (n: number) => Date.UTC(2026, 4, n, 10)

  it('is newest first, and shows the first words', async () => {
    await put(
      { title: 'A', takenInAt: day(1), texts: ['uno due'] },
      { title: 'B', takenInAt: day(3) },
      { title: 'C', takenInAt: day(2) },
    )
    const { rows, total } = await find('')
    expect(rows.map((row) => row.title)).toEqual(['B', 'C', 'A'])
    expect(rows[2]).toMatchObject({
      snippet: [{ text: 'uno due', hit: false }],
      page: null,
      score: 0,
      takenInBy: 'nome di ada',
    })
    expect(total).toBe(3)
  })

  it.each([
    ['newest', ['B', 'c', 'a']],
    ['oldest', ['a', 'c', 'B']],
    ['title', ['a', 'B', 'c']],
    ['date', ['c', 'B', 'a']],
  ] as const)('is sorted alike with a query and without: %s', async (order, wanted) => {
    await put(
      { title: 'a', takenInAt: day(1), date: null, texts: ['bilancio'] },
      { title: 'B', takenInAt: day(3), date: '2025-01-01', texts: ['bilancio'] },
      { title: 'c', takenInAt: day(2), date: '2026-01-01', texts: ['bilancio'] },
    )
    expect(await titles('', { order })).toEqual(wanted)
    expect(await titles('bilancio', { order })).toEqual(wanted)
  })

  it('filters by state, format and day alike with a query and without', async () => {
    await put(
      { title: 'filed', texts: ['bilancio'], date: '2026-03-01' },
      { title: 'reading', state: 'reading', texts: ['bilancio'], takenInAt: day(1) },
      { title: 'waiting', state: 'waiting', texts: ['bilancio'], takenInAt: day(1) },
      { title: 'review', state: 'review', texts: ['bilancio'], date: '2026-03-31', format: 'docx' },
      { title: 'refused', state: 'refused', texts: ['bilancio'], date: '2026-04-01' },
      { title: 'cancelled', state: 'cancelled', texts: ['bilancio'], date: '2026-04-02' },
    )
    for (const query of ['', 'bilancio']) {
      const held = async (more: Partial<FindInput>) => (await titles(query, more)).sort()
      expect(await held({ view: 'reading' })).toEqual(['reading', 'waiting'])
      expect(await held({ view: 'review' })).toEqual(['review'])
      expect(await held({ view: 'refused' })).toEqual(['cancelled', 'refused'])
      expect(await held({ formats: ['docx', 'xlsx'] })).toEqual(['review'])
      expect(await held({ from: '2026-03-01', to: '2026-03-31' })).toEqual(['filed', 'review'])
      expect(await held({ from: '2026-04-02' })).toEqual(['cancelled', 'reading', 'waiting'])
      expect((await find(query, { view: 'refused', limit: 1 })).total).toBe(2)
    }
  })

  it('counts a paper without a date with the Italian day on which it was taken in', async () => {
    // 22:30 in Greenwich is half past midnight in Rome in summer, and half past eleven at night in winter.
    await put(
      { title: 'estate', takenInAt: Date.UTC(2026, 6, 1, 22, 30) },
      { title: 'inverno', takenInAt: Date.UTC(2026, 0, 1, 22, 30) },
    )
    expect(await titles('', { from: '2026-07-02', to: '2026-07-02' })).toEqual(['estate'])
    expect(await titles('', { from: '2026-01-01', to: '2026-01-01' })).toEqual(['inverno'])
  })

  it('walks through all papers or looks each hit up, with one answer', async () => {
    const many = 2001
    await put(
      ...Array.from({ length: many + 300 }, (_, i) => ({
        title: `carta ${i}`,
        takenInAt: i,
        format: i % 2 === 0 ? ('pdf' as const) : ('docx' as const),
        note: i < many ? 'molte' : '',
      })),
    )
    const { total, rows } = await find('molte', { formats: ['docx'], order: 'newest', limit: 3 })
    expect(total).toBe(1000)
    expect(rows.map((row) => row.title)).toEqual(['carta 1999', 'carta 1997', 'carta 1995'])
    expect((await find('molte', { formats: ['docx'] })).total).toBe(1000)
    expect((await find('molte')).total).toBe(many)
  })
})
