/** The demo cooperative: what it is, one press, and how far it has got. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { Face } from '../../ui/Face.tsx'
import { type DemoProgress, useDemo } from './door.queries.ts'

export function DemoStart({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation(['start', 'door'])
  const [progress, setProgress] = useState<DemoProgress>({ done: 0, of: 0 })
  const demo = useDemo(setProgress)
  const share = progress.of > 0 ? (100 * progress.done) / progress.of : 0
  return (
    <Box sx={{ display: 'grid', gap: 2, justifyItems: 'start' }}>
      <Typography variant="h1" sx={{ fontSize: '1.5rem', lineHeight: '2rem' }}>
        {t('demo.title')}
      </Typography>
      <Typography>{t('demo.text')}</Typography>
      {demo.isPending ? (
        <Box sx={{ width: '100%' }} role="status">
          <Typography sx={{ mb: 1 }}>
            {progress.of > 0 ? t('demo.progress', { done: progress.done, of: progress.of }) : t('demo.begins')}
          </Typography>
          <LinearProgress
            variant={progress.of > 0 ? 'determinate' : 'indeterminate'}
            value={share}
            aria-label={t('demo.title')}
          />
        </Box>
      ) : (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button variant="contained" size="large" autoFocus onClick={() => demo.mutate()}>
            {t('demo.act')}
          </Button>
          <Button variant="outlined" size="large" onClick={onBack}>
            {t('door:back')}
          </Button>
        </Box>
      )}
      {demo.error && (
        <Face kind="error" title={t('demo.failed')}>
          {sentenceOf(demo.error)}
        </Face>
      )}
    </Box>
  )
}
