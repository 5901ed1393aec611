/** A connection to the encrypted file: its key, its pragmas, and how damage shows itself. */
import type Database from 'better-sqlite3'

function unlock(connection: Database.Database, key: Uint8Array): void {
  connection.pragma(`cipher='sqlcipher'`)
  connection.key(Buffer.from(`x'${Buffer.from(key).toString('hex')}'`))
  // Without it a big sort writes plain text to the system's temporary folder.
  connection.pragma('temp_store = MEMORY')
  connection.pragma('busy_timeout = 5000')
}

/** Pages that lists, search and merges all over the tables come back to: deciphered once. SQLite's own is 16 MB. */
const cacheKb = 64_000

/** Raw 32-byte key and pragmas; the cipher must be chosen before the key (engineering.md §6). */
export function prepare(connection: Database.Database, key: Uint8Array): void {
  unlock(connection, key)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma(`cache_size = -${cacheKb}`)
  // Without it REPLACE escapes triggers.
  connection.pragma('recursive_triggers = ON')
  connection.pragma('foreign_keys = OFF')
  // The log is given back beside this thread (main/core/lib/checkpoint.ts); this is for when that does not keep up,
  // for here a checkpoint of 16,000 pages or cutting off the file of the log makes a commit take a sixth of a second.
  connection.pragma('wal_autocheckpoint = 64000')
  connection.pragma('journal_size_limit = 64000000')
}

/** A connection that another thread opens on the same file, only to read. */
export const prepareReading = unlock

/** The file is not what it was: a broken seal, a broken page, or another key than its own. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return true
  // TypeORM wraps what the driver throws.
  return 'driverError' in error ? isDamage(error.driverError) : isDamage(error.cause)
}
