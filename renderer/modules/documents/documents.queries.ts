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

export const usePaper = (id: string, query: string) =>
  useQuery({ ...orpc.documents.open.queryOptions({ input: { id, query } }), placeholderData: keepPreviousData })

/** The picture of the first page. It is part of the paper's own cache: it changes only when the paper is read. */
export const usePicture = (id: string, wanted: boolean) =>
  useQuery({ ...orpc.documents.picture.queryOptions({ input: { id } }), enabled: wanted, gcTime: 60_000 })

export const useEdit = () => useMutation(orpc.documents.edit.mutationOptions())
export const useRetry = () => useMutation(orpc.documents.retry.mutationOptions())
export const useCancel = () => useMutation(orpc.documents.cancel.mutationOptions())

/** Whether the person who is signed in here may do this. */
export function useMay(permission: Permission): boolean {
  const { data } = useQuery(orpc.door.state.queryOptions())
  return data?.person?.permissions.includes(permission) ?? false
}
