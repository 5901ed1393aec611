/** Half a minute before the window locks itself, it says so; any key and any movement keeps it open. */
import Box from '@mui/material/Box'
import LockClock from '@mui/icons-material/LockClock'
import { visuallyHidden } from '@mui/utils'
import type { Theme } from '@mui/material/styles'
import { useTranslation } from '../../lib/i18n.ts'
import { useIdle, warnMs } from './useIdle.ts'

const noteSx = (theme: Theme) => ({
  position: 'fixed',
  top: '.75rem',
  left: '50%',
  transform: 'translateX(-50%)',
  zIndex: theme.zIndex.tooltip,
  display: 'flex',
  alignItems: 'center',
  gap: 1.25,
  maxWidth: 'calc(100% - 2rem)',
  padding: '.625rem 1rem',
  borderRadius: '.625rem',
  border: `2px solid ${theme.vars.palette.warning.main}`,
  background: theme.vars.palette.warning.soft,
  color: theme.vars.palette.warning.onSoft,
  boxShadow: theme.vars.palette.shadow.raised,
  fontWeight: 600,
})

export function IdleLock() {
  const { t } = useTranslation('frame')
  const left = useIdle()
  if (left === null) return null
  return (
    <Box role="alert" className="no-print" sx={noteSx}>
      <LockClock />
      {/* Read out once, not at every second. */}
      <Box component="span" sx={visuallyHidden}>
        {t('idle.soon', { count: warnMs / 1000 })}
      </Box>
      <span aria-hidden>{t('idle.soon', { count: Math.ceil(left / 1000) })}</span>
      <Box component="span" sx={{ fontWeight: 400 }}>
        {t('idle.stay')}
      </Box>
    </Box>
  )
}
