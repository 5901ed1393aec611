/** The card around a list of people: its faces while there are no rows, and the way to the rows that follow. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Groups from '@mui/icons-material/Groups'
import type { ReactNode } from 'react'
import { numberText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { refusalOf } from '#renderer/lib/messages.ts'
import { ErrorFace } from '#renderer/ui/ErrorFace.tsx'
import { Face } from '#renderer/ui/Face.tsx'
import { LoadingFace } from '#renderer/ui/LoadingFace.tsx'
import { tableCardSx } from '#renderer/ui/tables.ts'

interface Asked {
  isPending: boolean
  error: unknown
  hasNextPage: boolean
  isFetchingNextPage: boolean
  refetch: () => unknown
  fetchNextPage: () => unknown
}

interface ListFrameProps {
  label: string
  list: Asked
  /** Rows that are here, and all there are for this question. */
  shown: number
  total: number
  isFiltered: boolean
  onClear: () => void
  children: ReactNode
}

function Rows({ list, shown, total, isFiltered, onClear, children }: Omit<ListFrameProps, 'label'>) {
  const { t } = useTranslation('people')
  if (list.error && refusalOf(list.error) === 'forbidden')
    return (
      <Face kind="closed" title={t('faces.closedTitle')}>
        {t('faces.closedText')}
      </Face>
    )
  if (list.error)
    return <ErrorFace error={list.error} title={t('faces.errorTitle')} retry={() => void list.refetch()} />
  if (list.isPending) return <LoadingFace rows={6} />
  if (total === 0 && isFiltered)
    return (
      <Face
        kind="no-match"
        title={t('faces.noneTitle')}
        acts={
          <Button variant="outlined" size="small" onClick={onClear}>
            {t('filters.clear')}
          </Button>
        }
      >
        {t('faces.noneText')}
      </Face>
    )
  if (total === 0)
    return (
      <Face kind="empty" icon={Groups} title={t('faces.emptyTitle')}>
        {t('faces.emptyText')}
      </Face>
    )
  return (
    <>
      {children}
      {list.hasNextPage && (
        <Box className="no-print" sx={{ display: 'grid', justifyItems: 'center', p: 1 }}>
          <Button
            variant="outlined"
            size="small"
            disabled={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('faces.more', { left: numberText(total - shown) })}
          </Button>
        </Box>
      )}
    </>
  )
}

export function ListFrame({ label, ...rows }: ListFrameProps) {
  return (
    // Narrow windows let the table slide in its card: the keyboard must be able to slide it, too.
    <Box role="region" aria-label={label} tabIndex={0} sx={tableCardSx}>
      <Rows {...rows} />
    </Box>
  )
}
