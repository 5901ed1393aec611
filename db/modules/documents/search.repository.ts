/**
 * Asks the full-text index. Its rows are `doc * 4096 + page`, page 0 being title and note. A term is an FTS5
 * string that the search rules have made; nothing here is put together from what a person typed.
 */
import type Database from 'better-sqlite3'

/** Rows of one paper in the index. */
export const pagesOfDoc = 4096
/** Words in the title weigh more than words in the text. */
const weights = `bm25(8.0, 1.0)`

export interface SearchRepository {
  /** Papers in which the term stands, and the best score of any of their pages (higher is better). */
  best(term: string): Map<number, number>
  /** Papers in which the term stands, in no order. */
  docs(term: string): number[]
  /** Pages of one paper on which the term stands. */
  pages(term: string, doc: number): number[]
}

export function searchRepository(read: Database.Database): SearchRepository {
  const best = read
    .prepare<[string], [number, number]>(
      `SELECT rowid / ${pagesOfDoc}, -rank FROM paper_fts WHERE paper_fts MATCH ? AND rank MATCH '${weights}'`,
    )
    .raw()
  const docs = read
    .prepare<[string], number>(`SELECT DISTINCT rowid / ${pagesOfDoc} FROM paper_fts WHERE paper_fts MATCH ?`)
    .pluck()
  const pages = read
    .prepare<[string, number, number], number>(
      `SELECT rowid % ${pagesOfDoc} FROM paper_fts WHERE paper_fts MATCH ? AND rowid BETWEEN ? AND ?`,
    )
    .pluck()
  return {
    best(term) {
      const scores = new Map<number, number>()
      for (const [doc, score] of best.iterate(term)) {
        const before = scores.get(doc)
        if (before === undefined || score > before) scores.set(doc, score)
      }
      return scores
    },
    docs: (term) => docs.all(term),
    pages: (term, doc) => pages.all(term, doc * pagesOfDoc, doc * pagesOfDoc + pagesOfDoc - 1),
  }
}
