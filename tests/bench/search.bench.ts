/**
 * How long a whole `find` takes beside the bare question to FTS5, on one index, in one run.
 * `PAPERS` sets how many papers there are (20,000).
 */
import { statSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { findInput } from '#contract/documents.contract.ts'
import { documentsRepository } from '#db/modules/documents/documents.repository.ts'
import { searchRepository } from '#db/modules/documents/search.repository.ts'
import { type Finder, findPapers } from '#core/modules/documents/find.ts'
import { drawer, inventedWords, random } from './invented.ts'
import { openShelf, type Shelf, shelve } from './shelf.ts'

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const papers = Number(process.env.PAPERS ?? 20_000)
const wordsOfPage = 250

async function fill(shelf: Shelf): Promise<string[]> {
  const next = random(7)
  const words = inventedWords(40_000, next)
  const draw = drawer(words, next)
  const text = (length: number) => Array.from({ length }, draw).join(' ')
  for (let from = 0; from < papers; from += 500) {
    await shelf.db.write((tx) => {
      for (let i = from; i < Math.min(from + 500, papers); i++) {
        const pages = 1 + Math.floor(next() * next() * 8)
        shelve(tx, {
          title: text(5),
          takenInAt: 1_600_000_000_000 + i * 1000,
          date:
            next() < 0.7
              ? `20${10 + Math.floor(next() * 16)}-0${1 + Math.floor(next() * 9)}-1${Math.floor(next() * 10)}`
              : null,
          format: next() < 0.9 ? 'pdf' : 'docx',
          texts: Array.from({ length: pages }, () => text(wordsOfPage)),
        })
      }
    })
  }
  return words
}

interface Times {
  p50: number
  p95: number
  most: number
}

/** Runs the ways in turn, so that whatever else the machine does meets them alike. */
async function measure(times: number, ...ways: ((i: number) => unknown)[]): Promise<Times[]> {
  const took: number[][] = ways.map(() => [])
  for (let i = 0; i < times; i++) {
    for (const [way, run] of ways.entries()) {
      const started = performance.now()
      await run(i)
      took[way]?.push(performance.now() - started)
    }
  }
  return took.map((list) => {
    list.sort((x, y) => x - y)
    const at = (share: number) => list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0
    return { p50: at(0.5), p95: at(0.95), most: list.at(-1) ?? 0 }
  })
}

const once = async (times: number, run: (i: number) => unknown) =>
  (await measure(times, run))[0] ?? { p50: 0, p95: 0, most: 0 }

const show = ({ p50, p95, most }: Times) => `p50 ${p50.toFixed(2)}  p95 ${p95.toFixed(2)}  max ${most.toFixed(2)} ms`

const shelf = await openShelf()
try {
  const began = performance.now()
  const words = await fill(shelf)
  await shelf.tidy()
  print(
    `filled in ${((performance.now() - began) / 1000).toFixed(1)} s, ${(statSync(shelf.file).size / 1e6).toFixed(0)} MB`,
  )
  const pages = Number(shelf.db.read.prepare('SELECT count(*) FROM paper_page').pluck().get())
  print(`search: ${papers} papers, ${pages} pages`)
  const finder: Finder = {
    papers: documentsRepository(shelf.db.read),
    index: searchRepository(shelf.db.read),
    nameOf: (person) => person,
    spaces: ['direzione'],
  }
  const find = (query: string, more: object = {}) => findPapers(findInput.parse({ query, limit: 20, ...more }), finder)
  const bare = shelf.db.read.prepare('SELECT rowid FROM paper_fts WHERE paper_fts MATCH ? ORDER BY rank LIMIT 20')
  const word = (from: number, to: number, i: number) => words[from + ((i * 7919) % (to - from))] ?? ''
  const kinds: [string, (i: number) => { typed: string; bare: string }][] = [
    [
      'rare word',
      (i) => {
        const w = word(5000, 35_000, i)
        return { typed: w, bare: `"${w}"` }
      },
    ],
    [
      'ordinary word',
      (i) => {
        const w = word(300, 5000, i)
        return { typed: w, bare: `"${w}"` }
      },
    ],
    [
      'frequent word',
      (i) => {
        const w = word(30, 300, i)
        return { typed: w, bare: `"${w}"` }
      },
    ],
    [
      'word of every page',
      (i) => {
        const w = word(0, 30, i)
        return { typed: w, bare: `"${w}"` }
      },
    ],
    [
      'two words',
      (i) => {
        const [v, w] = [word(100, 2000, i), word(300, 5000, i + 1)]
        return { typed: `${v} ${w}`, bare: `"${v}" AND "${w}"` }
      },
    ],
    [
      'three words',
      (i) => {
        const [u, v, w] = [word(0, 100, i), word(100, 1000, i), word(100, 1000, i + 3)]
        return { typed: `${u} ${v} ${w}`, bare: `"${u}" AND "${v}" AND "${w}"` }
      },
    ],
    [
      'beginning* of two letters',
      (i) => {
        const w = word(300, 5000, i).slice(0, 2)
        return { typed: `${w}*`, bare: `"${w}"*` }
      },
    ],
    [
      'beginning* of four letters',
      (i) => {
        const w = word(300, 5000, i).slice(0, 4)
        return { typed: `${w}*`, bare: `"${w}"*` }
      },
    ],
    [
      'phrase',
      (i) => {
        const [v, w] = [word(5, 60, i), word(30, 200, i + 1)]
        return { typed: `"${v} ${w}"`, bare: `"${v} ${w}"` }
      },
    ],
    [
      'word -word',
      (i) => {
        const [v, w] = [word(100, 2000, i), word(30, 300, i + 1)]
        return { typed: `${v} -${w}`, bare: `"${v}" NOT "${w}"` }
      },
    ],
  ]
  for (const [name, make] of kinds) {
    const n = 60
    await measure(5, (i) => find(make(i + 1000).typed))
    const [whole, raw] = await measure(
      n,
      (i) => find(make(i).typed),
      (i) => bare.all(make(i).bare),
    )
    if (!whole || !raw) continue
    const ratio = whole.p95 / raw.p95
    print(
      `  ${name}: find ${show(whole)}; FTS5 alone ${show(raw)}; p95 ratio ${ratio.toFixed(2)} (aim <= 1.5 for single words)`,
    )
    const extra = whole.p50 - raw.p50
    print(
      `  ${name}: find takes ${extra.toFixed(1)} ms more at p50 (limit: find p95 < 50 ms: ${whole.p95 < 50 ? 'held' : 'BROKEN'})`,
    )
  }
  for (const [name, more] of [
    ['nothing asked', {}],
    ['nothing asked, by title', { order: 'title' }],
    ['nothing asked, by date', { order: 'date' }],
    ['nothing asked, far page', { offset: 15_000 }],
    ['nothing asked, filtered', { formats: ['docx'], from: '2020-01-01', to: '2021-12-31' }],
  ] as const) {
    print(`  ${name}: ${show(await once(20, () => find('', more)))} (limit p95 < 50 ms)`)
  }
  for (const [name, more] of [
    ['frequent word, filtered', { formats: ['docx'], from: '2020-01-01' }],
    ['frequent word, newest', { order: 'newest' }],
  ] as const) {
    print(`  ${name}: ${show(await once(40, (i) => find(word(30, 300, i), more)))} (limit p95 < 50 ms)`)
  }
} finally {
  await shelf.close()
}
