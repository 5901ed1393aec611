/** The list's question lives in the address, so that Back and a reload find the same people again. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { role, type PersonState, personState } from '#contract/people.contract.ts'
import type { Role } from '#contract/permissions.ts'

export interface PeopleQuestion {
  text: string
  role: Role | null
  state: PersonState | null
}

const names = { text: 'q', role: 'ruolo', state: 'stato' } as const

/** Whatever a hand-made address says, a question comes out; what makes no sense is left out. */
export function questionFrom(params: URLSearchParams): PeopleQuestion {
  const asRole = role.safeParse(params.get(names.role))
  const asState = personState.safeParse(params.get(names.state))
  return {
    text: (params.get(names.text) ?? '').slice(0, 200),
    role: asRole.success ? asRole.data : null,
    state: asState.success ? asState.data : null,
  }
}

export const hasFilters = ({ text, role: held, state }: PeopleQuestion): boolean =>
  text.trim() !== '' || held !== null || state !== null

export const noFilters: PeopleQuestion = { text: '', role: null, state: null }

export function usePeopleAddress() {
  const [params, setParams] = useSearchParams()
  const question = useMemo(() => questionFrom(params), [params])
  const ask = useCallback(
    (change: Partial<PeopleQuestion>) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          for (const [key, value] of Object.entries({ ...questionFrom(before), ...change })) {
            const name = names[key as keyof PeopleQuestion]
            if (value) after.set(name, value)
            else after.delete(name)
          }
          return after
        },
        { replace: true },
      ),
    [setParams],
  )
  return { question, ask }
}
