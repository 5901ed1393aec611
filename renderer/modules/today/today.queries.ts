/** What Oggi asks of the core. */
import { useQuery } from '@tanstack/react-query'
import type { DoorState } from '#contract/door.contract.ts'
import type { Permission } from '#contract/permissions.ts'
import { orpc } from '../../lib/query.ts'

export const useWaiting = () => useQuery(orpc.today.waiting.queryOptions())

export const usePerson = (): DoorState['person'] => useQuery(orpc.door.state.queryOptions()).data?.person ?? null

export const useMay = (permission: Permission): boolean => usePerson()?.permissions.includes(permission) ?? false
