/** The program: its version, its licence, and what it is made of. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { Card } from '../../ui/Card.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'

const LicenceList = lazy(() => import('./LicenceList.tsx').then((m) => ({ default: m.LicenceList })))

export function LicencesCard({ version }: { version: string }) {
  const { t } = useTranslation('admin')
  const [isOpen, setOpen] = useState(false)
  return (
    <Card title={t('program.title')}>
      <Box sx={{ padding: '.25rem 1rem 1rem', display: 'grid', gap: 1.5 }}>
        <Typography>{t('program.version', { version })}</Typography>
        <Typography color="textSecondary">{t('program.licence')}</Typography>
        <Button
          variant="outlined"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          sx={{ justifySelf: 'start' }}
        >
          {isOpen ? t('program.hide') : t('program.show')}
        </Button>
        {isOpen && (
          <Suspense fallback={<LoadingFace rows={3} />}>
            <LicenceList />
          </Suspense>
        )}
      </Box>
    </Card>
  )
}
