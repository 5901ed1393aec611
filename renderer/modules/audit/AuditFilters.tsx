/** What narrows the register: subject, person, period. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { InferContractRouterOutputs } from '@orpc/contract'
import type { Contract } from '#contract/index.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { ChoiceFilter } from '../../ui/ChoiceFilter.tsx'
import { type AuditQuestion, hasFilters, noFilters } from './address.ts'
import { PeriodFilter } from './PeriodFilter.tsx'
import { subjectNames } from './subjects.ts'

interface AuditFiltersProps {
  question: AuditQuestion
  who: Who | undefined
  onAsk: (change: Partial<AuditQuestion>) => void
}

type Who = InferContractRouterOutputs<Contract>['audit']['who']

/** Everybody or every machine as choices, in the order of names; those who are gone say so. */
function useChoices(told: Who['people'] | undefined, chosen: string | null) {
  const { t } = useTranslation('audit')
  const choices = (told ?? [])
    .map(({ id, name, gone }) => ({ value: id, name: gone ? t('filters.gone', { name }) : name }))
    .sort((a, b) => a.name.localeCompare(b.name))
  // A link may name somebody who is not known here.
  const isKnown = chosen === null || choices.some(({ value }) => value === chosen)
  return isKnown ? choices : [...choices, { value: chosen, name: t('filters.somebody') }]
}

export function AuditFilters({ question, who, onAsk }: AuditFiltersProps) {
  const { t } = useTranslation('audit')
  const removeLabel = (name: string) => t('filters.remove', { name })
  const people = useChoices(who?.people, question.person)
  const machines = useChoices(who?.machines, question.machine)
  return (
    <Box
      role="search"
      aria-label={t('filters.label')}
      className="no-print"
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, mb: 1.5 }}
    >
      <ChoiceFilter
        label={t('filters.subject')}
        choices={subjectNames.map((value) => ({ value, name: t(`subjects.${value}`) }))}
        chosen={question.subject}
        onChosen={(subject) => onAsk({ subject })}
        removeLabel={removeLabel}
      />
      <ChoiceFilter
        label={t('filters.person')}
        choices={people}
        chosen={question.person}
        onChosen={(person) => onAsk({ person })}
        removeLabel={removeLabel}
      />
      <ChoiceFilter
        label={t('filters.machine')}
        choices={machines}
        chosen={question.machine}
        onChosen={(machine) => onAsk({ machine })}
        removeLabel={removeLabel}
      />
      <PeriodFilter from={question.from} until={question.until} onPeriod={onAsk} />
      {hasFilters(question) && (
        <Button size="small" onClick={() => onAsk(noFilters)}>
          {t('filters.clear')}
        </Button>
      )}
    </Box>
  )
}
