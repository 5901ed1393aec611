/** Asks before somebody gets new keys and a code in place of their password. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { OneTimeCode, PersonRow } from '#contract/people.contract.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx'
import { DaysChoice } from '../newPerson/DaysChoice.tsx'
import { useReset } from '../people.queries.ts'

interface ResetDialogProps {
  person: PersonRow
  onClose: () => void
  onCode: (code: OneTimeCode & { drawer: number }) => void
}

export function ResetDialog({ person, onClose, onCode }: ResetDialogProps) {
  const { t } = useTranslation('people')
  const [days, setDays] = useState(7)
  const reset = useReset()
  return (
    <ConfirmDialog
      open
      question={t('reset.question', { name: person.name })}
      consequence={
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          {t('reset.consequence')}
          <DaysChoice days={days} onDays={setDays} />
          {reset.error && (
            <Typography role="alert" color="error">
              {sentenceOf(reset.error)}
            </Typography>
          )}
        </Box>
      }
      act={t('reset.act')}
      busy={reset.isPending}
      onAct={() => reset.mutate({ person: person.id, days }, { onSuccess: onCode })}
      onLeave={onClose}
    />
  )
}
