/** How the columns of a paper are called in its history, and its values written. */
import type { Format, PaperState } from '#contract/documents.contract.ts'
import type { RecordValue } from '#contract/records.contract.ts'
import { dayText, numberText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { useSpaceName } from '#renderer/lib/spaces.ts'
import type { RecordWords } from '#renderer/ui/History.tsx'
import { keepingColumns, useKeepingValues } from '../keeping/keepingWords.ts'

/** The others (hashes, marks, numbers of letters) tell a person nothing. */
const shown = [
  'title',
  'date',
  'note',
  'state',
  'name',
  'pages',
  'format',
  'space',
  'trashedAt',
  ...keepingColumns,
] as const
type Shown = (typeof shown)[number]

const isShown = (column: string): column is Shown => shown.some((one) => one === column)

export function usePaperWords(): RecordWords {
  const { t } = useTranslation(['records', 'documents'])
  const spaceName = useSpaceName()
  const written: Record<Shown, (value: RecordValue) => string> = {
    ...useKeepingValues(),
    title: String,
    name: String,
    note: (value) => String(value ?? ''),
    date: (value) => (typeof value === 'string' ? dayText(value) : ''),
    pages: (value) => (typeof value === 'number' ? numberText(value) : ''),
    // The core writes no other values into these columns.
    state: (value) => t(`documents:states.${value as PaperState}`),
    space: (value) => spaceName(String(value ?? '')),
    format: (value) => t(`documents:formats.${value as Format}`),
    trashedAt: (value) => t(value === null ? 'trash.out' : 'trash.in'),
  }
  return {
    deed: (entry) => (entry.deed === 'intake' && entry.kind === 'changed' ? t('deeds.intake') : null),
    name: (column) => (isShown(column) ? t(`columns.paper.${column}`) : null),
    value: (column, value) => (isShown(column) ? written[column](value) : ''),
  }
}
