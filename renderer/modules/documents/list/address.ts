/** The list's question lives in the address, so that Back, a reload and a link find the same list again. */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { day } from '#contract/shared.ts'
import { order, type Order, view, type FindInput, type View } from '#contract/documents.contract.ts'
import { formatsOf, isKind, type Kind } from './kinds.ts'

export interface ListQuestion {
  query: string
  view: View
  kinds: readonly Kind[]
  from: string | null
  to: string | null
  order: Order
}

export type FindRequest = Omit<FindInput, 'offset' | 'limit'>

const names = {
  query: 'q',
  view: 'vista',
  kinds: 'tipo',
  from: 'dal',
  to: 'al',
  order: 'ordine',
  chosen: 'doc',
} as const

function dayIn(params: URLSearchParams, name: string): string | null {
  const read = day.safeParse(params.get(name))
  return read.success ? read.data : null
}

/** Whatever a hand-made address says, a question comes out; what makes no sense is left out. */
export function questionFrom(params: URLSearchParams): ListQuestion {
  return {
    query: (params.get(names.query) ?? '').slice(0, 1000),
    view: view.catch('all').parse(params.get(names.view)),
    kinds: (params.get(names.kinds) ?? '').split(',').filter(isKind),
    from: dayIn(params, names.from),
    to: dayIn(params, names.to),
    order: order.catch('relevant').parse(params.get(names.order)),
  }
}

export function requestFrom(question: ListQuestion): FindRequest {
  const { query, view: seen, kinds, from, to, order: by } = question
  return { query, view: seen, formats: kinds.flatMap((kind) => [...formatsOf[kind]]), from, to, order: by }
}

export const hasFilters = (question: ListQuestion): boolean =>
  question.kinds.length > 0 || question.from !== null || question.to !== null

export const noFilters = { kinds: [], from: null, to: null } as const

function write(params: URLSearchParams, name: string, value: string | null): void {
  if (value === null || value === '') params.delete(name)
  else params.set(name, value)
}

function paramsFrom(before: URLSearchParams, change: Partial<ListQuestion>): URLSearchParams {
  const params = new URLSearchParams(before)
  const { query, view: seen, kinds, from, to, order: by } = { ...questionFrom(before), ...change }
  write(params, names.query, query)
  write(params, names.view, seen === 'all' ? null : seen)
  write(params, names.kinds, kinds.join(','))
  write(params, names.from, from)
  write(params, names.to, to)
  write(params, names.order, by === 'relevant' ? null : by)
  params.delete(names.chosen)
  return params
}

export interface ListAddress {
  question: ListQuestion
  /** Id of the chosen row. */
  chosen: string | null
  ask(change: Partial<ListQuestion>): void
  choose(id: string | null): void
}

/**
 * The address as it stands now. The router's own `before` is that of the last drawing: two changes in one turn
 * would take each other back.
 */
const addressNow = (): URLSearchParams => new URLSearchParams(window.location.hash.split('?')[1] ?? '')

/** One text for one question. */
export const keyOf = (question: ListQuestion): string => JSON.stringify(requestFrom(question))

/** The question of the address, even if the page has not been drawn for it yet. */
export const keyNow = (): string => keyOf(questionFrom(addressNow()))

export function useListAddress(): ListAddress {
  const [params, setParams] = useSearchParams()
  const question = useMemo(() => questionFrom(params), [params])
  const ask = useCallback(
    (change: Partial<ListQuestion>) => setParams(() => paramsFrom(addressNow(), change), { replace: true }),
    [setParams],
  )
  const choose = useCallback(
    (id: string | null) =>
      setParams(
        () => {
          const after = addressNow()
          write(after, names.chosen, id)
          return after
        },
        { replace: true },
      ),
    [setParams],
  )
  return { question, chosen: params.get(names.chosen), ask, choose }
}
