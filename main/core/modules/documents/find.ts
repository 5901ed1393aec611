/** Finding: the papers of a query in their order, one page of them, and where their words stand. */
import { performance } from 'node:perf_hooks'
import type * as z from 'zod'
import type { findInput, PaperRow } from '#contract/documents.contract.ts'
import type { DocumentsRepository, ListedPaper, PaperListing } from '#db/modules/documents/documents.repository.ts'
import type { SearchRepository } from '#db/modules/documents/search.repository.ts'
import { dayAfter, paperFromRow, startOfDay, statesOf } from './paper.rules.ts'
import { ftsOf, type Query, readQuery, type Term } from './search.rules.ts'
import { firstWords, snippetAround } from './snippet.rules.ts'

export interface Finder {
  papers: DocumentsRepository
  index: SearchRepository
  nameOf(person: string): string
}

type FindRequest = z.output<typeof findInput>

interface Ranked {
  docs: number[]
  scores: Map<number, number>
}

/** Papers that hold every term, whatever the pages; best first. */
function rank(query: Query, index: SearchRepository): Ranked {
  const sets = query.include.map((term) => index.best(ftsOf(term)))
  const [least, ...others] = [...sets].sort((a, b) => a.size - b.size)
  const excluded = new Set(query.exclude.flatMap((term) => index.docs(ftsOf(term))))
  const together = sets.length > 1 ? new Set(index.docs(query.include.map(ftsOf).join(' AND '))) : null
  const scores = new Map<number, number>()
  for (const [doc, score] of least ?? []) {
    if (excluded.has(doc)) continue
    let sum = score
    let all = true
    for (const other of others) {
      const more = other.get(doc)
      if (more === undefined) {
        all = false
        break
      }
      sum += more
    }
    if (all) scores.set(doc, sum)
  }
  const onOnePage = (doc: number) => (together?.has(doc) ? 1 : 0)
  const docs = [...scores.keys()].sort(
    (a, b) => onOnePage(b) - onOnePage(a) || (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || b - a,
  )
  return { docs, scores }
}

/** The page on which most of the terms stand, the earliest of equals; 0 is title and note, chosen last. */
export function bestPage(doc: number, terms: readonly Term[], index: SearchRepository): number {
  const counts = new Map<number, number>()
  for (const term of terms) {
    for (const page of index.pages(ftsOf(term), doc)) counts.set(page, (counts.get(page) ?? 0) + 1)
  }
  let best = 0
  let most = 0
  for (const [page, count] of [...counts].sort(([a], [b]) => a - b)) {
    if (count > most || (count === most && best === 0)) {
      best = page
      most = count
    }
  }
  return best
}

function listingOf(request: FindRequest, docs: number[] | null): PaperListing {
  return {
    docs,
    states: statesOf[request.view],
    formats: request.formats,
    from: request.from ? { day: request.from, moment: startOfDay(request.from) } : null,
    to: request.to ? { day: request.to, moment: startOfDay(dayAfter(request.to)) } : null,
    order: request.order,
    offset: request.offset,
    limit: request.limit,
  }
}

/** @throws Refusal query-too-long, query-only-exclusions, query-open-quote, query-empty */
export function findPapers(request: FindRequest, finder: Finder): { total: number; ms: number; rows: PaperRow[] } {
  const started = performance.now()
  const query = readQuery(request.query)
  const ranked = query ? rank(query, finder.index) : null
  const { rows, total } = finder.papers.list(listingOf(request, ranked?.docs ?? null))
  const shown = rows.map((row) => ({
    ...paperFromRow(row, finder.nameOf),
    ...placeOf(row, query?.include ?? [], finder),
    score: row.doc === null ? 0 : (ranked?.scores.get(row.doc) ?? 0),
  }))
  return { total, ms: performance.now() - started, rows: shown }
}

function placeOf(row: ListedPaper, terms: readonly Term[], finder: Finder): Pick<PaperRow, 'snippet' | 'page'> {
  const opening = () => firstWords(finder.papers.pageText(row.id, 1), row.title)
  if (row.doc === null) return { snippet: opening(), page: null }
  const page = bestPage(row.doc, terms, finder.index)
  if (page === 0) return { snippet: snippetAround(row.note, terms) ?? opening(), page: null }
  return { snippet: snippetAround(finder.papers.pageText(row.id, page), terms) ?? opening(), page }
}
