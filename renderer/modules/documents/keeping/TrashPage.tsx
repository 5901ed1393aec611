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
import { Field } from '#renderer/ui/Field.tsx'
import { FilterChip } from '#renderer/ui/FilterChip.tsx'
import { PageHead } from '#renderer/ui/PageHead.tsx'
import { Pager } from '#renderer/ui/Pager.tsx'
import { TableFrame } from '#renderer/ui/TableFrame.tsx'
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
  const { data } = preview
  const rows = data?.rows ?? []
  // A page behind the last: papers may have left the trash since its address was made.
  const isBeyond = rows.length === 0 && (data?.total ?? 0) > 0
  const beyond = {
    ...{ title: t('trash.beyondTitle'), text: t('trash.beyondText') },
    ...{ way: t('trash.first'), onWay: () => ask({ page: 0 }) },
  }
  const none = {
    ...{ title: t('trash.noneTitle'), text: t('trash.noneText') },
    ...{ way: t('trash.seeAll'), onWay: () => ask({ fate: null }) },
  }
  return (
    <>
      <BackLink to="/documenti?vista=trash">{t('trash.back')}</BackLink>
      <PageHead title={t('trash.title')} sentence={t('trash.sentence')} />
      <DayForm key={day} day={day} onDay={(next) => ask({ day: next })} />
      {data && <Counted day={day} counts={data.counts} question={question} onAsk={ask} />}
      <TableFrame
        label={t('trash.title')}
        list={preview}
        shown={rows.length}
        errorTitle={t('trash.errorTitle')}
        empty={{ icon: DeleteOutlined, title: t('trash.emptyTitle'), text: t('trash.emptyText') }}
        none={isBeyond ? beyond : question.fate === null ? null : none}
      >
        <TrashTable rows={rows} />
      </TableFrame>
      {rows.length > 0 && (
        <Pager
          page={question.page}
          rows={previewRows}
          shown={rows.length}
          total={data?.total ?? 0}
          range={(facts) => t('trash.range', facts)}
          before={t('trash.earlier')}
          after={t('trash.later')}
          onPage={(page) => ask({ page })}
        />
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
