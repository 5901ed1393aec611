/** What Copie di sicurezza asks of the core. */
import { useMutation, useQuery } from '@tanstack/react-query'
import type { InferContractRouterOutputs } from '@orpc/contract'
import { useCallback, useRef, useState } from 'react'
import type { CopyMade, CopyProgress } from '#contract/copies.contract.ts'
import type { Contract } from '#contract/index.ts'
import { api } from '../../lib/api.ts'
import { orpc } from '../../lib/query.ts'

export type CopiesState = InferContractRouterOutputs<Contract>['copies']['state']

export const useCopies = () => useQuery(orpc.copies.state.queryOptions())

/** Drives come and go without anybody telling: each look asks again. */
export const usePlaces = () => useQuery(orpc.copies.places.queryOptions({ staleTime: 0 }))

export const useCopyList = (folder: string) =>
  useQuery(orpc.copies.list.queryOptions({ input: { folder }, staleTime: 0, retry: false }))

export const useSetPlan = () => useMutation(orpc.copies.setPlan.mutationOptions())

export type Making =
  | { kind: 'idle' }
  | { kind: 'running'; progress: CopyProgress | null }
  | { kind: 'stopped' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'done'; made: CopyMade }

/** A copy made now; it goes on while the page is open, and can be stopped. */
export function useMakeCopy(): { making: Making; start: (to: string) => void; stop: () => void } {
  const [making, setMaking] = useState<Making>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)

  const run = useCallback(async (to: string, signal: AbortSignal) => {
    try {
      const stream = await api.copies.make({ to }, { signal })
      for (;;) {
        const step = await stream.next()
        if (step.done) return setMaking({ kind: 'done', made: step.value })
        setMaking({ kind: 'running', progress: step.value })
      }
    } catch (error) {
      setMaking(signal.aborted ? { kind: 'stopped' } : { kind: 'failed', error })
    }
  }, [])

  const start = useCallback(
    (to: string) => {
      running.current = new AbortController()
      setMaking({ kind: 'running', progress: null })
      void run(to, running.current.signal)
    },
    [run],
  )
  const stop = useCallback(() => running.current?.abort(), [])
  return { making, start, stop }
}
