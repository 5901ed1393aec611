/** Acts that were taken back on this machine. */
import { EntitySchema } from 'typeorm'
import { local } from './tables.ts'

export interface UndoneEntity {
  tx: number
  byTx: number
}

export const undoneEntity = new EntitySchema<UndoneEntity>({
  name: 'undone',
  columns: { tx: { type: 'integer', primary: true }, byTx: { type: 'integer', name: 'by_tx' } },
})

export const undoneTable = local(undoneEntity)
