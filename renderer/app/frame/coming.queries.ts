/** Whether something of this person came in, or still comes, that they began before the lock. */
import { useQuery } from '@tanstack/react-query'
import { orpc } from '../../lib/query.ts'

export function useHasComing(enabled: boolean): boolean {
  const { data } = useQuery({ ...orpc.documents.coming.queryOptions(), enabled })
  return (data?.items.length ?? 0) > 0
}
