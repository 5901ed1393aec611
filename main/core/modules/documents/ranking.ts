/**
 * Which papers answer a query, best first. A paper answers when each term stands somewhere in it, whatever the
 * pages; papers with all terms on one page come first, then the sum of each term's best score decides. Papers
 * that were not scored (see the search repository) follow, the newest first.
 */
import type { Hit, SearchRepository } from '#db/modules/documents/search.repository.ts'
import { pauser } from '../../lib/pauser.ts'
import { ftsOf, type Query, type Term } from './search.rules.ts'

export interface Ranking {
  docs: number[]
  scores: ReadonlyMap<number, number>
  /** The page on which all terms stand together; papers are missing here where there is none, or none is known. */
  pages: ReadonlyMap<number, number>
}

const byScore = (a: Hit, b: Hit): number => b.score - a.score || b.doc - a.doc

/** Papers that hold every term, on whatever pages. */
async function docsWithAll(terms: readonly Weighed[], index: SearchRepository): Promise<Set<number>> {
  const pause = pauser()
  let left = new Set<number>()
  for (const [place, { term }] of terms.entries()) {
    await pause()
    const docs = index.docs(term)
    const before = left
    left = new Set(place === 0 ? docs : docs.filter((doc) => before.has(doc)))
    if (left.size === 0) break
  }
  return left
}

interface Weighed {
  term: string
  allScored: boolean
}

/** The sum of each term's best score in these papers. A term that stands nearly everywhere adds nothing. */
async function sums(docs: ReadonlySet<number>, terms: readonly Weighed[], index: SearchRepository): Promise<Hit[]> {
  const pause = pauser()
  const scores = new Map<number, number>(Array.from(docs, (doc) => [doc, 0]))
  for (const { term } of terms.filter(({ allScored }) => allScored)) {
    await pause()
    for (const hit of index.best(term)) {
      const sum = scores.get(hit.doc)
      if (sum !== undefined) scores.set(hit.doc, sum + hit.score)
    }
  }
  return Array.from(scores, ([doc, score]) => ({ doc, score, page: 0 }))
}

/** Papers with all terms on one page; the rarest term, which is the first, stands on no fewer. */
function onOnePage(terms: readonly Weighed[], index: SearchRepository): { scored: Hit[]; others: number[] } {
  const all = terms.map(({ term }) => term).join(' AND ')
  const scored = index.best(all)
  if (terms[0]?.allScored || (terms.length > 1 && index.weigh(all).allScored)) return { scored, others: [] }
  const known = new Set(scored.map((hit) => hit.doc))
  return {
    scored,
    others: index
      .docs(all)
      .filter((doc) => !known.has(doc))
      .reverse(),
  }
}

async function rankIncluded(terms: readonly Weighed[], index: SearchRepository): Promise<Ranking> {
  const { scored, others } = onOnePage(terms, index)
  const together = [...scored.sort(byScore).map((hit) => hit.doc), ...others]
  const apart: Hit[] = []
  if (terms.length > 1) {
    const docs = await docsWithAll(terms, index)
    for (const doc of together) docs.delete(doc)
    if (docs.size > 0) apart.push(...(await sums(docs, terms, index)))
  }
  return {
    docs: [...together, ...apart.sort(byScore).map((hit) => hit.doc)],
    scores: new Map([...scored, ...apart].map((hit) => [hit.doc, hit.score])),
    pages: new Map(scored.filter((hit) => hit.page > 0).map((hit) => [hit.doc, hit.page])),
  }
}

/** Papers in no order, for a list that is sorted otherwise: nothing is scored. */
async function gatherIncluded(terms: readonly Weighed[], index: SearchRepository): Promise<Ranking> {
  return { docs: [...(await docsWithAll(terms, index))], scores: new Map(), pages: new Map() }
}

/** @param scored whether the order by relevance is wanted; without it scores are missing */
export async function rankPapers(query: Query, index: SearchRepository, scored: boolean): Promise<Ranking> {
  // The rarest first: it leaves the fewest papers to the others, or none at all.
  const weighed = query.include.map(ftsOf).map((term) => ({ term, ...index.weigh(term) }))
  const terms = weighed.sort((a, b) => a.rows - b.rows)
  const ranking = await (scored ? rankIncluded : gatherIncluded)(terms, index)
  if (query.exclude.length === 0) return ranking
  const excluded = new Set(query.exclude.flatMap((term) => index.docs(ftsOf(term))))
  return { ...ranking, docs: ranking.docs.filter((doc) => !excluded.has(doc)) }
}

/** For each paper the page on which most of the terms stand, the earliest of equals; title and note only at last. */
export function bestPages(
  docs: readonly number[],
  terms: readonly Term[],
  index: SearchRepository,
): Map<number, number> {
  const counts = new Map<number, Map<number, number>>(docs.map((doc) => [doc, new Map()]))
  for (const term of terms) {
    for (const { doc, page } of index.pages(ftsOf(term), docs)) {
      const pages = counts.get(doc)
      pages?.set(page, (pages.get(page) ?? 0) + 1)
    }
  }
  return new Map(Array.from(counts, ([doc, pages]) => [doc, pageWithMost(pages)]))
}

function pageWithMost(pages: ReadonlyMap<number, number>): number {
  const order = (page: number): number => (page === 0 ? Number.POSITIVE_INFINITY : page)
  const sorted = [...pages].sort(([a, m], [b, n]) => n - m || order(a) - order(b))
  return sorted[0]?.[0] ?? 0
}
