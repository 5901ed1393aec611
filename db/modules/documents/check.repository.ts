/** What the check of the machine asks of the database: rows in slices, so that no read stays open meanwhile. */
import type Database from 'better-sqlite3'
import type { PaperState } from '#contract/documents.contract.ts'
import { rowsPerPaper } from './documents.writes.ts'

export interface CheckedPaper {
  id: string
  content: string
  picture: string | null
  doc: number | null
  state: PaperState
  title: string
  note: string
}

export interface CheckRepository {
  papers(): number
  /** Ids of the next papers after one, in their order. */
  idsAfter(id: string, limit: number): string[]
  paper(id: string): CheckedPaper | null
  /** Whether any paper has this file as its original or its picture. */
  knowsFile(name: string): boolean
  pages(paper: string): number[]
  /** Rows of one paper in the index, with the number of words of each column as FTS5 keeps it. */
  indexed(doc: number): { page: number; size: Buffer }[]
  /** Whether a page of the index holds the words. @param words an FTS5 string made by the search rules */
  holds(rowid: number, words: string): boolean
  /** Papers numbered by the index that are no papers. */
  strayDocs(): number
}

export function checkRepository(read: Database.Database): CheckRepository {
  const papers = read.prepare<[], number>('SELECT count(*) FROM paper').pluck()
  const after = read.prepare<[string, number], string>('SELECT id FROM paper WHERE id > ? ORDER BY id LIMIT ?').pluck()
  const paper = read.prepare<[string], CheckedPaper>(
    `SELECT p.id, p.content, p.picture, p.state, p.title, p.note, d.doc
     FROM paper p LEFT JOIN paper_doc d ON d.paper = p.id WHERE p.id = ?`,
  )
  const knows = read.prepare<{ name: string }, number>(
    'SELECT EXISTS(SELECT 1 FROM paper WHERE content = :name) OR EXISTS(SELECT 1 FROM paper WHERE picture = :name)',
  )
  knows.pluck()
  const pages = read.prepare<[string], number>('SELECT page FROM paper_page WHERE paper = ? ORDER BY page').pluck()
  const indexed = read.prepare<[number, number], { page: number; size: Buffer }>(
    `SELECT id % ${rowsPerPaper} AS page, sz AS size FROM paper_fts_docsize WHERE id BETWEEN ? AND ? ORDER BY id`,
  )
  const holds = read.prepare<[string, number], unknown>('SELECT 1 FROM paper_fts WHERE paper_fts MATCH ? AND rowid = ?')
  const stray = read
    .prepare<[], number>(
      'SELECT count(*) FROM paper_doc d WHERE NOT EXISTS(SELECT 1 FROM paper p WHERE p.id = d.paper)',
    )
    .pluck()
  return {
    papers: () => papers.get() ?? 0,
    idsAfter: (id, limit) => after.all(id, limit),
    paper: (id) => paper.get(id) ?? null,
    knowsFile: (name) => Number(knows.get({ name })) === 1,
    pages: (id) => pages.all(id),
    indexed: (doc) => indexed.all(doc * rowsPerPaper, doc * rowsPerPaper + rowsPerPaper - 1),
    holds: (rowid, words) => holds.get(words, rowid) !== undefined,
    strayDocs: () => stray.get() ?? 0,
  }
}
