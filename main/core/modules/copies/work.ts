/** Runs a worker of this folder: hears how far it is, and turns what it could not do into an error of this thread. */
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import { Refusal } from '#contract/errors.ts'
import { copyRefusals, type CopyProgress } from '#contract/copies.contract.ts'

const message = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('progress'),
    stage: z.enum(['database', 'writing', 'checking']),
    done: z.number(),
    of: z.number(),
  }),
  z.object({ kind: z.literal('done'), result: z.unknown() }),
  z.object({ kind: z.literal('refused'), code: z.enum(copyRefusals) }),
  /** What SQLite or the system said, by its code; the road knows what to make of it. */
  z.object({ kind: z.literal('failed'), message: z.string(), code: z.string().optional() }),
])
export type FromWorker = z.input<typeof message>

export interface Work {
  /** `makeWorker.ts` or `takeBackWorker.ts`. */
  entry: URL
  workerData: object
  /** What a refusal is about. */
  path: string
  signal: AbortSignal
  tell(progress: CopyProgress): void
}

/** @throws Refusal of a copy; an AbortError once the worker has ended, when aborted */
export async function runWork<R>(result: z.ZodType<R>, { entry, workerData, path, signal, tell }: Work): Promise<R> {
  signal.throwIfAborted()
  const worker = new Worker(entry, { workerData })
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<R>((resolve, reject) => {
      worker.on('message', (raw: unknown) => {
        const said = message.parse(raw)
        switch (said.kind) {
          case 'progress':
            return tell({ stage: said.stage, done: said.done, of: said.of })
          case 'done':
            return resolve(result.parse(said.result))
          case 'refused':
            return reject(new Refusal(said.code, { path }))
          case 'failed':
            return reject(Object.assign(new Error(said.message), { code: said.code }))
        }
      })
      worker.once('error', reject)
      void ended.then(() => reject(new Error('the work on a copy ended without an answer')))
    })
  } catch (error) {
    await ended
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
