/** How the copies stand: the last one, the next one, and what hinders it. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import CheckCircle from '@mui/icons-material/CheckCircle'
import ErrorIcon from '@mui/icons-material/Error'
import Warning from '@mui/icons-material/WarningAmberOutlined'
import { momentText, sizeText } from '../../lib/formats.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { useNow } from '../../lib/useNow.ts'
import { Card } from '../../ui/Card.tsx'
import { StateChip } from '../../ui/StateChip.tsx'
import type { CopiesState } from './copies.queries.ts'
import { useFailureText } from './failureText.ts'

const dayMs = 86_400_000

export function NowCard({ state: { last, dueAt, failure, restored } }: { state: CopiesState }) {
  const { t } = useTranslation('copies')
  const failureText = useFailureText()
  const now = useNow(60_000)
  const days = last ? Math.max(0, Math.floor((now - last.at) / dayMs)) : 0
  return (
    <Card title={t('now.title')}>
      <Box sx={{ display: 'grid', gap: 0.75, padding: '.25rem 1rem 1rem', justifyItems: 'start' }}>
        {last ? (
          <>
            <StateChip tone={days > 7 ? 'warn' : 'ok'} icon={days > 7 ? Warning : CheckCircle}>
              {days === 0 ? t('now.today') : t('now.daysAgo', { count: days })}
            </StateChip>
            <Typography sx={{ overflowWrap: 'anywhere' }}>
              {t('now.last', { at: momentText(last.at), file: last.file, size: sizeText(last.bytes) })}
            </Typography>
          </>
        ) : (
          <StateChip tone="warn" icon={Warning}>
            {t('now.none')}
          </StateChip>
        )}
        <Typography>
          {dueAt === null ? t('now.noPlan') : dueAt <= now ? t('now.soon') : t('now.next', { at: momentText(dueAt) })}
        </Typography>
        {failure && (
          <Box role="alert" sx={{ display: 'grid', gap: 0.5, justifyItems: 'start' }}>
            <StateChip tone="error" icon={ErrorIcon}>
              {t('now.failed', { at: momentText(failure.at) })}
            </StateChip>
            <Typography sx={{ overflowWrap: 'anywhere' }}>{failureText(failure)}</Typography>
          </Box>
        )}
        {restored && (
          <Typography color="textSecondary">
            {t('now.restored', { at: momentText(restored.at), madeAt: momentText(restored.madeAt) })}
          </Typography>
        )}
      </Box>
    </Card>
  )
}
