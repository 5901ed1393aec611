/** Beside the paper: what it is, where it came from, and what can be done with it. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import Cancel from '@mui/icons-material/CancelOutlined'
import Delete from '@mui/icons-material/DeleteOutlined'
import Download from '@mui/icons-material/FileDownloadOutlined'
import Replay from '@mui/icons-material/Replay'
import Restore from '@mui/icons-material/RestoreFromTrash'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { momentText, numberText, sizeText } from '#renderer/lib/formats.ts'
import { useReading } from '#renderer/lib/reading.ts'
import { KeepingFacts } from '../keeping/KeepingFacts.tsx'
import { SpecialChip } from '../keeping/SpecialChip.tsx'
import { EditableFacts } from './EditableFacts.tsx'
import { Facts } from './Facts.tsx'
import { PaperHistory } from './PaperHistory.tsx'
import { PaperState } from './PaperState.tsx'
import { PrintButton } from './PrintButton.tsx'
import { ReasonNote } from './ReasonNote.tsx'
import { SpaceFact } from './SpaceFact.tsx'
import { TrashNote } from './TrashNote.tsx'
import { VersionsNote } from './VersionsNote.tsx'
import type { PaperActs } from './usePaperActs.ts'

interface FactsPanelProps {
  paper: Paper
  /** Until when a paper of class C3 is open here; null while it is hidden. */
  openUntil: number | null
  arrivals: readonly { at: number; name: string; by: string }[]
  acts: PaperActs
}

export function FactsPanel({ paper, openUntil, arrivals, acts }: FactsPanelProps) {
  const { t } = useTranslation(['documents', 'spaces'])
  const isClosed = paper.special && openUntil === null
  const reading = useReading().running.find((one) => one.paper === paper.id)
  return (
    <Box
      component="section"
      aria-label={t('facts.label')}
      sx={{ display: 'grid', alignContent: 'start', gap: 2, p: 2, height: '100%', overflow: 'auto' }}
    >
      <Box sx={{ display: 'grid', gap: 1 }}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <PaperState paper={paper} />
          {paper.special && <SpecialChip openUntil={openUntil} />}
          {reading && (
            <Typography variant="body2" color="textSecondary">
              {t('results.readingPage', reading)}
            </Typography>
          )}
        </Box>
        <Typography variant="body2" component="div" color="textSecondary">
          {t('spaces:seenBy')}: <SpaceFact paper={paper} />
        </Typography>
        {/* What could not be read says why in the paper's own place. */}
        {paper.state !== 'refused' && <ReasonNote paper={paper} />}
        <VersionsNote paper={paper.id} />
        <TrashNote trashedAt={paper.trashedAt} />
      </Box>
      <ActButtons paper={paper} acts={acts} isClosed={isClosed} />
      <EditableFacts paper={paper} isClosed={isClosed} />
      <Facts
        rows={[
          [t('facts.format'), t(`formats.${paper.format}`)],
          ...(paper.pages === null ? [] : [[t('facts.pages'), numberText(paper.pages)] as const]),
          [t('facts.size'), sizeText(paper.size)],
        ]}
      />
      <Box>
        <Typography variant="h3" component="h2" sx={{ mb: 0.5 }}>
          {t('facts.arrivals')}
        </Typography>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
          {arrivals.map((arrival, index) => (
            <li key={index}>
              <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
                {arrival.name}
              </Typography>
              <Typography variant="caption" component="div" color="textSecondary">
                {t('facts.arrival', { when: momentText(arrival.at), who: arrival.by })}
              </Typography>
            </li>
          ))}
        </Box>
      </Box>
      <KeepingFacts paper={paper} isClosed={isClosed} />
      {/* It tells what stood in the note, too. */}
      {!isClosed && <PaperHistory id={paper.id} />}
      <Box>
        <Typography variant="caption" component="div" color="textSecondary">
          {t('facts.fingerprint')}
        </Typography>
        <Typography variant="caption" component="div" sx={{ overflowWrap: 'anywhere' }}>
          {paper.sha256}
        </Typography>
      </Box>
    </Box>
  )
}

function ActButtons({ paper, acts, isClosed }: { paper: Paper; acts: PaperActs; isClosed: boolean }) {
  const { t } = useTranslation('documents')
  const percent = acts.downloaded === null ? '' : `${numberText(Math.floor(acts.downloaded * 100))} %`
  return (
    <Box className="no-print" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {acts.retry && (
        <Button variant="contained" size="small" startIcon={<Replay />} onClick={acts.retry}>
          {t('acts.retry')}
        </Button>
      )}
      {!isClosed && (
        <>
          <Button
            variant="outlined"
            size="small"
            startIcon={<Download />}
            onClick={acts.download}
            disabled={acts.downloaded !== null}
          >
            {acts.downloaded === null ? t('acts.download') : t('acts.downloading', { percent })}
          </Button>
          <PrintButton paper={paper} ctrlP />
        </>
      )}
      {acts.cancel && (
        <Button variant="outlined" size="small" startIcon={<Cancel />} onClick={acts.cancel}>
          {t('acts.cancel')}
        </Button>
      )}
      {acts.trash && (
        <Button variant="outlined" size="small" startIcon={<Delete />} onClick={acts.trash}>
          {t('acts.trash')}
        </Button>
      )}
      {acts.restore && (
        <Button variant="contained" size="small" startIcon={<Restore />} onClick={acts.restore}>
          {t('acts.restore')}
        </Button>
      )}
    </Box>
  )
}
