/** Amministrazione: the way to people, machines and the register; this computer, its check, its settings, the program. */
import Box from '@mui/material/Box'
import { useTranslation } from '../../lib/i18n.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorFace } from '../../ui/ErrorFace.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useDoor, useMachine } from './admin.queries.ts'
import { LicencesCard } from './LicencesCard.tsx'
import { MachineCard } from './MachineCard.tsx'
import { SettingsCard } from './SettingsCard.tsx'
import { VerifyCard } from './VerifyCard.tsx'
import { Ways } from './Ways.tsx'

const columnsSx = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 75rem)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
} as const

/** What is of this machine; only who may set it up sees it. */
function ThisMachine() {
  const { t } = useTranslation('admin')
  const { data, error, refetch } = useMachine()
  if (error) return <ErrorFace error={error} title={t('error')} retry={() => void refetch()} />
  if (!data)
    return (
      <Card>
        <LoadingFace />
      </Card>
    )
  return (
    <Box sx={columnsSx}>
      <MachineCard machine={data} />
      <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
        <VerifyCard />
        <SettingsCard settings={data.settings} />
        <LicencesCard version={data.version} />
      </Box>
    </Box>
  )
}

export function AdminPage() {
  const { t } = useTranslation('admin')
  const { data: door } = useDoor()
  const permissions = door?.person?.permissions ?? []
  return (
    <>
      <PageHead title={t('title')} sentence={door?.organisation} />
      <Ways may={(permission) => permissions.includes(permission)} />
      {permissions.includes('admin.machine') && <ThisMachine />}
    </>
  )
}
