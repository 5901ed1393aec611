/** What is written in the founding's fields, and what is wrong with it. Values in, words' keys out. */
import type { Founding } from '#contract/door.contract.ts'
import { isLogin } from '../../lib/login.ts'

export type FoundingText = Omit<Founding, 'password'> & { office: string }
export type FoundingField = keyof FoundingText

/** Limits of the contract's schema; a test holds them together. */
const most: Record<FoundingField, number> = { organisation: 200, machine: 60, name: 120, office: 80, login: 40 }
const mayBeEmpty: ReadonlySet<FoundingField> = new Set(['office'])

export type Fault = 'empty' | 'long' | 'login'
export type Faults = Partial<Record<FoundingField, Fault>>

export function faultsOf(text: FoundingText): Faults {
  const faults: Faults = {}
  for (const field of Object.keys(most) as FoundingField[]) {
    const value = text[field].trim()
    if (value === '' && !mayBeEmpty.has(field)) faults[field] = 'empty'
    else if (value.length > most[field]) faults[field] = 'long'
  }
  if (!faults.login && !isLogin(text.login)) faults.login = 'login'
  return faults
}
