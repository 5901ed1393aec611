/** Papers of the trash, what becomes of each on a day, and why. */
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import Archive from '@mui/icons-material/Inventory2'
import Delete from '@mui/icons-material/DeleteOutlined'
import Gavel from '@mui/icons-material/Gavel'
import Help from '@mui/icons-material/HelpOutlined'
import Schedule from '@mui/icons-material/Schedule'
import type { ComponentType } from 'react'
import { Link as RouterLink } from 'react-router'
import type { Fate, KeptPaper } from '#contract/keeping.contract.ts'
import { momentDay } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { StateChip, type Tone } from '#renderer/ui/StateChip.tsx'
import { topRowSx } from '#renderer/ui/tables.ts'
import { useKeepingWords } from './keepingWords.ts'

const looks: Record<Fate, { tone: Tone; icon: ComponentType<{ fontSize?: 'small' }> }> = {
  goes: { tone: 'error', icon: Delete },
  hold: { tone: 'plum', icon: Gavel },
  undecided: { tone: 'warn', icon: Help },
  'for-ever': { tone: 'ok', icon: Archive },
  'no-start': { tone: 'warn', icon: Help },
  term: { tone: 'neutral', icon: Schedule },
  fresh: { tone: 'neutral', icon: Schedule },
}

interface TrashTableProps {
  rows: readonly (KeptPaper & { title: string; trashedAt: number; fate: Fate })[]
}

export function TrashTable({ rows }: TrashTableProps) {
  const { t } = useTranslation('keeping')
  const words = useKeepingWords()
  return (
    <Table size="small" aria-label={t('trash.title')}>
      <TableHead>
        <TableRow>
          <TableCell>{t('trash.paper')}</TableCell>
          <TableCell>{t('trash.since')}</TableCell>
          <TableCell>{t('trash.fate')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id} sx={topRowSx}>
            <TableCell sx={{ width: '50%', overflowWrap: 'anywhere' }}>
              <Link component={RouterLink} to={`/documenti/${row.id}`} sx={{ fontWeight: 600 }}>
                {row.title}
              </Link>
            </TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap', fontFeatureSettings: '"tnum"' }}>
              {momentDay(row.trashedAt)}
            </TableCell>
            <TableCell sx={{ width: '50%' }}>
              <StateChip {...looks[row.fate]} small>
                {t(`fates.${row.fate}`)}
              </StateChip>
              <Typography variant="body2" color="textSecondary" sx={{ mt: 0.25 }}>
                {words.reason(row.fate, row)}
              </Typography>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
