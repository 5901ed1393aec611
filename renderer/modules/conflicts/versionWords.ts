/** How fields, their values and their writers are called on the page of two versions. */
import type { FieldVersion, RecordValue } from '#contract/records.contract.ts'
import { dayText, momentText } from '../../lib/formats.ts'
import { useTranslation } from '../../lib/i18n.ts'

/** The fields of a paper that people write. */
const fields = ['title', 'date', 'note', 'trashedAt'] as const
export type AskedField = (typeof fields)[number]

export const isAskedField = (column: string): column is AskedField => fields.some((one) => one === column)

export interface VersionWords {
  field(column: AskedField): string
  /** Empty for a value that is none. */
  value(column: AskedField, value: RecordValue): string
  who(version: FieldVersion): string
  line(version: FieldVersion): string
}

export function useVersionWords(): VersionWords {
  const { t } = useTranslation(['conflicts', 'records'])
  return {
    field: (column) => t(`records:columns.paper.${column}`),
    value(column, value) {
      if (column === 'trashedAt')
        return typeof value === 'number' ? t('trash.in', { when: momentText(value) }) : t('trash.out')
      if (value === null) return ''
      return column === 'date' ? dayText(String(value)) : String(value)
    },
    who: ({ person }) => (person === null ? t('who.machine') : person || t('who.somebody')),
    line: ({ at, device }) =>
      device ? t('line', { when: momentText(at), device }) : t('lineElsewhere', { when: momentText(at) }),
  }
}
