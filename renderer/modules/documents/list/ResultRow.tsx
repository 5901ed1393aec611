/** One paper in the list. It lives inside a listbox: nothing in it can be focused by itself. */
import Box from '@mui/material/Box'
import type { Theme } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { PaperRow } from '#contract/documents.contract.ts'
import { dayText, momentDay, sizeText } from '#renderer/lib/formats.ts'
import { SpecialChip } from '../keeping/SpecialChip.tsx'
import { KindTile } from '../paper/KindTile.tsx'
import { MarkedText } from '../paper/MarkedText.tsx'
import { PaperState } from '../paper/PaperState.tsx'

interface ResultRowProps {
  row: PaperRow
  hasQuery: boolean
  chosen: boolean
  /** How far its reading has got, while it is read. */
  reading: { page: number; pages: number } | null
}

const clip = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 } as const

const rowSx = (chosen: boolean) => (theme: Theme) => ({
  display: 'flex',
  gap: '.875rem',
  height: '100%',
  boxSizing: 'border-box',
  padding: '.5625rem 1rem',
  borderBottom: `1px solid ${theme.vars.palette.divider}`,
  boxShadow: chosen ? `inset 3px 0 0 ${theme.vars.palette.primary.main}` : 'none',
  background: chosen ? theme.vars.palette.action.selected : 'none',
  '&:hover': { background: chosen ? theme.vars.palette.action.selected : theme.vars.palette.action.hover },
})

export function ResultRow({ row, hasQuery, chosen, reading }: ResultRowProps) {
  const { t } = useTranslation('documents')
  const place = reading
    ? t('results.readingPage', { ...reading })
    : hasQuery && row.page !== null
      ? t('results.page', { page: row.page })
      : null
  const hasText = row.snippet.some((piece) => piece.text.trim() !== '')
  return (
    <Box sx={rowSx(chosen)}>
      <KindTile format={row.format} chosen={chosen} />
      <Box sx={{ minWidth: 0, flex: 1 }}>
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
          <Box component="span" sx={{ ...clip, flex: 1, fontWeight: 650 }}>
            {row.title}
          </Box>
          <Typography component="span" variant="body2" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
            {row.date ? dayText(row.date) : momentDay(row.takenInAt)}
          </Typography>
        </Box>
        <Typography component="div" variant="body2" color={hasText ? 'textPrimary' : 'textSecondary'} sx={clip}>
          {hasText ? <MarkedText pieces={row.snippet} /> : `${t(`formats.${row.format}`)}, ${sizeText(row.size)}`}
        </Typography>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 0.5 }}>
          <PaperState paper={row} small />
          {row.special && <SpecialChip small />}
          <Typography component="span" variant="caption" color="textSecondary" sx={clip}>
            {[place, row.name].filter(Boolean).join(' · ')}
          </Typography>
        </Box>
      </Box>
    </Box>
  )
}
