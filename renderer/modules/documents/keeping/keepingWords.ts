/** How long a paper is kept, in words. */
import { type Fate, type KeptPaper, type RetentionClass, type Term, trashDays } from '#contract/keeping.contract.ts'
import type { RecordValue } from '#contract/records.contract.ts'
import { dayText, numberText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'

export interface KeepingWords {
  /** `10 anni`, `per sempre`. */
  term(term: Term): string
  /** `Fattura – 10 anni` */
  choice(term: Term): string
  /** Until when, or why not known. */
  kept(paper: KeptPaper, term: Term | undefined): string
  /** Why a paper of the trash goes or stays. */
  reason(fate: Fate, paper: KeptPaper): string
}

export function useKeepingWords(): KeepingWords {
  const { t } = useTranslation('keeping')
  const name = (one: RetentionClass | null) => (one ? t(`classes.${one}`) : t('undecided'))

  const term: KeepingWords['term'] = ({ months, start }) => {
    if (months === null) return t('terms.forEver')
    if (months === 0) return t(start === 'given' ? 'terms.check' : 'terms.none')
    return months % 12 === 0 ? t('terms.years', { count: months / 12 }) : t('terms.months', { count: months })
  }
  return {
    term,
    choice: (one) => t('choice', { name: name(one.class), term: term(one) }),
    kept({ kept }, one) {
      if (kept.kind === 'undecided' || kept.kind === 'for-ever') return t(`kept.${kept.kind}`)
      if (kept.kind === 'no-start')
        return t(one?.months === 0 ? 'kept.check' : 'kept.no-start', { term: one && term(one) })
      const day = dayText(kept.day)
      return one?.months === 0 ? t('kept.untilOnly', { day }) : t('kept.until', { term: one && term(one), day })
    },
    reason(fate, { kept, retention }) {
      const day = kept.kind === 'until' ? dayText(kept.day) : ''
      return t(`reasons.${fate}`, { day, name: name(retention), days: numberText(trashDays) })
    },
  }
}

/** Columns of a paper's history that tell how it is kept. */
export const keepingColumns = ['retention', 'retentionFrom', 'hold', 'confidentiality'] as const

/** Their values as they are written there. */
export function useKeepingValues(): Record<(typeof keepingColumns)[number], (value: RecordValue) => string> {
  const { t } = useTranslation('keeping')
  return {
    // The core writes no other values into this column.
    retention: (value) => (value === null ? t('undecided') : t(`classes.${value as RetentionClass}`)),
    retentionFrom: (value) => (typeof value === 'string' ? dayText(value) : ''),
    hold: (value) => t(value === 1 ? 'values.held' : 'values.free'),
    confidentiality: (value) => t(value === null ? 'values.plain' : 'special.chip'),
  }
}
