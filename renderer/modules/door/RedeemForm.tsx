/** With the code that was handed over: the person chooses their password and is in. */
import { useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { refusalOf, sentenceOf } from '../../lib/messages.ts'
import { Field } from '../../ui/Field.tsx'
import { useRedeem } from './door.queries.ts'
import { NewWayForm } from './NewWayForm.tsx'

interface RedeemFormProps {
  waitUntil: number | null
  onBack: () => void
}

/** Refusals that are about login and code together: which of them is wrong is told to nobody. */
const aboutCode: readonly string[] = ['code-wrong', 'code-expired', 'bad-input']

export function RedeemForm(props: RedeemFormProps) {
  const { t } = useTranslation('door')
  const [login, setLogin] = useState('')
  const [code, setCode] = useState('')
  const redeem = useRedeem()
  const refused = refusalOf(redeem.error)
  const isAboutCode = refused !== null && aboutCode.includes(refused)
  const wrong = !isAboutCode ? null : refused === 'code-expired' ? sentenceOf(redeem.error) : t('code.wrong')
  return (
    <NewWayForm
      {...props}
      title={t('code.title')}
      text={t('code.text')}
      act={t('code.act')}
      way={redeem}
      saidAbove={aboutCode}
      onPassword={(password) => redeem.mutate({ login, code, password })}
    >
      <Field
        label={t('fields.login')}
        autoFocus
        autoComplete="username"
        spellCheck={false}
        value={login}
        onChange={(event) => setLogin(event.target.value)}
      />
      <Field
        label={t('code.code')}
        hint={t('code.hint')}
        autoComplete="off"
        spellCheck={false}
        inputProps={{ maxLength: 100 }}
        value={code}
        onChange={(event) => setCode(event.target.value)}
        wrong={wrong}
      />
    </NewWayForm>
  )
}
