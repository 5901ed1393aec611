/** Where papers lie, for who asks about their histories. */
import type Database from 'better-sqlite3'
import { statement } from '../../statements.ts'
import { paperTable } from './documents.entity.ts'
import type { Spaces } from './documents.repository.ts'

export function isPaperIn(read: Database.Database, id: string, spaces: Spaces): boolean {
  const sql = 'SELECT 1 FROM paper WHERE id = ? AND +space IN (SELECT value FROM json_each(?))'
  return statement(read, sql).get(id, JSON.stringify(spaces)) !== undefined
}

/** Whether an act wrote a paper that lies outside these spaces now. */
export function actLeaves(read: Database.Database, act: number, spaces: Spaces): boolean {
  const sql = `SELECT 1 FROM tx t JOIN op o ON o.tx = t.id AND o.seq BETWEEN t.first_op AND t.last_op
    JOIN paper p ON p.id = o.row
    WHERE t.id = ? AND o.tbl = ? AND p.space NOT IN (SELECT value FROM json_each(?)) LIMIT 1`
  return statement(read, sql).get(act, paperTable.number, JSON.stringify(spaces)) !== undefined
}

/** Whether a paper with special data that this act wrote lies in `space` now. */
export function actExposes(read: Database.Database, act: number, space: string): boolean {
  const sql = `SELECT 1 FROM tx t JOIN op o ON o.tx = t.id AND o.seq BETWEEN t.first_op AND t.last_op
    JOIN paper p ON p.id = o.row
    WHERE t.id = ? AND o.tbl = ? AND p.confidentiality IS NOT NULL AND p.space = ? LIMIT 1`
  return statement(read, sql).get(act, paperTable.number, space) !== undefined
}

/** How many papers wait to be read. */
export function countWaiting(read: Database.Database, spaces: Spaces): number {
  const sql = `SELECT count(*) FROM paper
    WHERE state = 'waiting' AND trashed_at IS NULL AND +space IN (SELECT value FROM json_each(?))`
  return statement<[string], number>(read, sql).pluck().get(JSON.stringify(spaces)) ?? 0
}
