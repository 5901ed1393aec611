/** From one day to another, both within. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Popover from '@mui/material/Popover'
import EventIcon from '@mui/icons-material/Event'
import { type FormEvent, useRef, useState } from 'react'
import { dayText } from '../../lib/formats.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { Field } from '../../ui/Field.tsx'
import { FilterChip } from '../../ui/FilterChip.tsx'

interface Period {
  from: string | null
  until: string | null
}

interface PeriodFilterProps extends Period {
  onPeriod: (period: Period) => void
}

function PeriodForm({ from, until, onPeriod }: PeriodFilterProps) {
  const { t } = useTranslation('audit')
  const [text, setText] = useState({ from: from ?? '', until: until ?? '' })
  const isBackwards = text.from !== '' && text.until !== '' && text.until < text.from
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isBackwards) onPeriod({ from: text.from || null, until: text.until || null })
  }
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ display: 'grid', gap: 1.5, p: 2, width: '17rem' }}>
      <Field
        type="date"
        label={t('filters.from')}
        value={text.from}
        onChange={(event) => setText({ ...text, from: event.target.value })}
        autoFocus
      />
      <Field
        type="date"
        label={t('filters.until')}
        value={text.until}
        onChange={(event) => setText({ ...text, until: event.target.value })}
        wrong={isBackwards ? t('filters.backwards') : null}
      />
      <Button type="submit" variant="contained" size="small" sx={{ justifySelf: 'start' }}>
        {t('filters.apply')}
      </Button>
    </Box>
  )
}

export function PeriodFilter({ from, until, onPeriod }: PeriodFilterProps) {
  const { t } = useTranslation('audit')
  const anchor = useRef<HTMLSpanElement>(null)
  const [isOpen, setOpen] = useState(false)
  const said = [
    from && t('filters.fromIs', { day: dayText(from) }),
    until && t('filters.untilIs', { day: dayText(until) }),
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <span ref={anchor}>
      {said ? (
        <FilterChip
          removeLabel={t('filters.remove', { name: said })}
          onClick={() => onPeriod({ from: null, until: null })}
        >
          {said}
        </FilterChip>
      ) : (
        <FilterChip icon={EventIcon} onClick={() => setOpen(true)}>
          {t('filters.period')}
        </FilterChip>
      )}
      <Popover
        open={isOpen}
        anchorEl={anchor.current}
        onClose={() => setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        <PeriodForm
          from={from}
          until={until}
          onPeriod={(period) => {
            setOpen(false)
            onPeriod(period)
          }}
        />
      </Popover>
    </span>
  )
}
