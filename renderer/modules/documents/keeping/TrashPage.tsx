/** What would go from the trash on a day, what would stay, and why. A preview: nothing is erased from here. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import { type FormEvent, useState } from 'react'
import { fates } from '#contract/keeping.contract.ts'
import { dayText, momentDay, numberText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { BackLink } from '#renderer/ui/BackLink.tsx'
import { ErrorFace } from '#renderer/ui/ErrorFace.tsx'
import { Face } from '#renderer/ui/Face.tsx'
import { Field } from '#renderer/ui/Field.tsx'
import { FilterChip } from '#renderer/ui/FilterChip.tsx'
import { LoadingFace } from '#renderer/ui/LoadingFace.tsx'
import { PageHead } from '#renderer/ui/PageHead.tsx'
import { Pager } from '#renderer/ui/Pager.tsx'
import { tableCardSx } from '#renderer/ui/tables.ts'
import { dayFromText } from '../paper/day.ts'
import { type TrashQuestion, useTrashAddress } from './address.ts'
import { previewRows, usePreview } from './keeping.queries.ts'
import { TrashTable } from './TrashTable.tsx'

type Ask = (change: Partial<TrashQuestion>) => void
type Counts = Partial<Record<(typeof fates)[number], number>>

export function TrashPage() {
  const { t } = useTranslation('keeping')
  const { question, ask } = useTrashAddress()
  // The day on which the page was opened.
  const [today] = useState(() => dayFromText(momentDay(Date.now())) ?? '')
  const day = question.day ?? today
  const preview = usePreview(day, question.fate, question.page)
  const { data, error } = preview
  return (
    <>
      <BackLink to="/documenti?vista=trash">{t('trash.back')}</BackLink>
      <PageHead title={t('trash.title')} sentence={t('trash.sentence')} />
      <DayForm key={day} day={day} onDay={(next) => ask({ day: next })} />
      {data && <Counted day={day} counts={data.counts} question={question} onAsk={ask} />}
      <Box role="region" aria-label={t('trash.title')} tabIndex={0} sx={tableCardSx}>
        {error && <ErrorFace error={error} title={t('trash.errorTitle')} retry={() => void preview.refetch()} />}
        {!error && !data && <LoadingFace rows={6} />}
        {!error && data && data.rows.length > 0 && <TrashTable rows={data.rows} />}
        {!error && data?.rows.length === 0 && <NothingFace isFiltered={question.fate !== null} onAsk={ask} />}
      </Box>
      {data && data.rows.length > 0 && (
        <Pages page={question.page} shown={data.rows.length} total={data.total} onPage={(page) => ask({ page })} />
      )}
    </>
  )
}

function DayForm({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const { t } = useTranslation('keeping')
  const [text, setText] = useState(dayText(day))
  const [isWrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const asked = dayFromText(text)
    setWrong(asked === null)
    if (asked !== null) onDay(asked)
  }
  return (
    <Box
      component="form"
      className="no-print"
      onSubmit={submit}
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: 1, mb: 1.5 }}
    >
      <Field
        label={t('trash.day')}
        value={text}
        wrong={isWrong ? t('trash.wrong') : null}
        onChange={(event) => setText(event.target.value)}
        sx={{ width: '14rem' }}
      />
      <Button type="submit" variant="contained" sx={{ height: '2.75rem' }}>
        {t('trash.show')}
      </Button>
    </Box>
  )
}

interface CountedProps {
  day: string
  counts: Counts
  question: TrashQuestion
  onAsk: Ask
}

/** How many papers have each fate; a press shows those alone. */
function Counted({ day, counts, question, onAsk }: CountedProps) {
  const { t } = useTranslation('keeping')
  const goes = counts.goes ?? 0
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return (
    <>
      <Typography role="status" sx={{ mb: 1 }}>
        {t('trash.summary', { day: dayText(day), goes: numberText(goes), stays: numberText(all - goes) })}
      </Typography>
      <Box
        role="group"
        aria-label={t('trash.fate')}
        className="no-print"
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 1.5 }}
      >
        <FilterChip pressed={question.fate === null} onClick={() => onAsk({ fate: null })}>
          {t('trash.all')} {numberText(all)}
        </FilterChip>
        {fates
          .filter((fate) => (counts[fate] ?? 0) > 0 || fate === question.fate)
          .map((fate) => (
            <FilterChip key={fate} pressed={question.fate === fate} onClick={() => onAsk({ fate })}>
              {t(`fates.${fate}`)} {numberText(counts[fate] ?? 0)}
            </FilterChip>
          ))}
      </Box>
    </>
  )
}

function NothingFace({ isFiltered, onAsk }: { isFiltered: boolean; onAsk: Ask }) {
  const { t } = useTranslation('keeping')
  if (!isFiltered)
    return (
      <Face kind="empty" icon={DeleteOutlined} title={t('trash.emptyTitle')}>
        {t('trash.emptyText')}
      </Face>
    )
  return (
    <Face
      kind="no-match"
      title={t('trash.noneTitle')}
      acts={
        <Button variant="outlined" size="small" onClick={() => onAsk({ fate: null })}>
          {t('trash.seeAll')}
        </Button>
      }
    >
      {t('trash.noneText')}
    </Face>
  )
}

interface RowsShown {
  page: number
  shown: number
  total: number
  onPage: (page: number) => void
}

function Pages({ page, shown, total, onPage }: RowsShown) {
  const { t } = useTranslation('keeping')
  const first = page * previewRows + 1
  const last = first + shown - 1
  const range = t('trash.range', { from: numberText(first), to: numberText(last), total: numberText(total) })
  const names = { before: t('trash.earlier'), after: t('trash.later') }
  return <Pager page={page} isLast={last >= total} range={range} {...names} onPage={onPage} />
}
