import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Popover from '@mui/material/Popover'
import EventIcon from '@mui/icons-material/Event'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { dayText } from '#renderer/lib/formats.ts'
import { Field } from '#renderer/ui/Field.tsx'
import { FilterChip } from '#renderer/ui/FilterChip.tsx'
import { dayFromText } from '../paper/day.ts'

interface Days {
  from: string | null
  to: string | null
}

interface DayFilterProps extends Days {
  onDays(days: Days): void
}

export function DayFilter({ from, to, onDays }: DayFilterProps) {
  const { t } = useTranslation('documents')
  const anchor = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      {from && (
        <FilterChip
          removeLabel={t('filters.remove', { name: t('filters.fromIs', { day: dayText(from) }) })}
          onClick={() => onDays({ from: null, to })}
        >
          {t('filters.fromIs', { day: dayText(from) })}
        </FilterChip>
      )}
      {to && (
        <FilterChip
          removeLabel={t('filters.remove', { name: t('filters.toIs', { day: dayText(to) }) })}
          onClick={() => onDays({ from, to: null })}
        >
          {t('filters.toIs', { day: dayText(to) })}
        </FilterChip>
      )}
      <span ref={anchor}>
        <FilterChip icon={EventIcon} onClick={() => setOpen(true)}>
          {t('filters.dayOf')}
        </FilterChip>
      </span>
      <Popover
        open={open}
        anchorEl={anchor.current}
        onClose={() => setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        <DayForm
          from={from}
          to={to}
          onDays={(days) => {
            onDays(days)
            setOpen(false)
          }}
        />
      </Popover>
    </>
  )
}

function DayForm({ from, to, onDays }: DayFilterProps) {
  const { t } = useTranslation('documents')
  const [fromText, setFrom] = useState(from ? dayText(from) : '')
  const [toText, setTo] = useState(to ? dayText(to) : '')
  const [tried, setTried] = useState(false)
  const read = (text: string) => (text.trim() === '' ? null : dayFromText(text))
  const isWrong = (text: string) => text.trim() !== '' && dayFromText(text) === null
  const days = { from: read(fromText), to: read(toText) }
  const isBackwards = days.from !== null && days.to !== null && days.to < days.from
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!isWrong(fromText) && !isWrong(toText) && !isBackwards) onDays(days)
  }
  const wrong = (text: string) => (tried && isWrong(text) ? t('edit.dayWrong') : null)
  return (
    <Box component="form" onSubmit={submit} noValidate sx={{ display: 'grid', gap: 1.5, p: 2, width: '17rem' }}>
      <Field
        label={t('filters.from')}
        value={fromText}
        onChange={(event) => setFrom(event.target.value)}
        wrong={wrong(fromText)}
        autoFocus
      />
      <Field
        label={t('filters.to')}
        value={toText}
        onChange={(event) => setTo(event.target.value)}
        wrong={wrong(toText) ?? (tried && isBackwards ? t('filters.backwards') : null)}
        hint={t('filters.example')}
      />
      <Button type="submit" variant="contained" size="small" sx={{ justifySelf: 'start' }}>
        {t('filters.apply')}
      </Button>
    </Box>
  )
}
