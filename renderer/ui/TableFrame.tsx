/** The card around a table, and what stands in the table's place when it has no rows: each face has a way on. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ComponentType, ReactNode } from 'react'
import { refusalOf } from '../lib/messages.ts'
import { ErrorFace } from './ErrorFace.tsx'
import { Face } from './Face.tsx'
import { LoadingFace } from './LoadingFace.tsx'
import { tableCardSx } from './tables.ts'

/** The answer to the question that fills the table. */
export interface Asked {
  isPending: boolean
  error: unknown
  refetch: () => unknown
}

interface Words {
  title: string
  text: string
}

interface TableFrameProps {
  label: string
  list: Asked
  /** Rows that are there to be shown. */
  shown: number
  /** What cannot be done when the question fails. */
  errorTitle: string
  /** For whom the table is not; without it that is an error like others. */
  closed?: Words
  empty: Words & { icon: ComponentType }
  /** When the question is narrow and has no rows, or asks for a page behind the last; null while it is wide. */
  none: (Words & { way: string; onWay: () => void }) | null
  children: ReactNode
}

function Rows({ list, shown, errorTitle, closed, empty, none, children }: Omit<TableFrameProps, 'label'>) {
  if (closed && refusalOf(list.error) === 'forbidden')
    return (
      <Face kind="closed" title={closed.title}>
        {closed.text}
      </Face>
    )
  if (list.error) return <ErrorFace error={list.error} title={errorTitle} retry={() => void list.refetch()} />
  if (list.isPending) return <LoadingFace rows={6} />
  if (shown > 0) return children
  if (!none)
    return (
      <Face kind="empty" icon={empty.icon} title={empty.title}>
        {empty.text}
      </Face>
    )
  const way = (
    <Button variant="outlined" size="small" onClick={none.onWay}>
      {none.way}
    </Button>
  )
  return (
    <Face kind="no-match" title={none.title} acts={way}>
      {none.text}
    </Face>
  )
}

export function TableFrame({ label, ...rows }: TableFrameProps) {
  return (
    // Narrow windows let the table slide in its card: the keyboard must be able to slide it, too.
    <Box role="region" aria-label={label} tabIndex={0} sx={tableCardSx}>
      <Rows {...rows} />
    </Box>
  )
}
