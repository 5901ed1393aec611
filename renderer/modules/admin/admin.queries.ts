/** What Amministrazione asks of the core. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import type { Problem } from '#contract/admin.contract.ts'
import { api } from '../../lib/api.ts'
import { orpc } from '../../lib/query.ts'

export const useDoor = () => useQuery(orpc.door.state.queryOptions())

export const useMachine = () => useQuery(orpc.admin.machine.queryOptions())

export function useSetSettings() {
  const client = useQueryClient()
  return useMutation(
    orpc.admin.setSettings.mutationOptions({
      // The road announces `admin` too; asking at once keeps the switch where it was put.
      onSettled: () => client.invalidateQueries({ queryKey: orpc.admin.machine.key() }),
    }),
  )
}

export type Check =
  | { kind: 'idle' }
  | { kind: 'running'; done: number; of: number }
  | { kind: 'stopped' }
  | { kind: 'failed'; error: unknown }
  | { kind: 'done'; problems: readonly Problem[]; at: number }

export interface Verify {
  check: Check
  start: () => void
  stop: () => void
}

/** The check of everything kept here; it goes on while the page is open, and can be stopped. */
export function useVerify(): Verify {
  const [check, setCheck] = useState<Check>({ kind: 'idle' })
  const running = useRef<AbortController | null>(null)

  const run = useCallback(async (signal: AbortSignal) => {
    try {
      const stream = await api.admin.verify(undefined, { signal })
      for (;;) {
        const step = await stream.next()
        if (step.done) return setCheck({ kind: 'done', problems: step.value.problems, at: Date.now() })
        setCheck({ kind: 'running', ...step.value })
      }
    } catch (error) {
      setCheck(signal.aborted ? { kind: 'stopped' } : { kind: 'failed', error })
    }
  }, [])

  const start = useCallback(() => {
    running.current = new AbortController()
    setCheck({ kind: 'running', done: 0, of: 0 })
    void run(running.current.signal)
  }, [run])

  const stop = useCallback(() => running.current?.abort(), [])
  return { check, start, stop }
}
