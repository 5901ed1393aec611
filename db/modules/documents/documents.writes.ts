/**
 * What the intake writes: papers and their arrivals, the queue of what is still to be read, page texts and their
 * index. Every function belongs inside a write and takes the writer's connection.
 */
import type Database from 'better-sqlite3'
import type { PaperState, Reason } from '#contract/documents.contract.ts'
import { statement } from '../../statements.ts'
import type { ArrivalEntity, PaperEntity } from './documents.entity.ts'

type Raw = Database.Database

/** Rows of the index that one paper may have: page 0, its title and note, and up to 4,095 pages. */
export const rowsPerPaper = 4096

/** A paper that is to be read, as the queue gives it out. */
export type QueuedPaper = Pick<
  PaperEntity,
  'id' | 'content' | 'size' | 'name' | 'title' | 'titleGiven' | 'dateGiven' | 'takenInBy'
> & {
  attempts: number
}

export function paperWithContent(raw: Raw, content: string): string | null {
  const row = statement(raw, 'SELECT id FROM paper WHERE content = ? ORDER BY id LIMIT 1').get(content)
  return row ? (row as { id: string }).id : null
}

/** What a person decides of a paper later: how long it is kept, and who may meet it. */
type Decided = 'retention' | 'retentionFrom' | 'hold' | 'confidentiality'

/** A paper as it is taken in: not in the trash. */
export type NewPaper = Omit<PaperEntity, 'trashedAt' | Decided>

export function addPaper(raw: Raw, paper: NewPaper): void {
  statement(
    raw,
    `INSERT INTO paper(id, content, sha256, size, name, format, title, title_given, date, date_given, note, state,
         reason, pages, blank_pages, chars, language, picture, taken_in_at, taken_in_by, space)
       VALUES (@id, @content, @sha256, @size, @name, @format, @title, @titleGiven, @date, @dateGiven, @note, @state,
         @reason, @pages, @blankPages, @chars, @language, @picture, @takenInAt, @takenInBy, @space)`,
  ).run(paper)
  indexHead(raw, paper)
}

export function addArrival(raw: Raw, arrival: ArrivalEntity): void {
  statement(raw, 'INSERT INTO arrival(id, paper, name, via, at, by) VALUES (@id, @paper, @name, @via, @at, @by)').run(
    arrival,
  )
}

/** The paper's number in the index, made at the first asking. */
function numberOf(raw: Raw, paper: string): { doc: number; isNew: boolean } {
  const isNew = statement(raw, 'INSERT OR IGNORE INTO paper_doc(paper) VALUES (?)').run(paper).changes > 0
  return { doc: (statement(raw, 'SELECT doc FROM paper_doc WHERE paper = ?').get(paper) as { doc: number }).doc, isNew }
}

const docOf = (raw: Raw, paper: string): number => numberOf(raw, paper).doc

/** What the index holds of a paper beside its pages: the title and the note. */
export const headOf = ({ title, note }: Pick<PaperEntity, 'title' | 'note'>): string =>
  note ? `${title}\n${note}` : title

/** Puts title and note into the index anew, after either changed. */
export function indexHead(raw: Raw, paper: Pick<PaperEntity, 'id' | 'title' | 'note'>): void {
  const { doc, isNew } = numberOf(raw, paper.id)
  const row = doc * rowsPerPaper
  // A deletion costs as much as many insertions: a paper that was never indexed has nothing to delete.
  if (!isNew) statement(raw, 'DELETE FROM paper_fts WHERE rowid = ?').run(row)
  statement(raw, `INSERT INTO paper_fts(rowid, head, body) VALUES (?, ?, '')`).run(row, headOf(paper))
}

/** Whether an earlier reading has left pages. */
export const hasPages = (raw: Raw, paper: string): boolean =>
  statement(raw, 'SELECT 1 FROM paper_page WHERE paper = ? LIMIT 1').get(paper) !== undefined

/** Puts papers into the trash at a moment, or takes them out (null); gives the ids of those that moved. */
export function movePapers(raw: Raw, papers: readonly string[], trashedAt: number | null): string[] {
  const sql = `UPDATE paper SET trashed_at = ? WHERE id = ? AND trashed_at IS ${trashedAt === null ? 'NOT NULL' : 'NULL'}`
  const move = statement(raw, sql)
  return papers.filter((paper) => move.run(trashedAt, paper).changes > 0)
}

/** Puts the titles and notes of these papers into the index anew, where the papers are. */
export function followPapers(raw: Raw, papers: readonly string[]): void {
  const head = statement<[string], Pick<PaperEntity, 'id' | 'title' | 'note'>>(
    raw,
    'SELECT id, title, note FROM paper WHERE id = ?',
  )
  for (const paper of papers) {
    const row = head.get(paper)
    if (row) indexHead(raw, row)
  }
}

/** Notes that a person decided on the title or the date: reading again must not change it. */
export function markGiven(raw: Raw, paper: string, column: string): void {
  if (column !== 'title' && column !== 'date') return
  statement(raw, `UPDATE paper SET ${column}_given = 1 WHERE id = ? AND ${column}_given = 0`).run(paper)
}

/** Forgets up to `most` pages that an earlier reading left; true while there are more. */
export function dropPages(raw: Raw, paper: string, most: number): boolean {
  const pages = statement(raw, 'SELECT page FROM paper_page WHERE paper = ? LIMIT ?')
    .pluck()
    .all(paper, most) as number[]
  if (pages.length === 0) return false
  const first = docOf(raw, paper) * rowsPerPaper
  const dropIndex = statement(raw, 'DELETE FROM paper_fts WHERE rowid = ?')
  const dropText = statement(raw, 'DELETE FROM paper_page WHERE paper = ? AND page = ?')
  for (const page of pages) {
    dropIndex.run(first + page)
    dropText.run(paper, page)
  }
  return pages.length === most
}

