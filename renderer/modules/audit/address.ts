/** The register's question lives in the address, so that Back and a reload find the same entries again. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { day, id } from '#contract/shared.ts'
import { dayAfter, dayStart } from './day.ts'
import { isSubject, type Subject, subjects } from './subjects.ts'

export interface AuditQuestion {
  subject: Subject | null
  person: string | null
  machine: string | null
  /** Days `YYYY-MM-DD`, both within. */
  from: string | null
  until: string | null
  /** From 0. */
  page: number
}

export const pageRows = 50

const names = { subject: 'che', person: 'chi', machine: 'computer', from: 'dal', until: 'al', page: 'pagina' } as const

const idIn = (params: URLSearchParams, name: string): string | null => id.nullable().catch(null).parse(params.get(name))

const dayIn = (params: URLSearchParams, name: string): string | null =>
  day.nullable().catch(null).parse(params.get(name))

/** Whatever a hand-made address says, a question comes out; what makes no sense is left out. */
export function questionFrom(params: URLSearchParams): AuditQuestion {
  const subject = params.get(names.subject)
  const page = Number(params.get(names.page) ?? 1)
  return {
    subject: isSubject(subject) ? subject : null,
    person: idIn(params, names.person),
    machine: idIn(params, names.machine),
    from: dayIn(params, names.from),
    until: dayIn(params, names.until),
    page: Number.isSafeInteger(page) && page > 0 ? page - 1 : 0,
  }
}

export const hasFilters = ({ subject, person, machine, from, until }: AuditQuestion): boolean =>
  [subject, person, machine, from, until].some((part) => part !== null)

export const noFilters = { subject: null, person: null, machine: null, from: null, until: null } as const

export const requestFrom = ({ subject, person, machine, from, until }: AuditQuestion) => ({
  kinds: subject ? [...subjects[subject]] : [],
  ...(person && { person }),
  ...(machine && { device: machine }),
  ...(from && { from: dayStart(from) }),
  ...(until && { until: dayStart(dayAfter(until)) }),
})

function write(params: URLSearchParams, name: string, value: string | null): void {
  if (value) params.set(name, value)
  else params.delete(name)
}

export function useAuditAddress() {
  const [params, setParams] = useSearchParams()
  const question = useMemo(() => questionFrom(params), [params])
  /** Another question begins at its first page. */
  const ask = useCallback(
    (change: Partial<AuditQuestion>) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          const next = { ...questionFrom(before), page: 0, ...change }
          for (const key of ['subject', 'person', 'machine', 'from', 'until'] as const)
            write(after, names[key], next[key])
          write(after, names.page, next.page > 0 ? String(next.page + 1) : null)
          return after
        },
        { replace: true },
      ),
    [setParams],
  )
  return { question, ask }
}
