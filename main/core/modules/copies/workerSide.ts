/** What both workers of this folder do alike: say how far they are, and how they ended. */
import { parentPort } from 'node:worker_threads'
import type { CopyProgress } from '#contract/copies.contract.ts'
import { CopyTrouble } from './trouble.ts'
import type { FromWorker } from './work.ts'

/** The contract allows ten events a second. */
const betweenMs = 120

const post = (message: FromWorker): void => parentPort?.postMessage(message)

/** Counts bytes of one stage and tells of them now and then. */
export function counter(stage: CopyProgress['stage'], of: number): (bytes: number) => void {
  let done = 0
  let said = 0
  return (bytes) => {
    done += bytes
    const now = performance.now()
    if (now - said < betweenMs) return
    said = now
    post({ kind: 'progress', stage, done: Math.min(done, of), of })
  }
}

export const tellStage = (stage: CopyProgress['stage']): void => post({ kind: 'progress', stage, done: 0, of: 0 })

/** Does the work and posts its end, whatever it is. */
export function answer(work: () => unknown): void {
  try {
    post({ kind: 'done', result: work() })
  } catch (error) {
    if (error instanceof CopyTrouble) return post({ kind: 'refused', code: error.code })
    const isError = error instanceof Error
    const code = isError && 'code' in error ? String(error.code) : undefined
    post({ kind: 'failed', message: isError ? error.message : String(error), ...(code ? { code } : {}) })
  }
}
