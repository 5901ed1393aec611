/** In the place of a paper of class C3: it is shown on purpose, and the opening is recorded. */
import Button from '@mui/material/Button'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { Face } from '#renderer/ui/Face.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useOpenSpecial } from './keeping.queries.ts'

export function SpecialGate({ id }: { id: string }) {
  const { t } = useTranslation('keeping')
  const snack = useSnack()
  const { mutate, isPending } = useOpenSpecial()
  const show = () => mutate({ id }, { onError: (error) => snack({ text: sentenceOf(error), tone: 'error' }) })
  return (
    <Face
      kind="closed"
      title={t('special.gateTitle')}
      acts={
        <Button variant="contained" disabled={isPending} onClick={show}>
          {t('special.show')}
        </Button>
      }
    >
      {t('special.gateText')}
    </Face>
  )
}
