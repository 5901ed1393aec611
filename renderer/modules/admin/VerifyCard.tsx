/** Reads everything again and says what does not fit. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import CheckCircle from '@mui/icons-material/CheckCircle'
import ErrorIcon from '@mui/icons-material/Error'
import { useTranslation } from '../../lib/i18n.ts'
import { momentTime, numberText } from '../../lib/formats.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { Card } from '../../ui/Card.tsx'
import { StateChip } from '../../ui/StateChip.tsx'
import { type Check, useVerify } from './admin.queries.ts'

function Progress({ done, of }: { done: number; of: number }) {
  const { t } = useTranslation('admin')
  return (
    <Box role="status">
      <Typography variant="body2" sx={{ mb: 0.75 }}>
        {of > 0 ? t('verify.progress', { done: numberText(done), of: numberText(of) }) : t('verify.begins')}
      </Typography>
      <LinearProgress
        variant={of > 0 ? 'determinate' : 'indeterminate'}
        value={of > 0 ? (100 * done) / of : undefined}
        aria-label={t('verify.title')}
      />
    </Box>
  )
}

function Outcome({ check }: { check: Check }) {
  const { t } = useTranslation('admin')
  switch (check.kind) {
    case 'idle':
      return null
    case 'running':
      return <Progress done={check.done} of={check.of} />
    case 'stopped':
      return <Typography role="status">{t('verify.stopped')}</Typography>
    case 'failed':
      return (
        <Typography role="alert" color="error">
          {sentenceOf(check.error)}
        </Typography>
      )
    case 'done':
      return check.problems.length === 0 ? (
        <Box role="status" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <StateChip tone="ok" icon={CheckCircle}>
            {t('verify.ok')}
          </StateChip>
          <span>{t('verify.at', { time: momentTime(check.at) })}</span>
        </Box>
      ) : (
        <Box role="status" sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
          <StateChip tone="error" icon={ErrorIcon}>
            {t('verify.problems', { count: check.problems.length })}
          </StateChip>
          <Box component="ul" sx={{ m: 0, pl: '1.25rem' }}>
            {check.problems.map((problem, nth) => (
              <Box component="li" key={nth} sx={{ overflowWrap: 'anywhere' }}>
                {t(`problems.${problem.kind}`)} {problem.what}
              </Box>
            ))}
          </Box>
        </Box>
      )
  }
}

export function VerifyCard() {
  const { t } = useTranslation('admin')
  const { check, start, stop } = useVerify()
  const isRunning = check.kind === 'running'
  return (
    <Card title={t('verify.title')}>
      <Box sx={{ display: 'grid', gap: 1.5, padding: '.25rem 1rem 1rem', justifyItems: 'stretch' }}>
        <Typography color="textSecondary">{t('verify.text')}</Typography>
        <Outcome check={check} />
        <Button
          variant={isRunning ? 'outlined' : 'contained'}
          onClick={isRunning ? stop : start}
          sx={{ justifySelf: 'start' }}
        >
          {isRunning ? t('verify.stop') : t('verify.act')}
        </Button>
      </Box>
    </Card>
  )
}
