/** Who is at the door, for the frame and for every page that asks what the person may do. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { DoorState } from '#contract/door.contract.ts'
import type { Permission } from '#contract/permissions.ts'
import { orpc } from '../lib/query.ts'

export const useDoor = () => useQuery(orpc.door.state.queryOptions())

export const useSetLook = () => useMutation(orpc.door.setLook.mutationOptions())

export const useSignOut = () => useMutation(orpc.door.signOut.mutationOptions())

export const mayPerson = (person: DoorState['person'], permission: Permission | null): boolean =>
  permission === null || (person?.permissions.includes(permission) ?? false)
