/** What a copied database says of itself: which files belong to it, and which program it is for. */
import type Database from 'better-sqlite3'
import { migrations } from '../../migrations/index.ts'

/** Every file of the store that a row names, once. A module that names files elsewhere adds its column here. */
const fileNames = `SELECT content AS name FROM paper
  UNION SELECT picture FROM paper WHERE picture IS NOT NULL ORDER BY name`

export const filesNamedIn = (database: Database.Database): IterableIterator<string> =>
  database.prepare<[], string>(fileNames).pluck().iterate()

export const migrationsIn = (database: Database.Database): string[] =>
  database.prepare<[], string>('SELECT name FROM migrations ORDER BY id').pluck().all()

/** Whether this program knows all that the database has been through. */
export function isKnown(names: readonly string[]): boolean {
  const known = new Set(migrations.map((migration) => migration.name))
  return names.every((name) => known.has(name))
}
