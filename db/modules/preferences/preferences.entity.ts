/** How a person likes the screen. */
import { EntitySchema } from 'typeorm'
import { local } from '../../records/tables.ts'

export interface PreferenceEntity {
  person: string
  key: string
  /** JSON. */
  value: string
}

export const preferenceEntity = new EntitySchema<PreferenceEntity>({
  name: 'preference',
  columns: {
    person: { type: 'text', primary: true },
    key: { type: 'text', primary: true },
    value: { type: 'text' },
  },
})

export const preferenceTable = local(preferenceEntity)
