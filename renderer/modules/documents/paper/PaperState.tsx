import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { StateChip } from '#renderer/ui/StateChip.tsx'
import { lookOf, wordOf } from './state.ts'

export function PaperState({ paper, small = false }: { paper: Pick<Paper, 'state' | 'reason'>; small?: boolean }) {
  const { t } = useTranslation('documents')
  const { tone, icon } = lookOf(paper)
  return (
    <StateChip tone={tone} icon={icon} small={small}>
      {t(wordOf(paper))}
    </StateChip>
  )
}
