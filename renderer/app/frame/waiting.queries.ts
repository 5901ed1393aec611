/** How much waits, per room: on Oggi its rows, elsewhere the pieces. */
import { useQuery } from '@tanstack/react-query'
import { orpc } from '../../lib/query.ts'
import type { Room } from '../routes.tsx'

export function useWaitingCounts(): Partial<Record<Room['id'], number>> {
  const { data } = useQuery(orpc.today.waiting.queryOptions())
  if (!data) return {}
  const papers = data.rows.filter(({ kind }) => kind.startsWith('papers-'))
  return { today: data.rows.length, documents: papers.reduce((sum, row) => sum + row.count, 0) }
}
