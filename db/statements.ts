/** Statements prepared once for each connection: preparing costs more than many of them do. */
import type Database from 'better-sqlite3'

/** Where a connection carries its own statements, so that they end with it. */
const prepared = Symbol('prepared')
type Carrier = Database.Database & { [prepared]?: Map<string, Database.Statement> }

/** The statement of this text on this connection. Whoever plucks it plucks it for all: a text has one use. */
export function statement<P extends unknown[] = unknown[], R = unknown>(
  connection: Database.Database,
  sql: string,
): Database.Statement<P, R> {
  const carrier: Carrier = connection
  const all = (carrier[prepared] ??= new Map())
  const made = all.get(sql) ?? connection.prepare(sql)
  all.set(sql, made)
  return made as Database.Statement<P, R>
}
