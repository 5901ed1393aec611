/** What a later question may need an answer to; triggers refuse to change or delete a row. */
import { EntitySchema } from 'typeorm'
import type { AuditKind } from '#contract/audit.contract.ts'
import { synced } from '../../records/tables.ts'

export interface AuditEntity {
  id: string
  /** UTC milliseconds. */
  at: number
  kind: AuditKind
  /** Who did it; null where nobody was known. */
  person: string | null
  /** The machine on which it was done. */
  device: string
  /** The person, machine, paper or record that it is about. */
  about: string | null
  what: string
}

export const auditEntity = new EntitySchema<AuditEntity>({
  name: 'audit',
  columns: {
    id: { type: 'text', primary: true },
    at: { type: 'integer' },
    kind: { type: 'text' },
    person: { type: 'text', nullable: true },
    device: { type: 'text' },
    about: { type: 'text', nullable: true },
    what: { type: 'text', default: '' },
  },
})

export const auditTable = synced(auditEntity, {
  number: 20,
  space: { fixed: 'direzione' },
  columns: { at: 0, kind: 1, person: 2, device: 3, about: 4, what: 5 },
})
