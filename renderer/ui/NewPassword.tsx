/** A new password, written twice: length counts, not kinds of character. */
import { useState } from 'react'
import { useTranslation } from '../lib/i18n.ts'
import { PasswordField } from './PasswordField.tsx'

/** The contract's `leastPassword`; a test holds the two together, so that no schema is loaded for a number. */
export const leastPassword = 12

type Fault = 'short' | 'different'

export interface NewPasswordForm {
  first: string
  second: string
  fault: Fault | null
  setFirst: (text: string) => void
  setSecond: (text: string) => void
  /** The password, or null after having shown at its field what is wrong. */
  checked: () => string | null
}

/** Counted as the core counts: code points of the composed form. */
const lengthOf = (text: string): number => [...text.normalize('NFC')].length

export function useNewPassword(): NewPasswordForm {
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  return {
    first,
    second,
    fault,
    setFirst(text) {
      setFirst(text)
      setFault(null)
    },
    setSecond(text) {
      setSecond(text)
      setFault(null)
    },
    checked() {
      const found = lengthOf(first) < leastPassword ? 'short' : first === second ? null : 'different'
      setFault(found)
      return found ? null : first
    },
  }
}

export function NewPassword({ form, wrong }: { form: NewPasswordForm; wrong?: string | null }) {
  const { t } = useTranslation('ui')
  const missing = Math.max(0, leastPassword - lengthOf(form.first))
  const hint =
    form.first === ''
      ? t('password.hint', { least: leastPassword })
      : missing > 0
        ? t('password.missing', { count: missing })
        : t('password.enough')
  return (
    <>
      <PasswordField
        label={t('password.first')}
        autoComplete="new-password"
        value={form.first}
        onChange={(event) => form.setFirst(event.target.value)}
        hint={hint}
        wrong={form.fault === 'short' ? t('password.short', { least: leastPassword }) : (wrong ?? null)}
      />
      <PasswordField
        label={t('password.second')}
        autoComplete="new-password"
        value={form.second}
        onChange={(event) => form.setSecond(event.target.value)}
        wrong={form.fault === 'different' ? t('password.different') : null}
      />
    </>
  )
}
