/** Every table of the product, said once what becomes of its changes; one line per module. */
import { statementTable } from './modules/admin/statements.entity.ts'
import { auditTable } from './modules/audit/audit.entity.ts'
import { arrivalTable, intakeJobTable, paperPageTable, paperTable } from './modules/documents/documents.entity.ts'
import { preferenceTable } from './modules/preferences/preferences.entity.ts'
import { mergeTables } from './records/merge.entity.ts'
import { recordsTables } from './records/records.entity.ts'
import { undoneTable } from './records/undone.entity.ts'
import type { SyncedTable, TableDeclaration } from './records/tables.ts'

export const tables: readonly TableDeclaration[] = [
  ...recordsTables,
  undoneTable,
  ...mergeTables,
  ...[paperTable, arrivalTable, paperPageTable, intakeJobTable],
  statementTable,
  preferenceTable,
  auditTable,
]

export const entities = tables.map((table) => table.entity)

export const syncedTables: readonly SyncedTable[] = tables.filter((table) => table.kind === 'synced')

export function syncedTable(name: string): SyncedTable {
  const found = syncedTables.find((table) => table.name === name)
  if (!found) throw new Error(`${name} is no synced table`)
  return found
}
