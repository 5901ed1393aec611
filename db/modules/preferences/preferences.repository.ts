/** Reads and keeps how a person likes the screen; a value is JSON. */
import type Database from 'better-sqlite3'
import type { Tx } from '../../writer.ts'

export function readPreference(read: Database.Database, person: string, key: string): string | null {
  const row = read
    .prepare<[string, string], { value: string }>('SELECT value FROM preference WHERE person = ? AND key = ?')
    .get(person, key)
  return row?.value ?? null
}

export function keepPreference(tx: Tx, person: string, key: string, value: string): void {
  tx.raw
    .prepare(
      `INSERT INTO preference(person, key, value) VALUES(?, ?, ?)
       ON CONFLICT(person, key) DO UPDATE SET value = excluded.value`,
    )
    .run(person, key, value)
}
