/** One field with its versions side by side: which one is right? */
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import CallSplit from '@mui/icons-material/CallSplit'
import { useId } from 'react'
import { Link as RouterLink } from 'react-router'
import type { FieldConflict, FieldVersion } from '#contract/records.contract.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { Card } from '../../ui/Card.tsx'
import { StateChip } from '../../ui/StateChip.tsx'
import { VersionBox } from './VersionBox.tsx'
import { type AskedField, useVersionWords } from './versionWords.ts'

interface ConflictCardProps {
  conflict: FieldConflict
  column: AskedField
  busy: boolean
  /** Receives the heading, which takes the focus when the question before it was answered. */
  headingRef(heading: HTMLElement | null): void
  onChoose(version: FieldVersion): void
}

export function ConflictCard({ conflict, column, busy, headingRef, onChoose }: ConflictCardProps) {
  const { t } = useTranslation('conflicts')
  const words = useVersionWords()
  const heading = useId()
  const { id, title, versions, isClosed } = conflict
  const said = versions.map((version) => words.value(column, version.value))
  return (
    <Card sx={{ padding: '1.125rem 1.25rem 1.25rem' }}>
      <Box role="group" aria-labelledby={heading} sx={{ display: 'grid', gap: 1.25 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          <StateChip tone="plum" icon={CallSplit}>
            {versions.length > 2 ? t('chipMany') : t('chip')}
          </StateChip>
          <Link
            component={RouterLink}
            to={`/documenti/${id}`}
            variant="body2"
            sx={{ minWidth: 0, overflowWrap: 'anywhere', borderRadius: '.25rem' }}
          >
            {title}
          </Link>
        </Box>
        <Box>
          <Typography
            id={heading}
            ref={headingRef}
            tabIndex={-1}
            variant="h2"
            sx={{ borderRadius: '.25rem', width: 'fit-content' }}
          >
            {t(`which.${column}`)}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {t(`why.${column}`)}
          </Typography>
        </Box>
        {isClosed ? (
          <Typography sx={{ overflowWrap: 'anywhere' }}>{t('closed')}</Typography>
        ) : (
          <Box
            component="ul"
            sx={{
              listStyle: 'none',
              m: 0,
              p: 0,
              display: 'grid',
              gap: 2,
              gridTemplateColumns: 'repeat(auto-fit, minmax(min(20rem, 100%), 1fr))',
            }}
          >
            {versions.map((version, place) => (
              <VersionBox
                key={version.version}
                version={version}
                who={words.who(version)}
                line={words.line(version)}
                value={said[place] ?? ''}
                // Each is compared with the one that counts, and that one with the next.
                other={said[place === 0 ? 1 : 0] ?? ''}
                busy={busy}
                onChoose={() => onChoose(version)}
              />
            ))}
          </Box>
        )}
        {!isClosed && (
          <Typography variant="body2" color="textSecondary" className="no-print">
            {t('neither')}
          </Typography>
        )}
      </Box>
    </Card>
  )
}
