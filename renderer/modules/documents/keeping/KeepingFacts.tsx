/** How long the paper is kept, the hold that keeps it longer, and the mark of class C3. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import type { Paper } from '#contract/documents.contract.ts'
import type { KeptPaper, RetentionClass, Term } from '#contract/keeping.contract.ts'
import { dayText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useMay } from '../documents.queries.ts'
import { dayFromText } from '../paper/day.ts'
import { EditableField } from '../paper/EditableField.tsx'
import { ClassChoice } from './ClassChoice.tsx'
import { useDecide, useKeeping, useMark, useTerms, useUnmark } from './keeping.queries.ts'
import { useKeepingWords } from './keepingWords.ts'

type Decision = Partial<Pick<KeptPaper, 'retention' | 'retentionFrom' | 'hold'>>

/** Decides at once; «Annulla» puts back what was. */
function useDeciding(before: KeptPaper) {
  const { t } = useTranslation('keeping')
  const snack = useSnack()
  const { mutate, mutateAsync, isPending } = useDecide()
  const { id, retention, retentionFrom, hold } = before
  const decide = (decision: Decision, text: string) =>
    mutate(
      { id, ...decision },
      {
        onSuccess: () => snack({ text, undo: () => mutateAsync({ id, retention, retentionFrom, hold }) }),
        onError: (error) => snack({ text: sentenceOf(error), tone: 'error' }),
      },
    )
  return {
    isPending,
    keepAs: (decision: Decision) => decide(decision, t('decided')),
    setHold: (on: boolean) => decide({ hold: on }, t(on ? 'held' : 'released')),
  }
}

export function KeepingFacts({ paper, isClosed }: { paper: Paper; isClosed: boolean }) {
  const { t } = useTranslation('keeping')
  const { data: kept } = useKeeping(paper.id)
  const { data: terms } = useTerms()
  const mayEdit = useMay('documents.edit')
  return (
    <Box component="section" aria-label={t('title')} sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
      <Typography variant="h3" component="h2">
        {t('title')}
      </Typography>
      {kept && terms && <Decided kept={kept} terms={terms} mayEdit={mayEdit} />}
      {mayEdit && <SpecialAct paper={paper} isClosed={isClosed} />}
    </Box>
  )
}

function Decided({ kept, terms, mayEdit }: { kept: KeptPaper; terms: readonly Term[]; mayEdit: boolean }) {
  const { t } = useTranslation('keeping')
  const words = useKeepingWords()
  const { isPending, keepAs, setHold } = useDeciding(kept)
  const term = terms.find((one) => one.class === kept.retention)
  return (
    <>
      {mayEdit ? (
        <ClassChoice terms={terms} chosen={kept.retention} onChosen={(retention) => keepAs({ retention })} />
      ) : (
        <span>{term ? words.choice(term) : t('undecided')}</span>
      )}
      <Typography variant="body2" color="textSecondary">
        {words.kept(kept, term)}
        {term && ` ${t('reminder')}`}
      </Typography>
      {term?.start === 'given' && (
        <Box sx={{ justifySelf: 'stretch' }}>
          <EditableField
            label={t(`starts.${starts[term.class] ?? 'work'}`)}
            value={kept.retentionFrom ? dayText(kept.retentionFrom) : ''}
            placeholder={t('trash.wrong')}
            readOnly={!mayEdit}
            check={(text) => (text.trim() === '' || dayFromText(text) ? null : t('trash.wrong'))}
            onSave={(text) => keepAs({ retentionFrom: dayFromText(text) })}
          />
        </Box>
      )}
      {(mayEdit || kept.hold) && (
        <FormControlLabel
          control={
            <Switch checked={kept.hold} disabled={isPending || !mayEdit} onChange={(_event, on) => setHold(on)} />
          }
          label={t('hold')}
        />
      )}
    </>
  )
}

/** What the day is from which the term counts; for the others it is the end of the employment. */
const starts: Partial<Record<RetentionClass, 'check' | 'contract' | 'project'>> = {
  criminalRecord: 'check',
  contract: 'contract',
  tenderWon: 'contract',
  grant: 'project',
}

function SpecialAct({ paper: { id, special }, isClosed }: { paper: Paper; isClosed: boolean }) {
  const { t } = useTranslation('keeping')
  const snack = useSnack()
  const mark = useMark()
  const unmark = useUnmark()
  // Who does not see what it holds cannot say that it is harmless.
  if (special && isClosed) return null
  const { mutate, isPending } = special ? unmark : mark
  const act = () =>
    mutate(
      { id },
      {
        onSuccess: () => snack({ text: t(special ? 'special.unmarked' : 'special.marked') }),
        onError: (error) => snack({ text: sentenceOf(error), tone: 'error' }),
      },
    )
  return (
    <>
      <Button variant="outlined" size="small" className="no-print" disabled={isPending} onClick={act}>
        {t(special ? 'special.unmark' : 'special.mark')}
      </Button>
      {!special && (
        <Typography variant="caption" color="textSecondary">
          {t('special.why')}
        </Typography>
      )}
    </>
  )
}
