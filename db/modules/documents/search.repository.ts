/**
 * Asks the full-text index. Its rows are `doc * 4096 + page`, page 0 being title and note. A term is an FTS5
 * string that the search rules have made; nothing here is put together from what a person typed.
 *
 * To score a row costs a hundred times what it costs to pass it, and a word that stands nearly everywhere tells
 * no paper from another. So at most `mostScored` rows of a question are scored, those of the newest papers.
 */
import type Database from 'better-sqlite3'
import { rowsPerPaper } from './documents.writes.ts'

/** Some 10 ms on an office machine. */
const mostRowsScored = 6000
/** Words of the title weigh more than words of the text. */
const weights = 'bm25(8.0, 1.0)'

/** A paper's best row: its score (higher is better) and its page, 0 for title and note. */
export interface Hit {
  doc: number
  score: number
  page: number
}

export interface SearchRepository {
  /** How many rows hold the term, and whether all of them are scored by `best`. */
  weigh(term: string): { rows: number; allScored: boolean }
  /** Each paper's best row, of the rows that are scored. */
  best(term: string): Hit[]
  /** Every paper in which the term stands, the oldest first. */
  docs(term: string): number[]
  /** The pages of these papers on which the term stands. */
  pages(term: string, docs: readonly number[]): { doc: number; page: number }[]
}

export function searchRepository(read: Database.Database, mostScored = mostRowsScored): SearchRepository {
  const rowDoc = `rowid / ${rowsPerPaper}`
  const rowPage = `rowid % ${rowsPerPaper}`
  const rows = read.prepare<[string], number>('SELECT count(*) FROM paper_fts WHERE paper_fts MATCH ?').pluck()
  // SQLite takes the bare column of a min() from the row that holds the minimum.
  const best = read.prepare<[string, number], Hit>(
    `SELECT doc, -min(rank) AS score, page FROM (
       SELECT ${rowDoc} AS doc, rank, ${rowPage} AS page FROM paper_fts
       WHERE paper_fts MATCH ? AND rank MATCH '${weights}' ORDER BY rowid DESC LIMIT ?)
     GROUP BY doc`,
  )
  // One string instead of a call for each row: three times as fast for words that stand everywhere.
  const docs = read
    .prepare<[string], string | null>(
      `SELECT group_concat(doc) FROM (SELECT DISTINCT ${rowDoc} AS doc FROM paper_fts WHERE paper_fts MATCH ?)`,
    )
    .pluck()
  const pages = read.prepare<[string, string], { doc: number; page: number }>(
    `SELECT ${rowDoc} AS doc, ${rowPage} AS page FROM paper_fts
     WHERE paper_fts MATCH ? AND ${rowDoc} IN (SELECT value FROM json_each(?))`,
  )
  return {
    weigh(term) {
      const count = rows.get(term) ?? 0
      return { rows: count, allScored: count <= mostScored }
    },
    best: (term) => best.all(term, mostScored),
    docs(term) {
      const list = docs.get(term)
      return list ? list.split(',').map(Number) : []
    },
    pages: (term, wanted) => (wanted.length > 0 ? pages.all(term, JSON.stringify(wanted)) : []),
  }
}
