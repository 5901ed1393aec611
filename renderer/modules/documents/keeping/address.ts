/** What the preview of the trash is asked for lives in the address: a day, a fate, a page. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { type Fate, fate } from '#contract/keeping.contract.ts'
import { day } from '#contract/shared.ts'

export interface TrashQuestion {
  /** `YYYY-MM-DD`; null for today. */
  day: string | null
  fate: Fate | null
  /** From 0. */
  page: number
}

const names = { day: 'giorno', fate: 'sorte', page: 'pagina' } as const

/** Whatever a hand-made address says, a question comes out. */
export function questionFrom(params: URLSearchParams): TrashQuestion {
  const page = Number(params.get(names.page) ?? 1)
  return {
    day: day.nullable().catch(null).parse(params.get(names.day)),
    fate: fate.nullable().catch(null).parse(params.get(names.fate)),
    page: Number.isSafeInteger(page) && page > 0 ? page - 1 : 0,
  }
}

export function useTrashAddress() {
  const [params, setParams] = useSearchParams()
  const question = useMemo(() => questionFrom(params), [params])
  /** Another question begins at its first page. */
  const ask = useCallback(
    (change: Partial<TrashQuestion>) =>
      setParams(
        (before) => {
          const next = { ...questionFrom(before), page: 0, ...change }
          return new URLSearchParams({
            ...(next.day && { [names.day]: next.day }),
            ...(next.fate && { [names.fate]: next.fate }),
            ...(next.page > 0 && { [names.page]: String(next.page + 1) }),
          })
        },
        { replace: true },
      ),
    [setParams],
  )
  return { question, ask }
}
