/** The rows of the list, page by page as they come into view, and the face when there are none. */
import { useCallback, useMemo, useState } from 'react'
import type { PaperRow } from '#contract/documents.contract.ts'
import { refusalOf } from '#renderer/lib/messages.ts'
import { pageSize, useFirstPage, usePages } from '../documents.queries.ts'
import { hasFilters, keyOf, type ListQuestion, requestFrom } from './address.ts'

export type ListFaceKind =
  | { kind: 'loading' }
  | { kind: 'error'; error: unknown; retry(): void }
  | { kind: 'not-understood'; error: unknown }
  | { kind: 'locked' }
  | { kind: 'empty' }
  | { kind: 'nothing' }

export interface Results {
  /** Changes with the question: another list begins at its top. */
  key: string
  /** Whether these are the rows of this question, not those of the one before it. */
  isAnswered: boolean
  face: ListFaceKind | null
  found: { total: number; ms: number } | undefined
  total: number
  rowAt(index: number): PaperRow | undefined
  /** Row index of a paper among those that are here, -1 when it is not. */
  indexOf(id: string | null): number
  onView(first: number, last: number): void
}

function faceOf(error: unknown, retry: () => void): ListFaceKind {
  const code = refusalOf(error)
  if (code === 'forbidden') return { kind: 'locked' }
  return code?.startsWith('query-') ? { kind: 'not-understood', error } : { kind: 'error', error, retry }
}

export function useResults(question: ListQuestion): Results {
  const request = useMemo(() => requestFrom(question), [question])
  const key = keyOf(question)
  const [view, setView] = useState({ first: 0, last: 0 })
  const first = useFirstPage(request)
  const wanted: number[] = []
  for (let page = Math.floor(view.first / pageSize); page <= Math.floor(view.last / pageSize); page += 1) {
    if (page > 0) wanted.push(page)
  }
  const others = usePages(request, wanted)

  const rowsByPage = new Map<number, readonly PaperRow[]>([[0, first.data?.rows ?? []]])
  wanted.forEach((page, index) => rowsByPage.set(page, others[index]?.data?.rows ?? []))
  const rowAt = (index: number) => rowsByPage.get(Math.floor(index / pageSize))?.[index % pageSize]
  const onView = useCallback(
    (from: number, to: number) =>
      setView((before) => (before.first === from && before.last === to ? before : { first: from, last: to })),
    [],
  )
  const face = (): ListFaceKind | null => {
    if (first.isError) return faceOf(first.error, () => void first.refetch())
    if (!first.data) return { kind: 'loading' }
    if (first.data.total > 0) return null
    return question.query.trim() || hasFilters(question) ? { kind: 'nothing' } : { kind: 'empty' }
  }
  return {
    key,
    isAnswered: !first.isPending && !first.isPlaceholderData,
    face: face(),
    found: first.isError ? undefined : first.data,
    total: first.data?.total ?? 0,
    rowAt,
    indexOf(id) {
      if (id === null) return -1
      for (const [page, rows] of rowsByPage) {
        const at = rows.findIndex((row) => row.id === id)
        if (at >= 0) return page * pageSize + at
      }
      return -1
    },
    onView,
  }
}
