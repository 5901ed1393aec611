/** Adds to the audit and reads it. */
import type Database from 'better-sqlite3'
import type { AuditKind } from '#contract/audit.contract.ts'
import { statement } from '../../statements.ts'
import type { Tx } from '../../writer.ts'
import type { AuditEntity } from './audit.entity.ts'

/** An entry that is already there stays as it is. */
export function addToAudit(tx: Tx, entries: readonly AuditEntity[]): void {
  const insert = statement<[AuditEntity]>(
    tx.raw,
    `INSERT INTO audit(id, at, kind, person, device, about, what)
     VALUES(@id, @at, @kind, @person, @device, @about, @what) ON CONFLICT(id) DO NOTHING`,
  )
  for (const entry of entries) insert.run(entry)
}

export interface AuditFilter {
  kinds: readonly AuditKind[]
  person?: string | undefined
  device?: string | undefined
  from?: number | undefined
  until?: number | undefined
}

export interface AuditRepository {
  count(filter: AuditFilter): number
  /** Newest first. */
  page(filter: AuditFilter, limit: number, offset: number): AuditEntity[]
  /** Oldest first, those behind `last`: the way through all of them in slices. */
  following(filter: AuditFilter, last: Pick<AuditEntity, 'at' | 'id'> | null, limit: number): AuditEntity[]
  /** When each person last signed in here. */
  lastOf(kind: AuditKind, device: string): Map<string, number>
}

const columns = 'id, at, kind, person, device, about, what'

function whereOf(
  { kinds, person, device, from, until }: AuditFilter,
  last: Pick<AuditEntity, 'at' | 'id'> | null = null,
): { where: string; values: unknown[] } {
  const parts: [string, ...unknown[]][] = []
  if (kinds.length > 0) parts.push([`kind IN (${kinds.map(() => '?').join(', ')})`, ...kinds])
  if (person !== undefined) parts.push(['(person = ? OR about = ?)', person, person])
  if (device !== undefined) parts.push(['(device = ? OR about = ?)', device, device])
  if (from !== undefined) parts.push(['at >= ?', from])
  if (until !== undefined) parts.push(['at < ?', until])
  if (last) parts.push(['(at, id) > (?, ?)', last.at, last.id])
  const where = parts.length > 0 ? `WHERE ${parts.map(([text]) => text).join(' AND ')}` : ''
  return { where, values: parts.flatMap(([, ...values]) => values) }
}

export function auditRepository(read: Database.Database): AuditRepository {
  return {
    count(filter) {
      const { where, values } = whereOf(filter)
      return (
        statement<unknown[], { many: number }>(read, `SELECT count(*) AS many FROM audit ${where}`).get(...values)
          ?.many ?? 0
      )
    },
    page(filter, limit, offset) {
      const { where, values } = whereOf(filter)
      const sql = `SELECT ${columns} FROM audit ${where} ORDER BY at DESC, id DESC LIMIT ? OFFSET ?`
      return statement<unknown[], AuditEntity>(read, sql).all(...values, limit, offset)
    },
    following(filter, last, limit) {
      const { where, values } = whereOf(filter, last)
      const sql = `SELECT ${columns} FROM audit ${where} ORDER BY at, id LIMIT ?`
      return statement<unknown[], AuditEntity>(read, sql).all(...values, limit)
    },
    lastOf(kind, device) {
      const sql =
        'SELECT person, max(at) AS at FROM audit WHERE kind = ? AND device = ? AND person IS NOT NULL GROUP BY person'
      const rows = statement<[string, string], { person: string; at: number }>(read, sql).all(kind, device)
      return new Map(rows.map(({ person, at }) => [person, at]))
    },
  }
}
