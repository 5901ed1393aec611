/** The list's own search field: Ctrl F comes here, the arrow down goes on to the results. */
import { useTranslation } from '#renderer/lib/i18n.ts'
import { SearchBox } from '#renderer/ui/SearchBox.tsx'

interface SearchFieldProps {
  query: string
  onQuery(query: string): void
  onEnterResults(): void
}

export function SearchField({ query, onQuery, onEnterResults }: SearchFieldProps) {
  const { t } = useTranslation('documents')
  return (
    <SearchBox
      label={t('search.label')}
      clearLabel={t('search.clear')}
      text={query}
      onText={onQuery}
      onEnterList={onEnterResults}
      takesFind
      maxLength={1000}
    />
  )
}
