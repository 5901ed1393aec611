/** What the check of the machine asks of the database: rows in slices, so that no read stays open meanwhile. */
import type Database from 'better-sqlite3'
import type { StatementEntity } from './statements.entity.ts'

export interface CheckedPaper {
  id: string
  content: string
  picture: string | null
  doc: number | null
}

export interface CheckRepository {
  papers(): number
  /** The next papers after an id, in the order of ids. */
  papersAfter(id: string, limit: number): CheckedPaper[]
  /** Whether any paper has this file as its original or its picture. */
  knowsFile(name: string): boolean
  pages(paper: string): { page: number; text: string }[]
  head(paper: string): { title: string; note: string } | null
  /** Rows of one paper in the index, with the number of words of each column as FTS5 keeps it. */
  indexed(doc: number): { page: number; size: Buffer }[]
  /** Whether a page of the index holds the words. @param words an FTS5 string made by the search rules */
  holds(rowid: number, words: string): boolean
  /** Papers numbered by the index that are no papers. */
  strayDocs(): number
  statements(): StatementEntity[]
}

export function checkRepository(read: Database.Database): CheckRepository {
  const papers = read.prepare<[], number>('SELECT count(*) FROM paper').pluck()
  const after = read.prepare<[string, number], CheckedPaper>(
    `SELECT p.id, p.content, p.picture, d.doc FROM paper p LEFT JOIN paper_doc d ON d.paper = p.id
     WHERE p.id > ? ORDER BY p.id LIMIT ?`,
  )
  const knows = read.prepare<{ name: string }, number>(
    'SELECT EXISTS(SELECT 1 FROM paper WHERE content = :name) OR EXISTS(SELECT 1 FROM paper WHERE picture = :name)',
  )
  knows.pluck()
  const pages = read.prepare<[string], { page: number; text: string }>(
    'SELECT page, text FROM paper_page WHERE paper = ? ORDER BY page',
  )
  const head = read.prepare<[string], { title: string; note: string }>('SELECT title, note FROM paper WHERE id = ?')
  const indexed = read.prepare<[number, number], { page: number; size: Buffer }>(
    'SELECT id & 4095 AS page, sz AS size FROM paper_fts_docsize WHERE id BETWEEN ? AND ? ORDER BY id',
  )
  const holds = read.prepare<[string, number], unknown>('SELECT 1 FROM paper_fts WHERE paper_fts MATCH ? AND rowid = ?')
  const stray = read
    .prepare<[], number>('SELECT count(*) FROM paper_doc d WHERE NOT EXISTS(SELECT 1 FROM paper p WHERE p.id = d.paper)')
    .pluck()
  const statements = read.prepare<[], StatementEntity>('SELECT id, body, signature, signer, at FROM statement')
  return {
    papers: () => papers.get() ?? 0,
    papersAfter: (id, limit) => after.all(id, limit),
    knowsFile: (name) => Number(knows.get({ name })) === 1,
    pages: (paper) => pages.all(paper),
    head: (paper) => head.get(paper) ?? null,
    indexed: (doc) => indexed.all(doc * 4096, doc * 4096 + 4095),
    holds: (rowid, words) => holds.get(words, rowid) !== undefined,
    strayDocs: () => stray.get() ?? 0,
    statements: () => statements.all(),
  }
}
