/**
 * The check of the database file, made beside the core's thread by a worker with a connection of its own that
 * only reads: every page's seal, every table against its indexes, the full-text index within itself.
 */
import { Worker } from 'node:worker_threads'
import * as z from 'zod'

const answer = z.array(z.string())

/** What does not fit, in SQLite's words; empty when all does. Ends early, with an AbortError, when aborted. */
export async function checkDatabase(file: string, key: Uint8Array, signal: AbortSignal): Promise<string[]> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./databaseCheckWorker.ts', import.meta.url), {
    workerData: { file, key: Uint8Array.from(key) },
  })
  const stop = () => void worker.terminate()
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<string[]>((resolve, reject) => {
      worker.once('message', (said) => resolve(answer.parse(said)))
      worker.once('error', reject)
      worker.once('exit', (code) => {
        reject(new Error(`the check of the database ended with ${code}`))
      })
    })
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
    await worker.terminate()
  }
}
