/** The password was right, but an administrator chose it: nobody is in before the person has one of their own. */
import { useTranslation } from '../../lib/i18n.ts'
import { useSignIn } from './door.queries.ts'
import { NewWayForm } from './NewWayForm.tsx'

interface DueFormProps {
  given: { login: string; password: string }
  waitUntil: number | null
  onBack: () => void
}

export function DueForm({ given, ...rest }: DueFormProps) {
  const { t } = useTranslation('door')
  const signIn = useSignIn()
  return (
    <NewWayForm
      {...rest}
      title={t('due.title')}
      text={t('due.text')}
      act={t('due.act')}
      way={signIn}
      onPassword={(next) => signIn.mutate({ ...given, next })}
    />
  )
}
