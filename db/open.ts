/**
 * Opens the encrypted database of a machine: one connection that writes, one that only reads.
 * The file is opened by the core alone and never lies on a network share.
 */
import 'reflect-metadata'
import { existsSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { DataSource, type Logger, type MigrationInterface } from 'typeorm'
import { Refusal } from '#contract/errors.ts'
import { migrations as released } from './migrations/index.ts'
import { isDamage, prepare } from './connection.ts'
import { tables as declared } from './entities.ts'
import { createMerge } from './records/merge.ts'
import { createRecorder, refuseRecording, type RecorderOptions } from './records/recorder.ts'
import type { SettleRule } from './records/settle.ts'
import type { SyncedTable, TableDeclaration } from './records/tables.ts'
import { dropTriggers, makeTriggers } from './records/triggers.ts'
import { createWriter, rawOf, type Writer } from './writer.ts'

export type { Tx, Write } from './writer.ts'

export interface Db extends Writer {
  /** Prepared statements on the read-only connection: lists and search. It sees only what is committed. */
  read: Database.Database
  /** TypeORM on the read-only connection. */
  readManager: DataSource['manager']
  close(): Promise<void>
}

/** TypeORM would print to standard output, which belongs to the answers of the command line; errors are thrown anyway. */
const silent: Logger = {
  logQuery() {},
  logQueryError() {},
  logQuerySlow() {},
  logSchemaBuild() {},
  logMigration() {},
  log() {},
}

type Migration = new () => MigrationInterface

function dataSource(
  { file, key, migrations = released, tables = declared }: OpenOptions,
  readOnly: boolean,
): DataSource {
  return new DataSource({
    type: 'better-sqlite3',
    database: file,
    driver: Database,
    entities: tables.map((table) => table.entity),
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
    synchronize: false,
    logger: silent,
    prepareDatabase: (connection: Database.Database) => {
      prepare(connection, key)
      if (readOnly) connection.pragma('query_only = ON')
    },
  })
}

/** Names of the migrations that the file has been through. */
function migrationsOf(raw: Database.Database): string[] {
  const has = raw.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'migrations'`).get()
  return has ? (raw.prepare('SELECT name FROM migrations').pluck().all() as string[]) : []
}

export interface OpenOptions extends RecorderOptions {
  file: string
  /** The device's 32-byte database key. */
  key: Uint8Array
  /** Whether a missing file is made; where there was one before, that it is gone is damage. */
  create: boolean
  /** Makes a consistent copy of the file beside the core's thread, before the migrations; gives its path. */
  copy(file: string): Promise<string>
  /** The newest copy there is, to be offered when the file is damaged. */
  newestCopy(): string | null
  /** Those of this program; tests give others. */
  migrations?: readonly Migration[]
  /** Those of this program; tests give others, with migrations that make them. */
  tables?: readonly TableDeclaration[]
  /** Rules between rows, as the modules declare them. */
  rules?: readonly SettleRule[]
}

const syncedOf = (options: OpenOptions): SyncedTable[] =>
  (options.tables ?? declared).filter((table): table is SyncedTable => table.kind === 'synced')

/** A file that holds no sign of any migration is no database of ours, or no longer one. */
class NotOurs extends Error {}

async function migrate(writer: DataSource, fresh: boolean, options: OpenOptions): Promise<void> {
  if (!fresh) {
    const names = migrationsOf(rawOf(writer))
    if (names.length === 0) throw new NotOurs()
    const known = new Set((options.migrations ?? released).map((migration) => migration.name))
    const newer = names.find((name) => !known.has(name))
    if (newer) throw new Refusal('database-newer', { found: newer })
  }
  if (await writer.showMigrations()) {
    if (!fresh) await options.copy(options.file)
    // They are made again below: no migration is recorded, and none is hindered by a trigger on its table.
    dropTriggers(rawOf(writer))
    await writer.runMigrations()
  }
  makeTriggers(rawOf(writer), syncedOf(options))
}

/**
 * @throws Refusal `database-newer`, `database-damaged`; nothing is overwritten then.
 */
export async function openDb(options: OpenOptions): Promise<Db> {
  const { file } = options
  const damaged = () => new Refusal('database-damaged', { file, backup: options.newestCopy() })
  const fresh = !existsSync(file)
  // SQLite would take an empty file for a new database.
  if (fresh ? !options.create : statSync(file).size === 0) throw damaged()
  const writer = dataSource(options, false)
  const reader = dataSource(options, true)
  const close = async () => {
    for (const source of [reader, writer]) if (source.isInitialized) await source.destroy()
  }
  try {
    await writer.initialize()
    await migrate(writer, fresh, options)
    await reader.initialize()
    refuseRecording(rawOf(reader))
    const raw = rawOf(writer)
    const recorder = createRecorder(raw, options)
    const merge = createMerge({ raw, recorder, tables: syncedOf(options), rules: options.rules ?? [] })
    return { ...createWriter(writer, recorder, merge), read: rawOf(reader), readManager: reader.manager, close }
  } catch (error) {
    await close()
    throw isDamage(error) || error instanceof NotOurs ? damaged() : error
  }
}
