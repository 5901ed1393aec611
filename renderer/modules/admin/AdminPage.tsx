/** Amministrazione: this computer, its check, its settings, the program. */
import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/Card.tsx'
import { ErrorFace } from '../../ui/ErrorFace.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useMachine } from './admin.queries.ts'
import { LicencesCard } from './LicencesCard.tsx'
import { MachineCard } from './MachineCard.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { VerifyCard } from './VerifyCard.tsx'

const columnsSx = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 75rem)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
} as const

export function AdminPage() {
  const { t } = useTranslation('admin')
  const { data, error, refetch } = useMachine()
  return (
    <>
      <PageHead title={t('title')} sentence={data?.organisation} />
      {error && <ErrorFace error={error} title={t('error')} retry={() => void refetch()} />}
      {!data && !error && (
        <Card>
          <LoadingFace />
        </Card>
      )}
      {data && (
        <Box sx={columnsSx}>
          <MachineCard machine={data} />
          <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
            <VerifyCard />
            <SettingsCard settings={data.settings} />
            <LicencesCard version={data.version} />
          </Box>
        </Box>
      )}
    </>
  )
}
