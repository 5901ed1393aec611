/**
 * Opens the encrypted database of a machine: one connection that writes, one that only reads.
 * The file is opened by the core alone and never lies on a network share.
 */
import 'reflect-metadata'
import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { DataSource, type EntitySchema } from 'typeorm'
import { Refusal } from '#contract/errors.ts'
import { migrations } from './migrations/index.ts'
import { isDamage, prepare } from './connection.ts'
import { entities } from './entities.ts'
import { createWriter, rawOf, type Write } from './writer.ts'

export type { Tx, Write } from './writer.ts'

export interface Db {
  write: Write
  /** Prepared statements on the read-only connection: lists and search. It sees only what is committed. */
  read: Database.Database
  /** TypeORM on the read-only connection. */
  readManager: DataSource['manager']
  /** Gives the write-ahead log back to the file; for idle moments. */
  checkpoint(): void
  close(): Promise<void>
}

/** Lists and search live on pages that are already decrypted; the writer keeps SQLite's 16 MB. */
const readCacheKb = 64_000

function dataSource(file: string, key: Uint8Array, readOnly: boolean): DataSource {
  return new DataSource({
    type: 'better-sqlite3',
    database: file,
    driver: Database,
    entities: entities as EntitySchema[],
    migrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    prepareDatabase: (connection: Database.Database) => {
      prepare(connection, key)
      if (!readOnly) return
      connection.pragma('query_only = ON')
      connection.pragma(`cache_size = -${readCacheKb}`)
    },
  })
}

/** Names of migrations that the file has and this program does not know. */
function unknownMigrations(raw: Database.Database): string[] {
  const has = raw.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'migrations'`).get()
  if (!has) return []
  const known = new Set(migrations.map((m) => m.name))
  const rows = raw.prepare('SELECT name FROM migrations').all() as { name: string }[]
  return rows.map((row) => row.name).filter((name) => !known.has(name))
}

export interface OpenOptions {
  file: string
  /** The device's 32-byte database key. */
  key: Uint8Array
  /** Makes a consistent copy of the file beside the core's thread, before the migrations; gives its path. */
  copy(file: string): Promise<string>
  /** The newest copy there is, to be offered when the file is damaged. */
  newestCopy(): string | null
}

/**
 * @throws Refusal `database-newer`, `database-damaged`; nothing is overwritten then.
 */
export async function openDb(options: OpenOptions): Promise<Db> {
  const fresh = !existsSync(options.file)
  const writer = dataSource(options.file, options.key, false)
  try {
    await writer.initialize()
    const raw = rawOf(writer)
    if (!fresh) {
      const newer = unknownMigrations(raw)
      if (newer[0]) throw new Refusal('database-newer', { found: newer[0] })
    }
    if (await writer.showMigrations()) {
      if (!fresh) await options.copy(options.file)
      await writer.runMigrations()
    }
  } catch (error) {
    if (writer.isInitialized) await writer.destroy()
    if (isDamage(error)) {
      throw new Refusal('database-damaged', { file: options.file, backup: options.newestCopy() })
    }
    throw error
  }
  const reader = await dataSource(options.file, options.key, true).initialize()
  const raw = rawOf(writer)
  return {
    write: createWriter(writer),
    read: rawOf(reader),
    readManager: reader.manager,
    checkpoint: () => void raw.pragma('wal_checkpoint(PASSIVE)'),
    close: async () => {
      await reader.destroy()
      await writer.destroy()
    },
  }
}
