/**
 * Gives the write-ahead log back to the database, beside the core's thread: to write tens of megabytes takes
 * longer than a request may wait. It looks at the log now and then, and acts when it has grown or come to rest.
 */
import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { Log } from './log.ts'

const everyMs = 5000
/** A log that has grown by so much is given back although writing goes on. */
const grownBytes = 8_000_000

export async function checkpointBeside(file: string, key: Uint8Array): Promise<void> {
  const worker = new Worker(new URL('./checkpointWorker.ts', import.meta.url), {
    workerData: { file, key: Uint8Array.from(key) },
  })
  await new Promise<void>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the checkpoint ended with ${code}`))))
  })
}

interface Seen {
  size: number
  at: number
}

async function logOf(file: string): Promise<Seen> {
  try {
    const { size, mtimeMs } = await stat(`${file}-wal`)
    return { size, at: mtimeMs }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { size: 0, at: 0 }
    throw error
  }
}

export interface CheckpointDeps {
  file: string
  key: Uint8Array
  log: Log
  everyMs?: number
}

export function startCheckpoints({ file, key, log, everyMs: every = everyMs }: CheckpointDeps): {
  stop(): Promise<void>
} {
  let given: Seen = { size: 0, at: 0 }
  let last: Seen = given
  let running: Promise<void> | null = null

  async function look(): Promise<void> {
    const now = await logOf(file)
    const atRest = now.at === last.at
    last = now
    if (now.size === 0 || now.at === given.at) return
    if (!atRest && now.size - given.size < grownBytes) return
    await checkpointBeside(file, key)
    given = now
  }

  const timer = setInterval(() => {
    running ??= look()
      // It is tried again at the next look; SQLite itself does it when the log is very long.
      .catch((error: unknown) => log('db.checkpoint', { error: error instanceof Error ? error.name : 'unknown' }))
      .finally(() => (running = null))
  }, every)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
