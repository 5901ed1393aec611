/**
 * The list itself: only the rows in view exist, only the pages of rows in view are asked for. One stop of the
 * Tab key; inside it the arrows choose, and the focus stays while the preview follows.
 */
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { PaperRow } from '#contract/documents.contract.ts'
import { useReading } from '#renderer/lib/reading.ts'
import { ResultRow } from './ResultRow.tsx'
import { useRem } from '#renderer/ui/rem.ts'

/** Height of a row with its hairline. */
const rowRem = 5.8125

export interface ResultListHandle {
  focus(): void
}

interface ResultListProps {
  /** Another question's list begins at its top; the focus stays where it is. */
  question: string
  total: number
  rowAt(index: number): PaperRow | undefined
  /** Index of the chosen row, -1 for none. */
  chosen: number
  hasQuery: boolean
  handle: Ref<ResultListHandle>
  onView(first: number, last: number): void
  /** By the arrow keys. */
  onChoose(index: number): void
  /** By the pointer. */
  onPress(index: number): void
  onOpen(index: number): void
  onTurn(direction: 'next' | 'previous'): void
}

const optionId = (index: number) => `paper-${index}`

export function ResultList(props: ResultListProps) {
  const { question, total, rowAt, chosen, hasQuery, handle, onView, onPress, onOpen } = props
  const { t } = useTranslation('documents')
  const box = useRef<HTMLDivElement>(null)
  const rem = useRem()
  const { running } = useReading()
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => box.current,
    estimateSize: () => rowRem * rem,
    overscan: 6,
  })
  useEffect(() => rows.measure(), [rows, rem])

  const items = rows.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onView(first, last), [first, last, onView])
  useEffect(() => rows.scrollToOffset(0), [rows, question])
  useEffect(() => {
    if (chosen >= 0) rows.scrollToIndex(chosen, { align: 'auto' })
  }, [chosen, rows])

  useImperativeHandle(handle, () => ({ focus: () => box.current?.focus() }))
  const onKeyDown = (event: KeyboardEvent) => {
    if (handleKey(event.key, props)) event.preventDefault()
  }
  return (
    <Box
      ref={box}
      role="listbox"
      tabIndex={0}
      aria-label={t('results.label')}
      aria-activedescendant={chosen >= 0 ? optionId(chosen) : undefined}
      onKeyDown={onKeyDown}
      sx={{
        flex: 1,
        minHeight: 0,
        overflow: 'auto',
        outline: 'none',
        '&:focus-visible': { outline: 'none', boxShadow: 'none' },
      }}
    >
      <Box role="presentation" sx={{ position: 'relative' }} style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const row = rowAt(item.index)
          const progress = row ? running.find((one) => one.paper === row.id) : undefined
          return (
            <Box
              key={item.key}
              id={optionId(item.index)}
              role="option"
              aria-selected={item.index === chosen}
              aria-posinset={item.index + 1}
              aria-setsize={total}
              onClick={() => onPress(item.index)}
              onDoubleClick={() => onOpen(item.index)}
              sx={{ position: 'absolute', insetInline: 0, top: 0, cursor: 'default' }}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {row ? (
                <ResultRow row={row} hasQuery={hasQuery} chosen={item.index === chosen} reading={progress ?? null} />
              ) : (
                <EmptyRow />
              )}
            </Box>
          )
        })}
      </Box>
    </Box>
  )
}

/** Does what the key stands for; false when it stands for nothing here. */
function handleKey(key: string, { total, chosen, onChoose, onOpen, onTurn }: ResultListProps): boolean {
  const go = (index: number) => total > 0 && onChoose(Math.min(Math.max(index, 0), total - 1))
  switch (key) {
    case 'ArrowDown':
      go(chosen + 1)
      return true
    case 'ArrowUp':
      go(chosen - 1)
      return true
    case 'Home':
      go(0)
      return true
    case 'End':
      go(total - 1)
      return true
    case 'PageDown':
      onTurn('next')
      return true
    case 'PageUp':
      onTurn('previous')
      return true
    case 'Enter':
      if (chosen >= 0) onOpen(chosen)
      return true
    default:
      return false
  }
}

function EmptyRow() {
  return (
    <Box aria-hidden sx={{ display: 'flex', gap: '.875rem', padding: '.75rem 1rem' }}>
      <Skeleton sx={{ width: '2.5rem', height: '2.5rem', flex: 'none' }} />
      <Box sx={{ flex: 1, display: 'grid', gap: 1, alignContent: 'start', pt: 0.5 }}>
        <Skeleton sx={{ height: '.75rem', width: '40%' }} />
        <Skeleton sx={{ height: '.75rem', width: '75%' }} />
      </Box>
    </Box>
  )
}