export function addPages(raw: Raw, paper: string, pages: readonly { page: number; text: string }[]): void {
  const first = docOf(raw, paper) * rowsPerPaper
  const addText = statement(raw, 'INSERT INTO paper_page(paper, page, text) VALUES (?, ?, ?)')
  const addIndex = statement(raw, `INSERT INTO paper_fts(rowid, head, body) VALUES (?, '', ?)`)
  for (const { page, text } of pages) {
    addText.run(paper, page, text)
    addIndex.run(first + page, text)
  }
}

export function queuePaper(raw: Raw, paper: string, at: number): void {
  statement(raw, 'INSERT OR REPLACE INTO intake_job(paper, attempts, interrupted, queued_at) VALUES (?, 0, 0, ?)').run(
    paper,
    at,
  )
}

export const isQueued = (raw: Raw, paper: string): boolean =>
  statement(raw, 'SELECT 1 FROM intake_job WHERE paper = ?').get(paper) !== undefined

export const countQueued = (raw: Raw): number =>
  statement(raw, 'SELECT count(*) FROM intake_job').pluck().get() as number

/**
 * Takes the next paper to read, the oldest first; those that made trouble come after all others. `except` are
 * being read already.
 */
export function claimPaper(raw: Raw, except: ReadonlySet<string>): QueuedPaper | null {
  const rows = statement(
    raw,
    `SELECT p.id, p.content, p.size, p.name, p.title, p.title_given AS titleGiven, p.date_given AS dateGiven,
         p.taken_in_by AS takenInBy, j.attempts
       FROM intake_job j JOIN paper p ON p.id = j.paper
       ORDER BY j.attempts + j.interrupted, j.queued_at, j.paper LIMIT ?`,
  ).all(except.size + 1) as QueuedPaper[]
  const next = rows.find((row) => !except.has(row.id)) ?? null
  if (next) setState(raw, next.id, 'reading', null)
  return next
}

function setState(raw: Raw, paper: string, state: PaperState, reason: Reason | null): void {
  statement(raw, 'UPDATE paper SET state = ?, reason = ? WHERE id = ?').run(state, reason, paper)
}

/** Gives a paper back to the queue as it was. */
export function releasePaper(raw: Raw, paper: string): void {
  if (isQueued(raw, paper)) setState(raw, paper, 'waiting', null)
}

/** Notes that reading this paper killed or stalled its parser; gives how often by now. */
export function countAttempt(raw: Raw, paper: string): number {
  statement(raw, 'UPDATE intake_job SET attempts = attempts + 1 WHERE paper = ?').run(paper)
  releasePaper(raw, paper)
  return (
    (statement(raw, 'SELECT attempts FROM intake_job WHERE paper = ?').pluck().get(paper) as number | undefined) ?? 0
  )
}

/** Ends a paper's reading without a text. */
export function closePaper(raw: Raw, paper: string, state: PaperState, reason: Reason): void {
  statement(raw, 'DELETE FROM intake_job WHERE paper = ?').run(paper)
  setState(raw, paper, state, reason)
}

/** What the reading of a paper has shown. */
export type ReadFacts = Pick<
  PaperEntity,
  'state' | 'reason' | 'pages' | 'blankPages' | 'chars' | 'language' | 'picture' | 'title' | 'date'
>

/** Ends a paper's reading; what a person wrote stays, whatever was read. */
export function finishPaper(raw: Raw, id: string, facts: ReadFacts): void {
  statement(raw, 'DELETE FROM intake_job WHERE paper = ?').run(id)
  statement(
    raw,
    `UPDATE paper SET state = @state, reason = @reason, pages = @pages, blank_pages = @blankPages, chars = @chars,
         language = @language, picture = coalesce(@picture, picture),
         title = CASE title_given WHEN 1 THEN title ELSE @title END,
         date = CASE date_given WHEN 1 THEN date ELSE @date END
       WHERE id = @id`,
  ).run({ ...facts, id })
  indexHead(raw, statement(raw, 'SELECT id, title, note FROM paper WHERE id = ?').get(id) as PaperEntity)
}

/**
 * After a start: what was being read when the core ended is counted and waits again; after `most` such ends it
 * is refused, so that a paper that takes the core down with it cannot do so for ever. Gives the refused ones.
 */
export function takeUpInterrupted(raw: Raw, most: number): string[] {
  raw.exec(`UPDATE intake_job SET interrupted = interrupted + 1
    WHERE paper IN (SELECT id FROM paper WHERE state = 'reading')`)
  raw.exec(`UPDATE paper SET state = 'waiting' WHERE state = 'reading'`)
  const killers = statement(raw, 'SELECT paper FROM intake_job WHERE interrupted >= ?').pluck().all(most) as string[]
  for (const paper of killers) closePaper(raw, paper, 'refused', 'parser-died')
  return killers
}

/** The names in the file store that papers use, of `limit` papers after the one with this id; read a few at a time. */
export function namesInUse(raw: Raw, after: string, limit: number): { last: string | null; names: string[] } {
  const rows = statement(raw, 'SELECT id, content, picture FROM paper WHERE id > ? ORDER BY id LIMIT ?').all(
    after,
    limit,
  ) as Pick<PaperEntity, 'id' | 'content' | 'picture'>[]
  const names = rows.flatMap((row) => (row.picture ? [row.content, row.picture] : [row.content]))
  return { last: rows.at(-1)?.id ?? null, names }
}
