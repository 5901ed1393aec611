/** On which pages of one paper the words of a query stand, and how often. */
import type { DocumentsRepository } from '#db/modules/documents/documents.repository.ts'
import type { SearchRepository } from '#db/modules/documents/search.repository.ts'
import { pauser } from '../../lib/pauser.ts'
import { ftsOf, type Term } from './search.rules.ts'
import { spansOf } from './snippet.rules.ts'
import { wordsOf } from './words.rules.ts'

interface HitsRequest {
  id: string
  doc: number | null
  terms: readonly Term[]
  papers: DocumentsRepository
  index: SearchRepository
  signal: AbortSignal
}

/** The index names the pages; their texts are counted in slices, for a paper may have two thousand pages. */
export async function hitsIn(request: HitsRequest): Promise<{ page: number; count: number }[]> {
  const { id, doc, terms, papers, index, signal } = request
  if (doc === null || terms.length === 0) return []
  const found = terms.flatMap((term) => index.pages(ftsOf(term), [doc]).map(({ page }) => page))
  const pages = [...new Set(found)].filter((page) => page > 0).sort((a, b) => a - b)
  const hits: { page: number; count: number }[] = []
  const pause = pauser()
  for (const page of pages) {
    await pause()
    signal.throwIfAborted()
    const count = spansOf(wordsOf(papers.pageText(id, page)), terms).length
    if (count > 0) hits.push({ page, count })
  }
  return hits
}
