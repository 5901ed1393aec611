/** Searching inside the paper: what was typed, how often it stands there, on to the next and back. */
import Box from '@mui/material/Box'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import Close from '@mui/icons-material/Close'
import KeyboardArrowDown from '@mui/icons-material/KeyboardArrowDown'
import KeyboardArrowUp from '@mui/icons-material/KeyboardArrowUp'
import type { Ref } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { numberText } from '#renderer/lib/formats.ts'
import type { ViewerState } from './session.ts'
import { BarButton } from './ViewerBar.tsx'

interface FindBarProps {
  text: string
  found: ViewerState['find']
  field: Ref<HTMLInputElement>
  onText(text: string): void
  onStep(direction: 'next' | 'previous'): void
  onClose(): void
}

export function FindBar({ text, found, field, onText, onStep, onClose }: FindBarProps) {
  const { t } = useTranslation('documents')
  const isAbsent = found.state === 'absent'
  return (
    <Box
      role="search"
      aria-label={t('viewer.find')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onClose()
      }}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        px: 1.5,
        minHeight: '3rem',
        flex: 'none',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <OutlinedInput
        inputRef={field}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onStep(event.shiftKey ? 'previous' : 'next')
        }}
        error={isAbsent}
        placeholder={t('viewer.findField')}
        inputProps={{ 'aria-label': t('viewer.findField'), spellCheck: false, maxLength: 300 }}
        sx={{
          flex: '0 1 20rem',
          minWidth: '9rem',
          minHeight: '2.25rem',
          '& input': { py: 0.25, fontSize: '.9375rem' },
        }}
      />
      <BarButton label={t('viewer.findPrevious')} onClick={() => onStep('previous')} disabled={found.total === 0}>
        <KeyboardArrowUp />
      </BarButton>
      <BarButton label={t('viewer.findNext')} onClick={() => onStep('next')} disabled={found.total === 0}>
        <KeyboardArrowDown />
      </BarButton>
      <Typography
        role="status"
        variant="body2"
        color={isAbsent ? 'error' : 'textSecondary'}
        sx={{ flex: 1, whiteSpace: 'nowrap' }}
      >
        <FoundWords found={found} />
      </Typography>
      <BarButton label={t('viewer.findClose')} onClick={onClose}>
        <Close fontSize="small" />
      </BarButton>
    </Box>
  )
}

function FoundWords({ found }: { found: ViewerState['find'] }) {
  const { t } = useTranslation('documents')
  if (found.state === 'absent') return t('viewer.findNone')
  if (found.total > 0)
    return t('viewer.findCount', { current: numberText(found.current), total: numberText(found.total) })
  return found.state === 'pending' ? t('viewer.findBusy') : null
}
