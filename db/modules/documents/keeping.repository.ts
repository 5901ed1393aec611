/** How papers are kept: what the rule of retention asks of a row, and what a person decides of it. */
import type Database from 'better-sqlite3'
import { statement } from '../../statements.ts'
import type { PaperEntity } from './documents.entity.ts'

/** What the preview of the trash reads of a paper. */
export type TrashedPaper = Pick<
  PaperEntity,
  'id' | 'title' | 'date' | 'takenInAt' | 'retention' | 'retentionFrom' | 'hold'
> & { trashedAt: number }

/** Papers in the trash after one of them, those put there last first; a slice at a time, for there may be many. */
export function trashedAfter(
  read: Database.Database,
  spaces: readonly string[],
  last: Pick<TrashedPaper, 'trashedAt' | 'id'> | null,
  limit: number,
): TrashedPaper[] {
  const sql = `SELECT id, title, date, taken_in_at AS takenInAt, retention, retention_from AS retentionFrom, hold,
      trashed_at AS trashedAt FROM paper
    WHERE trashed_at IS NOT NULL AND +space IN (SELECT value FROM json_each(?)) AND (trashed_at, id) < (?, ?)
    ORDER BY trashed_at DESC, id DESC LIMIT ?`
  const { trashedAt, id } = last ?? { trashedAt: Number.MAX_SAFE_INTEGER, id: '' }
  return statement<unknown[], TrashedPaper>(read, sql).all(JSON.stringify(spaces), trashedAt, id, limit)
}

export type Decision = Pick<PaperEntity, 'retention' | 'retentionFrom' | 'hold'>

export function decideKeeping(raw: Database.Database, id: string, decision: Decision): void {
  statement(
    raw,
    'UPDATE paper SET retention = @retention, retention_from = @retentionFrom, hold = @hold WHERE id = @id',
  ).run({ ...decision, id })
}

/** Says of a paper that it is of class C3, or that it is not; false where that was said already. */
export function markPaper(raw: Database.Database, id: string, confidentiality: 'C3' | null): boolean {
  const sql = 'UPDATE paper SET confidentiality = ? WHERE id = ? AND confidentiality IS NOT ?'
  return statement(raw, sql).run(confidentiality, id, confidentiality).changes > 0
}

/** `C3`, or null: also for what is not there. */
export const confidentialityOf = (read: Database.Database, id: string): string | null =>
  statement<[string], string | null>(read, 'SELECT confidentiality FROM paper WHERE id = ?').pluck().get(id) ?? null
