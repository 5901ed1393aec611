/** The signed statements of the directory, as they were signed (design.md §6). */
import { EntitySchema } from 'typeorm'
import { local } from '../../records/tables.ts'

export interface StatementEntity {
  /** Hash of the signed bytes and the signer: the same statement twice is one row. */
  id: string
  /** The signed bytes: canonical JSON. */
  body: string
  /** Detached ed25519 signature, hex. */
  signature: string
  signer: string
  at: number
}

export const statementEntity = new EntitySchema<StatementEntity>({
  name: 'statement',
  columns: {
    id: { type: 'text', primary: true },
    body: { type: 'text' },
    signature: { type: 'text' },
    signer: { type: 'text' },
    at: { type: 'integer' },
  },
})

export const statementTable = local(statementEntity)
