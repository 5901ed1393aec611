/** Asks before a computer is taken out: its word counts for nothing from then on. */
import Typography from '@mui/material/Typography'
import type { DeviceRow } from '#contract/people.contract.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useRevokeDevice } from '../people.queries.ts'

export function RevokeDeviceDialog({ device, onClose }: { device: DeviceRow; onClose: () => void }) {
  const { t } = useTranslation('people')
  const snack = useSnack()
  const revoke = useRevokeDevice()
  const act = () =>
    revoke.mutate(
      { device: device.id },
      {
        onSuccess() {
          snack({ text: t('machines.revokeDone', { name: device.name }) })
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      open
      question={t('machines.revokeQuestion', { name: device.name })}
      consequence={
        <>
          {t('machines.revokeConsequence')}
          {revoke.error && (
            <Typography role="alert" color="error" sx={{ mt: 1 }}>
              {sentenceOf(revoke.error)}
            </Typography>
          )}
        </>
      }
      act={t('machines.revokeAct')}
      busy={revoke.isPending}
      onAct={act}
      onLeave={onClose}
    />
  )
}
