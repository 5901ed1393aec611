/** Asks before a person is taken out of the organisation: it is for ever. */
import Typography from '@mui/material/Typography'
import type { PersonRow } from '#contract/people.contract.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useRevoke } from '../people.queries.ts'

export function RevokeDialog({ person, onClose }: { person: PersonRow; onClose: () => void }) {
  const { t } = useTranslation('people')
  const snack = useSnack()
  const revoke = useRevoke()
  const { name } = person
  const act = () =>
    revoke.mutate(
      { person: person.id },
      {
        onSuccess() {
          snack({ text: t('revoke.done', { name }) })
          onClose()
        },
      },
    )
  return (
    <ConfirmDialog
      open
      question={t('revoke.question', { name })}
      consequence={
        <>
          {t('revoke.consequence')}
          {revoke.error && (
            <Typography role="alert" color="error" sx={{ mt: 1 }}>
              {sentenceOf(revoke.error)}
            </Typography>
          )}
        </>
      }
      act={t('revoke.act')}
      busy={revoke.isPending}
      onAct={act}
      onLeave={onClose}
    />
  )
}
