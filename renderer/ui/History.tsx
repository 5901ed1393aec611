/**
 * The history of a record: by days, what was done, by whom, where, from what to what; and taking an act back. The
 * module of the record says how its columns are called and its values written.
 */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import Add from '@mui/icons-material/Add'
import DeleteOutlined from '@mui/icons-material/DeleteOutlined'
import Edit from '@mui/icons-material/Edit'
import type { Theme } from '@mui/material/styles'
import { useState } from 'react'
import type { ColumnChange, HistoryEntry, RecordValue } from '#contract/records.contract.ts'
import { longDay, momentDay, momentTime } from '../lib/formats.ts'
import { useTranslation } from '../lib/i18n.ts'

export interface RecordWords {
  /** What an act is called; null where its changes say it. */
  deed(entry: HistoryEntry): string | null
  /** The column's name on the screen; null for one that tells a person nothing. */
  name(column: string): string | null
  value(column: string, value: RecordValue): string
}

interface HistoryProps {
  entries: readonly HistoryEntry[]
  words: RecordWords
  /** An act is being taken back. */
  busy: boolean
  onUndo(entry: HistoryEntry, what: string): void
}

const dayMs = 86_400_000

function useDayName(): (at: number) => string {
  const { t } = useTranslation('records')
  // The day on which the page was opened.
  const [now] = useState(() => Date.now())
  return (at) => {
    if (momentDay(at) === momentDay(now)) return t('today')
    return momentDay(at) === momentDay(now - dayMs) ? t('yesterday') : longDay(at)
  }
}

const icons = { made: Add, changed: Edit, removed: DeleteOutlined } as const

const roundSx = (theme: Theme) => ({
  width: '2rem',
  height: '2rem',
  flex: 'none',
  borderRadius: '50%',
  display: 'grid',
  placeItems: 'center',
  background: theme.vars.palette.surface.sunken,
  color: theme.vars.palette.text.secondary,
})

/** Longer values are cut: the whole one stands in the record, or in another entry. */
const mostShown = 120

function Shown({ text, empty }: { text: string; empty: string }) {
  if (text === '') return <>{empty}</>
  return (
    <Box component="em" title={text.length > mostShown ? text : undefined} sx={{ overflowWrap: 'anywhere' }}>
      {text.length > mostShown ? `${text.slice(0, mostShown)}…` : text}
    </Box>
  )
}

function ChangeLine({ change, words, isNew }: { change: ColumnChange; words: RecordWords; isNew: boolean }) {
  const { t } = useTranslation('records')
  const { column, from, to } = change
  // Of several versions somebody chose the one that stood there.
  const isKept = !isNew && from === to
  const isOther = !isNew && !isKept
  const lead = (): string => {
    if (isKept) return `: ${t('stays')} `
    return isOther ? `: ${t('from')} ` : ': '
  }
  return (
    <Typography variant="body2" component="div">
      {words.name(column)}
      {lead()}
      {isOther && (
        <>
          <Shown text={words.value(column, from)} empty={t('nothing')} />
          {` ${t('to')} `}
        </>
      )}
      <Shown text={words.value(column, to)} empty={t('nothing')} />
    </Typography>
  )
}

function Entry({ entry, words, busy, onUndo }: Omit<HistoryProps, 'entries'> & { entry: HistoryEntry }) {
  const { t } = useTranslation('records')
  const Icon = icons[entry.kind]
  const changes = entry.changes.filter(({ column }) => words.name(column) !== null)
  const what = words.deed(entry) ?? changes.map(({ column }) => words.name(column)).join(', ')
  const who = entry.person ?? t('machine')
  const when = momentTime(entry.at)
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1.25 }}>
      <Box sx={roundSx} aria-hidden>
        <Icon fontSize="small" />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" component="div" sx={{ fontWeight: 650 }}>
          {what || t(`kinds.${entry.kind}`)}
        </Typography>
        {entry.kind !== 'removed' &&
          changes.map((change) => (
            <ChangeLine key={change.column} change={change} words={words} isNew={entry.kind === 'made'} />
          ))}
        <Typography variant="caption" component="div" color="textSecondary">
          {entry.device ? t('lineOn', { who, when, device: entry.device }) : t('line', { who, when })}
          {entry.undo === 'undone' && ` · ${t('undone')}`}
        </Typography>
      </Box>
      {entry.undo === 'possible' && (
        <Button
          size="small"
          className="no-print"
          disabled={busy}
          aria-label={t('undoOf', { what })}
          onClick={() => onUndo(entry, what)}
          sx={{ alignSelf: 'flex-start' }}
        >
          {t('undo')}
        </Button>
      )}
    </Box>
  )
}

export function History({ entries, words, busy, onUndo }: HistoryProps) {
  const dayName = useDayName()
  const days = Map.groupBy(entries, (entry) => dayName(entry.at))
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {[...days].map(([day, ofDay]) => (
        <Box key={day}>
          <Typography variant="body2" component="h3" color="textSecondary" sx={{ fontWeight: 600, mb: 0.75 }}>
            {day}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.25 }}>
            {ofDay.map((entry) => (
              <Entry key={entry.act} entry={entry} words={words} busy={busy} onUndo={onUndo} />
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  )
}
