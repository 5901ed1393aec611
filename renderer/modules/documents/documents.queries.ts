/** What the pages of this module ask of the core. */
import { keepPreviousData, useMutation, useQueries, useQuery } from '@tanstack/react-query'
import type { Permission } from '#contract/permissions.ts'
import { orpc } from '../../lib/query.ts'
import type { FindRequest } from './list/address.ts'

/** Rows of one page of the list. */
export const pageSize = 50

const findPage = (request: FindRequest, page: number) =>
  orpc.documents.find.queryOptions({ input: { ...request, offset: page * pageSize, limit: pageSize } })

/** The first page of the list; while another question is under way, the last answer stays. */
export const useFirstPage = (request: FindRequest) =>
  useQuery({ ...findPage(request, 0), placeholderData: keepPreviousData })

/** Those pages of the list that are in view, in any place of it. */
export const usePages = (request: FindRequest, pages: readonly number[]) =>
  useQueries({ queries: pages.map((page) => findPage(request, page)) })

export const useCounts = () => useQuery(orpc.documents.counts.queryOptions())

/** A paper of class C3 that is open here is asked for again when its time is over: then it is hidden. */
export const usePaper = (id: string, query: string) =>
  useQuery({
    ...orpc.documents.open.queryOptions({ input: { id, query } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const until = state.data?.openUntil ?? null
      return until === null ? false : Math.max(until - Date.now(), 1000)
    },
  })

/** The picture of the first page. It is part of the paper's own cache: it changes only when the paper is read. */
export const usePicture = (id: string, wanted: boolean) =>
  useQuery({ ...orpc.documents.picture.queryOptions({ input: { id } }), enabled: wanted, gcTime: 60_000 })

/** The newest acts of a paper's history. */
export const useHistory = (id: string, limit: number) =>
  useQuery({
    ...orpc.records.history.queryOptions({ input: { kind: 'paper', id, limit } }),
    placeholderData: keepPreviousData,
  })

/** The paper as it stood at the end of a day; nothing is asked while there is none. */
export const useAsOf = (id: string, day: string | null) =>
  useQuery({
    ...orpc.records.asOf.queryOptions({ input: { kind: 'paper', id, day: day ?? '' } }),
    enabled: day !== null,
  })

/** How many fields of a paper have versions to choose from; nothing is asked for who may not choose. */
export const useFieldsToChoose = (id: string, wanted: boolean) =>
  useQuery({
    ...orpc.records.conflicts.queryOptions({ input: { of: { kind: 'paper', id }, limit: 1 } }),
    enabled: wanted,
    select: ({ total }) => total,
  })

export const useUndoAct = () => useMutation(orpc.records.undo.mutationOptions())
export const useTrash = () => useMutation(orpc.documents.trash.mutationOptions())
export const useRestore = () => useMutation(orpc.documents.restore.mutationOptions())
export const useEdit = () => useMutation(orpc.documents.edit.mutationOptions())
export const useRetry = () => useMutation(orpc.documents.retry.mutationOptions())
/** What this person began before the lock, and no page shows. */
export const useComing = () => useQuery(orpc.documents.coming.queryOptions())
export const usePutAway = () => useMutation(orpc.documents.putAway.mutationOptions())

export const useCancel = () => useMutation(orpc.documents.cancel.mutationOptions())

/** Who is in, and how this terminal is set. */
export const useDoor = () => useQuery(orpc.door.state.queryOptions())

/** Whether the person who is signed in here may do this. */
export function useMay(permission: Permission): boolean {
  const { data } = useDoor()
  return data?.person?.permissions.includes(permission) ?? false
}
