/** The card around a list of people, and the way to the rows that follow. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Groups from '@mui/icons-material/Groups'
import type { ReactNode } from 'react'
import { numberText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { type Asked, TableFrame } from '#renderer/ui/TableFrame.tsx'

interface ListFrameProps {
  label: string
  list: Asked & { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  /** Rows that are here, and all there are for this question. */
  shown: number
  total: number
  isFiltered: boolean
  onClear: () => void
  children: ReactNode
}

export function ListFrame({ label, list, shown, total, isFiltered, onClear, children }: ListFrameProps) {
  const { t } = useTranslation('people')
  const none = {
    ...{ title: t('faces.noneTitle'), text: t('faces.noneText') },
    ...{ way: t('filters.clear'), onWay: onClear },
  }
  return (
    <TableFrame
      label={label}
      list={list}
      shown={total}
      errorTitle={t('faces.errorTitle')}
      closed={{ title: t('faces.closedTitle'), text: t('faces.closedText') }}
      empty={{ icon: Groups, title: t('faces.emptyTitle'), text: t('faces.emptyText') }}
      none={isFiltered ? none : null}
    >
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
    </TableFrame>
  )
}
