/** The card around a table: it slides sideways where the window is narrow, and lies whole on paper. */
import type { Theme } from '@mui/material/styles'
import { cardSx } from './Card.tsx'

export const tableCardSx = (theme: Theme) => ({
  ...cardSx(theme),
  flexShrink: 0,
  overflowX: 'auto' as const,
  '& .MuiTableCell-root': { borderColor: theme.vars.palette.divider },
  '& tbody tr:last-of-type > .MuiTableCell-root': { borderBottom: 0 },
  '@media print': {
    overflow: 'visible',
    border: 0,
    boxShadow: 'none',
    '& .MuiTableCell-root': { fontSize: '9pt', padding: '2pt 4pt' },
  },
})

/** For rows whose cells hold several lines. */
export const topRowSx = { '& > .MuiTableCell-root': { verticalAlign: 'top' } } as const
