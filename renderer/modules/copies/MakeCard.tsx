/** A copy made now: where, how far it is, and how it ended. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import CheckCircle from '@mui/icons-material/CheckCircle'
import { useState } from 'react'
import type { CopyProgress } from '#contract/copies.contract.ts'
import { numberText, sizeText } from '../../lib/formats.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { Card } from '../../ui/Card.tsx'
import { StateChip } from '../../ui/StateChip.tsx'
import { type Making, useMakeCopy } from './copies.queries.ts'
import { FolderField } from './FolderField.tsx'

function Progress({ progress }: { progress: CopyProgress | null }) {
  const { t } = useTranslation('copies')
  const { stage, done, of } = progress ?? { stage: 'database', done: 0, of: 0 }
  return (
    <Box role="status">
      <Typography variant="body2" sx={{ mb: 0.75 }}>
        {t(`make.stages.${stage}`)} {of > 0 && t('make.bytes', { done: sizeText(done), of: sizeText(of) })}
      </Typography>
      <LinearProgress
        variant={of > 0 ? 'determinate' : 'indeterminate'}
        value={of > 0 ? (100 * done) / of : undefined}
        aria-label={t('make.title')}
      />
    </Box>
  )
}

function Outcome({ making }: { making: Making }) {
  const { t } = useTranslation('copies')
  switch (making.kind) {
    case 'idle':
      return null
    case 'running':
      return <Progress progress={making.progress} />
    case 'stopped':
      return <Typography role="status">{t('make.stopped')}</Typography>
    case 'failed':
      return (
        <Typography role="alert" color="error">
          {sentenceOf(making.error)}
        </Typography>
      )
    case 'done': {
      const { file, bytes, missing } = making.made
      return (
        <Box role="status" sx={{ display: 'grid', gap: 0.75, justifyItems: 'start' }}>
          <StateChip tone="ok" icon={CheckCircle}>
            {t('make.done')}
          </StateChip>
          <Typography sx={{ overflowWrap: 'anywhere' }}>{t('make.file', { file, size: sizeText(bytes) })}</Typography>
          {missing > 0 && (
            <Typography color="error">{t('make.missing', { count: missing, number: numberText(missing) })}</Typography>
          )}
        </Box>
      )
    }
  }
}

interface MakeCardProps {
  /** Where the plan puts copies. */
  usual: string
  places: readonly string[]
  /** Whether one is being made, by whomever. */
  isBusy: boolean
}

export function MakeCard({ usual, places, isBusy }: MakeCardProps) {
  const { t } = useTranslation('copies')
  const { making, start, stop } = useMakeCopy()
  const [written, setWritten] = useState<string | null>(null)
  const folder = written ?? usual
  const isRunning = making.kind === 'running'
  return (
    <Card title={t('make.title')}>
      <Box sx={{ display: 'grid', gap: 1.5, padding: '.25rem 1rem 1rem' }}>
        <Typography color="textSecondary">{t('make.text')}</Typography>
        <FolderField folder={folder} onFolder={setWritten} places={places} disabled={isRunning} />
        {isBusy && !isRunning && <Typography role="status">{t('make.busy')}</Typography>}
        <Outcome making={making} />
        <Button
          variant={isRunning ? 'outlined' : 'contained'}
          disabled={!isRunning && (isBusy || folder.trim() === '')}
          onClick={isRunning ? stop : () => start(folder.trim())}
          sx={{ justifySelf: 'start' }}
        >
          {isRunning ? t('make.stop') : t('make.act')}
        </Button>
      </Box>
    </Card>
  )
}
