/** What Conservazione asks of the core. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { Fate } from '#contract/keeping.contract.ts'
import { orpc } from '#renderer/lib/query.ts'

export const useKeeping = (id: string) => useQuery(orpc.keeping.one.queryOptions({ input: { id } }))
export const useTerms = () => useQuery(orpc.keeping.terms.queryOptions())

export const previewRows = 50
export const usePreview = (day: string, fate: Fate | null, page: number) =>
  useQuery({
    ...orpc.keeping.preview.queryOptions({ input: { day, fate, offset: page * previewRows, limit: previewRows } }),
    placeholderData: keepPreviousData,
  })

export const useDecide = () => useMutation(orpc.keeping.decide.mutationOptions())
export const useMark = () => useMutation(orpc.keeping.mark.mutationOptions())
export const useUnmark = () => useMutation(orpc.keeping.unmark.mutationOptions())
export const useOpenSpecial = () => useMutation(orpc.keeping.open.mutationOptions())
