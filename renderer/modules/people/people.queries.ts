/** What the pages of people and machines ask of the core. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import type { Permission } from '#contract/permissions.ts'
import { orpc } from '../../lib/query.ts'
import type { PeopleQuestion } from './list/address.ts'

/** Rows that come at once. */
const handful = 100

interface Page {
  rows: readonly unknown[]
  total: number
}

/** Where the next handful begins, or undefined after the last. */
const nextFrom = (last: Page, all: readonly Page[]): number | undefined => {
  const shown = all.reduce((sum, page) => sum + page.rows.length, 0)
  return last.rows.length > 0 && shown < last.total ? shown : undefined
}

const requestFrom = ({ text, role, state }: PeopleQuestion) => ({
  text,
  ...(role && { role }),
  ...(state && { state }),
})

export const usePeople = (question: PeopleQuestion) =>
  useInfiniteQuery(
    orpc.people.list.infiniteOptions({
      input: (offset: number) => ({ ...requestFrom(question), offset, limit: handful }),
      initialPageParam: 0,
      getNextPageParam: nextFrom,
      placeholderData: keepPreviousData,
    }),
  )

export const useSights = (question: PeopleQuestion) =>
  useInfiniteQuery(
    orpc.people.sees.infiniteOptions({
      input: (offset: number) => ({ ...requestFrom(question), offset, limit: handful }),
      initialPageParam: 0,
      getNextPageParam: nextFrom,
      placeholderData: keepPreviousData,
    }),
  )

export const usePerson = (person: string) => useQuery(orpc.people.one.queryOptions({ input: { person } }))
export const useDevices = () => useQuery(orpc.people.devices.queryOptions())

export const useInvite = () => useMutation(orpc.people.invite.mutationOptions())
export const useCreate = () => useMutation(orpc.people.create.mutationOptions())
export const useRename = () => useMutation(orpc.people.rename.mutationOptions())
export const useChangeRoles = () => useMutation(orpc.people.changeRoles.mutationOptions())
export const useSuspend = () => useMutation(orpc.people.suspend.mutationOptions())
export const useReadmit = () => useMutation(orpc.people.readmit.mutationOptions())
export const useRevoke = () => useMutation(orpc.people.revoke.mutationOptions())
export const useReset = () => useMutation(orpc.people.reset.mutationOptions())
export const useRevokeDevice = () => useMutation(orpc.people.revokeDevice.mutationOptions())

export const useDoor = () => useQuery(orpc.door.state.queryOptions())
export const useSetTerminal = () => useMutation(orpc.door.setTerminal.mutationOptions())
export const useChangePassword = () => useMutation(orpc.door.changePassword.mutationOptions())
export const useSetPin = () => useMutation(orpc.door.setPin.mutationOptions())
export const useRemovePin = () => useMutation(orpc.door.removePin.mutationOptions())

/** Whether the person who is signed in here may do this. */
export function useMay(permission: Permission): boolean {
  const { data } = useDoor()
  return data?.person?.permissions.includes(permission) ?? false
}
