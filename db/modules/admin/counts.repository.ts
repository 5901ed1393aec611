/** How many rows each table has. */
import type Database from 'better-sqlite3'
import { entities } from '../../entities.ts'

export function rowsPerTable(read: Database.Database): Record<string, number> {
  const tables = entities.map((entity) => entity.options.name)
  const count = (table: string): number =>
    read.prepare<[], { many: number }>(`SELECT count(*) AS many FROM "${table}"`).get()?.many ?? 0
  return Object.fromEntries(tables.map((table) => [table, count(table)]))
}
