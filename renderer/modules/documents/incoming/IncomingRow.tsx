import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Link from '@mui/material/Link'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import CheckCircle from '@mui/icons-material/CheckCircle'
import Close from '@mui/icons-material/Close'
import ErrorIcon from '@mui/icons-material/Error'
import HourglassEmpty from '@mui/icons-material/HourglassEmpty'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { Link as RouterLink } from 'react-router'
import { numberText, sizeText } from '#renderer/lib/formats.ts'
import { arrivals } from './arrivals.ts'
import type { Fate, Incoming } from './queue.ts'
import { whyRefused } from './sentence.ts'

const mayStop = (fate: Fate) => fate.kind === 'waiting' || fate.kind === 'travelling' || fate.kind === 'interrupted'

export function IncomingRow({ item }: { item: Incoming }) {
  const { t } = useTranslation('documents')
  const { fate, name, size } = item
  const done = fate.kind === 'travelling' || fate.kind === 'interrupted' ? fate.done : null
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1.25, px: 2, py: 1, borderTop: 1, borderColor: 'divider' }}>
      <FateIcon fate={fate} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography
          variant="body2"
          sx={{ fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
          title={name}
        >
          {name}
        </Typography>
        {done !== null && (
          <LinearProgress
            variant="determinate"
            value={size > 0 ? (done / size) * 100 : 0}
            aria-label={name}
            sx={{ my: 0.5, height: '.375rem', borderRadius: 1 }}
          />
        )}
        <Typography variant="caption" component="div" color="textSecondary">
          <FateWords item={item} />
        </Typography>
      </Box>
      {mayStop(fate) && (
        <Tooltip title={t('incoming.stop', { name })}>
          <IconButton
            aria-label={t('incoming.stop', { name })}
            onClick={() => arrivals.stop(item.key)}
            sx={{ width: '2.25rem', height: '2.25rem' }}
          >
            <Close fontSize="small" />
          </IconButton>
        </Tooltip>
      )}
    </Box>
  )
}

function FateIcon({ fate }: { fate: Fate }) {
  if (fate.kind === 'arrived') return <CheckCircle fontSize="small" color="success" sx={{ mt: '.125rem' }} />
  if (fate.kind === 'refused') return <ErrorIcon fontSize="small" color="error" sx={{ mt: '.125rem' }} />
  return <HourglassEmpty fontSize="small" color="info" sx={{ mt: '.125rem' }} />
}

function FateWords({ item: { fate, size } }: { item: Incoming }) {
  const { t } = useTranslation('documents')
  switch (fate.kind) {
    case 'waiting':
      return t('incoming.waiting')
    case 'travelling':
      return t('incoming.progress', { done: sizeText(fate.done), size: sizeText(size) })
    case 'interrupted':
      return t('incoming.interrupted')
    case 'stopped':
      return t('incoming.stopped')
    case 'refused':
      return whyRefused(t, fate.reason, fate.data)
    case 'arrived':
      if (fate.paper === null && fate.made === undefined)
        return fate.duplicate ? t('incoming.duplicateUnseen') : t('incoming.keptUnseen')
      if (fate.paper === null) return t('incoming.keptFiles', { count: fate.files, formatted: numberText(fate.files) })
      return (
        <Link component={RouterLink} to={`/documenti/${fate.paper}`}>
          {fate.duplicate ? t('incoming.duplicate') : t('incoming.kept')}
        </Link>
      )
  }
}
