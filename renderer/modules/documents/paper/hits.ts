/** From what the core says of a query's words in a paper to what the viewer marks. */
import type { Hits } from '../viewer/hitFinder.ts'

interface Found {
  hits: readonly { page: number; count: number }[]
  words: readonly string[]
}

/** Null when there is nothing to mark on any page. */
export function hitsFrom({ hits, words }: Found, query: string): Hits | null {
  if (hits.length === 0 || words.length === 0) return null
  const begun = words.filter((word) => query.includes(`${word}*`) || query.includes(`${word}"*`))
  return { words, begun, pages: new Set(hits.map((hit) => hit.page)) }
}
