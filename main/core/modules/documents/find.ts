/** Finding: one page of the papers that answer, and where their words stand. */
import type * as z from 'zod'
import type { findInput, PaperRow } from '#contract/documents.contract.ts'
import type { DocumentsRepository, ListedPaper, PaperListing } from '#db/modules/documents/documents.repository.ts'
import type { SearchRepository } from '#db/modules/documents/search.repository.ts'
import { dayAfter, isSpecial, paperFromRow, startOfDay, statesOf } from './paper.rules.ts'
import { bestPages, type Ranking, rankPapers } from './ranking.ts'
import { readQuery, type Term } from './search.rules.ts'
import { firstWords, snippetAround } from './snippet.rules.ts'

export interface Finder {
  papers: DocumentsRepository
  index: SearchRepository
  nameOf(person: string): string
  /** The spaces that the person who asks reaches. */
  spaces: readonly string[]
}

type FindRequest = z.output<typeof findInput>

function listingOf(request: FindRequest, docs: readonly number[] | null, spaces: readonly string[]): PaperListing {
  return {
    docs,
    spaces,
    trashed: request.view === 'trash',
    states: statesOf[request.view],
    formats: request.formats,
    from: request.from ? { day: request.from, moment: startOfDay(request.from) } : null,
    to: request.to ? { day: request.to, moment: startOfDay(dayAfter(request.to)) } : null,
    order: request.order,
    offset: request.offset,
    limit: request.limit,
  }
}

/** The page to open each paper at: where the ranking met all terms together, or else where most of them stand. */
function pagesOf(rows: readonly ListedPaper[], ranking: Ranking, terms: readonly Term[], index: SearchRepository) {
  const unknown = rows.flatMap(({ doc }) => (doc === null || ranking.pages.has(doc) ? [] : [doc]))
  return new Map([...ranking.pages, ...bestPages(unknown, terms, index)])
}

type Place = Pick<PaperRow, 'snippet' | 'page'>

function placeOf(row: ListedPaper, page: number, terms: readonly Term[], { papers }: Finder): Place {
  // A list shows nothing of such a paper, also to who has opened it: somebody may be looking over their shoulder.
  if (isSpecial(row)) return { snippet: [], page: null }
  const opening = () => firstWords(papers.pageText(row.id, 1), row.title)
  if (page === 0) return { snippet: snippetAround(row.note, terms) ?? opening(), page: null }
  return { snippet: snippetAround(papers.pageText(row.id, page), terms) ?? opening(), page }
}

/** @throws Refusal query-too-long, query-only-exclusions, query-open-quote, query-empty */
export async function findPapers(
  request: FindRequest,
  finder: Finder,
): Promise<{ total: number; ms: number; rows: PaperRow[] }> {
  const started = performance.now()
  const query = readQuery(request.query)
  const ranking = query ? await rankPapers(query, finder.index, request.order === 'relevant') : null
  const terms = query?.include ?? []
  const { rows, total } = finder.papers.list(listingOf(request, ranking?.docs ?? null, finder.spaces))
  const pages = ranking ? pagesOf(rows, ranking, terms, finder.index) : new Map<number, number>()
  const shown = rows.map((row) => ({
    ...paperFromRow(row, finder.nameOf, isSpecial(row)),
    ...placeOf(row, pages.get(row.doc ?? -1) ?? 0, terms, finder),
    score: ranking?.scores.get(row.doc ?? -1) ?? 0,
  }))
  return { total, ms: performance.now() - started, rows: shown }
}
