/** What is written of a new person, and what is wrong with it. */
import { useRef, useState } from 'react'
import { isLogin, loginFrom } from '#renderer/lib/login.ts'

export interface PersonText {
  name: string
  login: string
  office: string
}
export type PersonField = keyof PersonText
export type Fault = 'name' | 'long' | 'login'

/** Limits of the contract's schema. */
const most: Record<PersonField, number> = { name: 120, login: 40, office: 80 }

export function faultsOf(text: PersonText): Partial<Record<PersonField, Fault>> {
  const faults: Partial<Record<PersonField, Fault>> = {}
  if (text.name.trim() === '') faults.name = 'name'
  for (const field of ['name', 'office'] as const) if (text[field].trim().length > most[field]) faults[field] = 'long'
  if (!isLogin(text.login)) faults.login = 'login'
  return faults
}

export function usePersonText() {
  const [text, setText] = useState<PersonText>({ name: '', login: '', office: '' })
  const [faults, setFaults] = useState<Partial<Record<PersonField, Fault>>>({})
  // The proposed login follows the name until somebody writes another.
  const isOwnLogin = useRef(false)
  const set = (field: PersonField) => (value: string) => {
    if (field === 'login') isOwnLogin.current = value !== ''
    const follows = field === 'name' && !isOwnLogin.current
    setText((before) => ({ ...before, [field]: value, ...(follows ? { login: loginFrom(value) } : {}) }))
    setFaults((before) => ({ ...before, [field]: undefined, ...(follows ? { login: undefined } : {}) }))
  }
  const check = (): boolean => {
    const found = faultsOf(text)
    setFaults(found)
    return Object.keys(found).length === 0
  }
  return { text, faults, set, check }
}
