/** Who is at the door, for the frame and for every page that asks what the person may do. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { DoorState } from '#contract/door.contract.ts'
import type { Permission } from '#contract/permissions.ts'
import { orpc } from '../lib/query.ts'

export const useDoor = () => useQuery(orpc.door.state.queryOptions())

export const useSignOut = () => useMutation(orpc.door.signOut.mutationOptions())

/** What a room asks for: nothing, one permission, or any of several. */
export type RoomNeeds = Permission | readonly Permission[] | null

export function mayPerson(person: DoorState['person'], needs: RoomNeeds): boolean {
  if (needs === null) return true
  const any = typeof needs === 'string' ? [needs] : needs
  return any.some((permission) => person?.permissions.includes(permission))
}
