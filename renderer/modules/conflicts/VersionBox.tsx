/** One version of a field: who wrote it, when and where, the whole value with what is different marked, and its button. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import Check from '@mui/icons-material/Check'
import History from '@mui/icons-material/History'
import type { FieldVersion } from '#contract/records.contract.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { StateChip } from '../../ui/StateChip.tsx'
import { differences } from './differences.ts'

interface VersionBoxProps {
  version: FieldVersion
  who: string
  line: string
  value: string
  /** The value beside it, with which it is compared. */
  other: string
  busy: boolean
  onChoose(): void
}

function Marked({ value, other }: { value: string; other: string }) {
  return differences(value, other).map((piece, index) =>
    piece.differs ? (
      <Box component="mark" key={index} sx={{ fontWeight: 650 }}>
        {piece.text}
      </Box>
    ) : (
      piece.text
    ),
  )
}

export function VersionBox({ version, who, line, value, other, busy, onChoose }: VersionBoxProps) {
  const { t } = useTranslation('conflicts')
  const { isShown } = version
  const facts = { value: value || t('nothing'), who }
  return (
    <Box
      component="li"
      sx={(theme) => ({
        display: 'flex',
        flexDirection: 'column',
        gap: 1,
        minWidth: 0,
        padding: '1rem',
        borderRadius: '.75rem',
        border: `1px solid ${theme.vars.palette.surface.border}`,
        background: isShown ? theme.vars.palette.action.selected : theme.vars.palette.background.paper,
      })}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', gap: 1 }}>
        <Box sx={{ flex: '1 1 10rem', minWidth: 0 }}>
          <Typography sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>{who}</Typography>
          <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
            {line}
          </Typography>
        </Box>
        {isShown ? (
          <StateChip tone="ok" icon={Check} small>
            {t('now')}
          </StateChip>
        ) : (
          <StateChip tone="neutral" icon={History} small>
            {t('aside')}
          </StateChip>
        )}
      </Box>
      <Typography
        component="div"
        // A long note is read by keyboard too.
        tabIndex={value.length > 600 ? 0 : undefined}
        sx={{
          fontSize: '1.125rem',
          lineHeight: 1.5,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          maxHeight: '18rem',
          overflow: 'auto',
          color: value ? 'text.primary' : 'text.secondary',
          '@media print': { maxHeight: 'none' },
        }}
      >
        {value ? <Marked value={value} other={other} /> : t('nothing')}
      </Typography>
      <Button
        variant={isShown ? 'contained' : 'outlined'}
        className="no-print"
        disabled={busy}
        onClick={onChoose}
        aria-label={isShown ? t('keepOf', facts) : t('takeOf', facts)}
        sx={{ alignSelf: 'flex-start', mt: 'auto' }}
      >
        {isShown ? t('keep') : t('take')}
      </Button>
    </Box>
  )
}
