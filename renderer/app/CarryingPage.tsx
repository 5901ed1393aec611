/** Behind the lock, while the page still brings files: whose and which is not shown, and nobody comes in meanwhile. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useSyncExternalStore } from 'react'
import type { DoorState } from '#contract/door.contract.ts'
import { numberText } from '../lib/formats.ts'
import { useTranslation } from '../lib/i18n.ts'
import { DoorShell } from '../modules/door/DoorShell.tsx'
import { arrivals } from '../modules/documents/incoming/arrivals.ts'

export function CarryingPage({ door }: { door: DoorState }) {
  const { t } = useTranslation('documents')
  useSyncExternalStore(arrivals.subscribe, arrivals.items)
  const { files, done, size } = arrivals.bound()
  return (
    <DoorShell door={door} title={t('carrying.title')} aside={null}>
      <Box sx={{ display: 'grid', gap: 2, maxWidth: '40rem', justifyItems: 'start' }}>
        <Typography variant="h1">{t('carrying.title')}</Typography>
        <Typography role="status">{t('carrying.text', { count: files, formatted: numberText(files) })}</Typography>
        <LinearProgress
          variant="determinate"
          value={size > 0 ? (done / size) * 100 : 0}
          aria-label={t('carrying.title')}
          sx={{ width: '100%', height: '.5rem', borderRadius: 1 }}
        />
        <Button variant="outlined" size="large" onClick={arrivals.stopAll}>
          {t('carrying.giveUp')}
        </Button>
        <Typography variant="body2" color="textSecondary">
          {t('carrying.giveUpText')}
        </Typography>
      </Box>
    </DoorShell>
  )
}
