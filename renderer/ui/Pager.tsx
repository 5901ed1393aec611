/** Under a long table: which of its rows are shown, and the way to the others. */
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import type { ReactNode } from 'react'
import { numberText } from '../lib/formats.ts'

interface PagerProps {
  /** From 0. */
  page: number
  /** As many rows as a page may have, as many as this one has, and as there are in all. */
  rows: number
  shown: number
  total: number
  /** «51–100 di 230» */
  range: (facts: { from: string; to: string; total: string }) => string
  /** What the two buttons are called. */
  before: string
  after: string
  onPage: (page: number) => void
}

export function Pager({ page, rows, shown, total, range, before, after, onPage }: PagerProps) {
  const last = page * rows + shown
  const turn = (label: string, icon: ReactNode, to: number, isOff: boolean) => (
    <Tooltip title={label}>
      <span>
        <IconButton aria-label={label} disabled={isOff} onClick={() => onPage(to)}>
          {icon}
        </IconButton>
      </span>
    </Tooltip>
  )
  return (
    <Box
      className="no-print"
      sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 0.5, mt: 1 }}
    >
      <Typography role="status" variant="body2" color="textSecondary">
        {range({ from: numberText(page * rows + 1), to: numberText(last), total: numberText(total) })}
      </Typography>
      {turn(before, <ChevronLeft />, page - 1, page === 0)}
      {turn(after, <ChevronRight />, page + 1, last >= total)}
    </Box>
  )
}
