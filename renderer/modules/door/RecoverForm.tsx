/**
 * With the printed sheet: a new password for who lost theirs; where nobody administers any more, also the role, once
 * the person has said yes; where nobody is left, for a new person.
 */
import { useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { isLogin } from '../../lib/login.ts'
import { refusalOf, refusedNumber, sentenceOf } from '../../lib/messages.ts'
import { Field } from '../../ui/Field.tsx'
import { AskToAdminister } from './AskToAdminister.tsx'
import { useRecover } from './door.queries.ts'
import { NewWayForm } from './NewWayForm.tsx'
import { useNewcomer } from './useNewcomer.ts'

interface RecoverFormProps {
  login: string
  waitUntil: number | null
  onBack: () => void
}

/** A login that is remembered is the core's to judge; one that is chosen has its form. */
const isChosenWell = (login: string, asked: number | null): boolean => asked !== 0 || isLogin(login)

/** Refusals that are about login and code together: which of them is wrong is told to nobody. */
const aboutCode: readonly string[] = ['wrong-recovery', 'old-recovery', 'wrong-credentials', 'bad-input']

/** Refusals that the fields and the question say themselves. */
const saidAbove: readonly string[] = [...aboutCode, 'no-administrator']

/** How many people are left where nobody administers; null while that was not said. */
function useAsked() {
  const [asked, setAsked] = useState<number | null>(null)
  return {
    asked,
    forget: () => setAsked(null),
    hear(error: unknown) {
      const code = refusalOf(error)
      if (code === 'no-administrator') setAsked(refusedNumber(error, 'left'))
      // Somebody may have come meanwhile: it is asked anew.
      else if (code === 'wrong-credentials') setAsked(null)
    },
  }
}

export function RecoverForm({ login: known, ...props }: RecoverFormProps) {
  const { t } = useTranslation(['recovery', 'door'])
  const [login, setLogin] = useState(known)
  const [recovery, setRecovery] = useState('')
  const [isLoginWrong, setIsLoginWrong] = useState(false)
  const newcomer = useNewcomer()
  const { asked, forget, hear } = useAsked()
  const recover = useRecover()
  const code = refusalOf(recover.error)
  const isAboutCode = aboutCode.includes(code ?? '')
  // An old sheet says so: whoever holds one must look for the newer one, not read the letters again.
  const wrong = !isAboutCode ? null : code === 'old-recovery' ? sentenceOf(recover.error) : t('wrong')

  const check = (): boolean => {
    const isWell = isChosenWell(login, asked)
    setIsLoginWrong(!isWell)
    return (asked !== 0 || newcomer.checked() !== null) && isWell
  }
  const onPassword = (password: string): void => {
    const who = asked === 0 ? newcomer.checked() : null
    const given = { login, recovery, password, administer: asked !== null, ...(who && { newcomer: who }) }
    recover.mutate(given, { onError: hear })
  }

  return (
    <NewWayForm
      {...props}
      title={t('title')}
      text={t('text')}
      act={t(asked === null ? 'act' : asked === 0 ? 'newcomer.act' : 'administer.act')}
      way={recover}
      saidAbove={saidAbove}
      check={check}
      onPassword={onPassword}
      below={asked !== null && <AskToAdminister newcomer={asked === 0 ? newcomer : null} />}
    >
      <Field
        label={t('door:fields.login')}
        autoFocus={known === ''}
        autoComplete="username"
        spellCheck={false}
        value={login}
        onChange={(event) => {
          setLogin(event.target.value)
          // The yes was for the person who stood here.
          if (asked !== 0) forget()
        }}
        wrong={isLoginWrong ? t('door:faults.login') : null}
        hint={asked === 0 ? t('door:hints.login') : undefined}
      />
      <Field
        label={t('code')}
        hint={t('codeHint')}
        autoFocus={known !== ''}
        multiline
        minRows={2}
        autoComplete="off"
        spellCheck={false}
        value={recovery}
        onChange={(event) => setRecovery(event.target.value)}
        wrong={wrong}
      />
    </NewWayForm>
  )
}
