/** Keeps the signed statements of the directory; a statement is only ever added. */
import type Database from 'better-sqlite3'
import type { Tx } from '../../writer.ts'
import type { StatementEntity } from './statements.entity.ts'

/** Adds statements; one that is already there stays as it is. */
export function addStatements(tx: Tx, statements: readonly StatementEntity[]): void {
  const insert = tx.raw.prepare(
    'INSERT OR IGNORE INTO statement(id, body, signature, signer, at) VALUES(@id, @body, @signature, @signer, @at)',
  )
  for (const statement of statements) insert.run(statement)
}

export interface StatementReader {
  all(): StatementEntity[]
  /** Changes whenever a statement was added; costs some microseconds. */
  mark(): string
}

export function statementReader(read: Database.Database): StatementReader {
  const all = read.prepare<[], StatementEntity>('SELECT id, body, signature, signer, at FROM statement ORDER BY id')
  const count = read.prepare<[], { last: number | null; many: number }>(
    'SELECT max(rowid) AS last, count(*) AS many FROM statement',
  )
  let version = -1
  let mark = ''
  return {
    all: () => all.all(),
    mark() {
      const now = Number(read.pragma('data_version', { simple: true }))
      if (now !== version) {
        const row = count.get()
        mark = `${row?.last ?? 0}/${row?.many ?? 0}`
        version = now
      }
      return mark
    },
  }
}
