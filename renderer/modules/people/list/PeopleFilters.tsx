/** What narrows a list of people: words, role, state. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { personStates } from '#contract/people.contract.ts'
import { roleNames } from '#contract/permissions.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { ChoiceFilter } from '#renderer/ui/ChoiceFilter.tsx'
import { SearchBox } from '#renderer/ui/SearchBox.tsx'
import { hasFilters, noFilters, type PeopleQuestion } from './address.ts'

interface PeopleFiltersProps {
  question: PeopleQuestion
  onAsk: (change: Partial<PeopleQuestion>) => void
}

export function PeopleFilters({ question, onAsk }: PeopleFiltersProps) {
  const { t } = useTranslation('people')
  const removeLabel = (name: string) => t('filters.remove', { name })
  return (
    <Box
      role="search"
      aria-label={t('filters.search')}
      className="no-print"
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mb: 1.5 }}
    >
      <SearchBox
        label={t('filters.search')}
        clearLabel={t('filters.clearText')}
        text={question.text}
        onText={(text) => onAsk({ text })}
      />
      <ChoiceFilter
        label={t('filters.role')}
        choices={roleNames.map((value) => ({ value, name: t(`roleNames.${value}`) }))}
        chosen={question.role}
        onChosen={(role) => onAsk({ role })}
        removeLabel={removeLabel}
      />
      <ChoiceFilter
        label={t('filters.state')}
        choices={personStates.map((value) => ({ value, name: t(`states.${value}`) }))}
        chosen={question.state}
        onChosen={(state) => onAsk({ state })}
        removeLabel={removeLabel}
      />
      {hasFilters(question) && (
        <Button size="small" onClick={() => onAsk(noFilters)}>
          {t('filters.clear')}
        </Button>
      )}
    </Box>
  )
}
