/** Macchine: the computers of the organisation, and how this one is used. */
import Box from '@mui/material/Box'
import { useState } from 'react'
import Computer from '@mui/icons-material/Computer'
import type { DeviceRow } from '#contract/people.contract.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorFace } from '../../ui/ErrorFace.tsx'
import { Face } from '../../ui/Face.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { BackLink } from '../../ui/BackLink.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { DeviceItem } from './machines/DeviceItem.tsx'
import { RevokeDeviceDialog } from './machines/RevokeDeviceDialog.tsx'
import { TerminalCard } from './machines/TerminalCard.tsx'
import { useDevices, useDoor, useMay } from './people.queries.ts'

const columnsSx = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 75rem)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 24rem)' },
} as const

export function MachinesPage() {
  const { t } = useTranslation(['people', 'frame'])
  const { data: devices, error, refetch } = useDevices()
  const { data: door } = useDoor()
  const mayRule = useMay('admin.machine')
  const [leaving, setLeaving] = useState<DeviceRow | null>(null)
  return (
    <>
      <BackLink to="/amministrazione">{t('frame:rooms.admin')}</BackLink>
      <PageHead title={t('machines.title')} sentence={t('machines.sentence')} />
      <Box sx={columnsSx}>
        <Card title={t('machines.list')}>
          {error && <ErrorFace error={error} title={t('machines.error')} retry={() => void refetch()} />}
          {!devices && !error && <LoadingFace rows={2} />}
          {devices?.length === 0 && (
            <Face kind="empty" icon={Computer} title={t('machines.emptyTitle')}>
              {t('machines.emptyText')}
            </Face>
          )}
          {devices && devices.length > 0 && (
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {devices.map((device) => (
                <DeviceItem key={device.id} device={device} onRevoke={() => setLeaving(device)} />
              ))}
            </Box>
          )}
        </Card>
        {door?.person && mayRule && (
          <TerminalCard terminal={door.terminal} machine={door.machine} spaces={door.person.spaces} />
        )}
      </Box>
      {leaving && <RevokeDeviceDialog device={leaving} onClose={() => setLeaving(null)} />}
    </>
  )
}
