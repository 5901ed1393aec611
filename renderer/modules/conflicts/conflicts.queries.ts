/** What the page of two versions asks of the core. */
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { orpc } from '../../lib/query.ts'

/** Fields with more than one version, of one paper or of all. */
export const useConflicts = (paper: string | null, limit: number) =>
  useQuery({
    ...orpc.records.conflicts.queryOptions({ input: { of: paper ? { kind: 'paper', id: paper } : null, limit } }),
    placeholderData: keepPreviousData,
  })

export const useKeepShown = () => useMutation(orpc.records.keepShown.mutationOptions())
export const useTakeOther = () => useMutation(orpc.records.takeOther.mutationOptions())
export const useUndoAct = () => useMutation(orpc.records.undo.mutationOptions())
