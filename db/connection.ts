/** A connection to the encrypted file: its key, its pragmas, and how damage shows itself. */
import type Database from 'better-sqlite3'

function unlock(connection: Database.Database, key: Uint8Array): void {
  connection.pragma(`cipher='sqlcipher'`)
  connection.key(Buffer.from(`x'${Buffer.from(key).toString('hex')}'`))
  // Without it a big sort writes plain text to the system's temporary folder.
  connection.pragma('temp_store = MEMORY')
  connection.pragma('busy_timeout = 5000')
}

/** Raw 32-byte key and pragmas; the cipher must be chosen before the key (engineering.md §6). */
export function prepare(connection: Database.Database, key: Uint8Array): void {
  unlock(connection, key)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  // Without it REPLACE escapes triggers.
  connection.pragma('recursive_triggers = ON')
  connection.pragma('foreign_keys = OFF')
  connection.pragma('wal_autocheckpoint = 16000')
}

/** A connection that another thread opens on the same file, only to read. */
export const prepareReading = unlock

/** The file is not what it was: a broken seal, a broken page, or another key than its own. */
export function isDamage(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}
