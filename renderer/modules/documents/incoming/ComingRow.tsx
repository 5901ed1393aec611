/** What came in, or still comes, though its person was away: a row for what was given, and one for each file that stayed out. */
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import LinearProgress from '@mui/material/LinearProgress'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import CheckCircle from '@mui/icons-material/CheckCircle'
import Close from '@mui/icons-material/Close'
import ErrorIcon from '@mui/icons-material/Error'
import HourglassEmpty from '@mui/icons-material/HourglassEmpty'
import type { ReactNode } from 'react'
import type { Coming } from '#contract/documents.contract.ts'
import { numberText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { whyRefused } from './sentence.ts'

interface LineProps {
  icon: ReactNode
  name: string
  act?: ReactNode
  children: ReactNode
}

function Line({ icon, name, act, children }: LineProps) {
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1.25, px: 2, py: 1, borderTop: 1, borderColor: 'divider' }}>
      {icon}
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" noWrap title={name} sx={{ fontWeight: 600 }}>
          {name}
        </Typography>
        <Typography variant="caption" component="div" color="textSecondary">
          {children}
        </Typography>
      </Box>
      {act}
    </Box>
  )
}

const iconSx = { mt: '.125rem' }

function Progress({ coming, name }: { coming: Coming; name: string }) {
  const { t } = useTranslation('documents')
  const { kept, of, refused, more } = coming
  const passed = kept + refused.length + more
  return (
    <>
      <LinearProgress
        variant={of > 0 ? 'determinate' : 'indeterminate'}
        value={of > 0 ? (passed / of) * 100 : 0}
        aria-label={name}
        sx={{ my: 0.5, height: '.375rem', borderRadius: 1 }}
      />
      {t('incoming.goesOn', { done: numberText(kept), of: numberText(of) })}
    </>
  )
}

export function ComingRow({ coming, onStop }: { coming: Coming; onStop: () => void }) {
  const { t } = useTranslation('documents')
  const { kept, refused, more } = coming
  const name = coming.name || t('incoming.loose')
  const isUnderWay = coming.state === 'coming'
  const stop = t('incoming.stop', { name })
  return (
    <>
      {(isUnderWay || kept > 0) && (
        <Line
          name={name}
          icon={
            isUnderWay ? (
              <HourglassEmpty fontSize="small" color="info" sx={iconSx} />
            ) : (
              <CheckCircle fontSize="small" color="success" sx={iconSx} />
            )
          }
          act={
            isUnderWay && (
              <Tooltip title={stop}>
                <IconButton aria-label={stop} onClick={onStop} sx={{ width: '2.25rem', height: '2.25rem' }}>
                  <Close fontSize="small" />
                </IconButton>
              </Tooltip>
            )
          }
        >
          {isUnderWay ? (
            <Progress coming={coming} name={name} />
          ) : (
            t('incoming.keptFiles', { count: kept, formatted: numberText(kept) })
          )}
        </Line>
      )}
      {refused.map((file, nth) => (
        <Line key={nth} name={file.name} icon={<ErrorIcon fontSize="small" color="error" sx={iconSx} />}>
          {whyRefused(t, file.reason, { name: file.name })}
        </Line>
      ))}
      {more > 0 && (
        <Typography component="li" variant="body2" color="textSecondary" sx={{ px: 2, py: 1 }}>
          {t('incoming.more', { count: more, formatted: numberText(more) })}
        </Typography>
      )}
    </>
  )
}
