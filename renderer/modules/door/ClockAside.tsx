/** The clock and the day, as on the wall of an office. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import LockClock from '@mui/icons-material/LockClock'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState } from '#contract/door.contract.ts'
import { longDay, momentTime } from '../../lib/formats.ts'
import { useNow } from '../../lib/useNow.ts'

export function ClockAside({ door }: { door: DoorState }) {
  const { t } = useTranslation('door')
  const now = useNow()
  return (
    <>
      <Box sx={{ mt: '3.25rem' }}>
        <Box
          aria-hidden
          sx={{
            fontSize: '4rem',
            lineHeight: '4.25rem',
            fontWeight: 650,
            letterSpacing: '-.02em',
            fontFeatureSettings: '"tnum"',
          }}
        >
          {momentTime(now)}
        </Box>
        <Typography color="textSecondary" sx={{ fontSize: '1.125rem' }}>
          {longDay(now)}
        </Typography>
      </Box>
      <Typography sx={{ mt: '2.25rem', fontWeight: 650, overflowWrap: 'anywhere' }}>{door.organisation}</Typography>
      <Box sx={{ flex: 1 }} />
      <Typography variant="body2" color="textSecondary" sx={{ display: 'flex', gap: 1, mt: 2 }}>
        <LockClock fontSize="small" sx={{ flex: 'none' }} />
        <span>
          {t('signIn.locksAfter', { count: door.terminal.idleMinutes })}
          <br />
          {t(door.terminal.hotDesk ? 'signIn.hotDesk' : 'signIn.aside')}
        </span>
      </Typography>
    </>
  )
}
