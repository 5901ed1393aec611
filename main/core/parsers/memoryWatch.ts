/**
 * A thread beside the parser that ends the process when its whole memory passes the limit: the heap's own limit
 * does not count buffers, and a parser that is busy cannot look at itself.
 */
import { once } from 'node:events'
import { Worker, isMainThread, workerData } from 'node:worker_threads'

const lookEveryMs = 100

/** Resolves when the watch looks on. */
export async function watchMemory(limitMb: number): Promise<void> {
  const watch = new Worker(new URL(import.meta.url), {
    workerData: limitMb,
    resourceLimits: { maxOldGenerationSizeMb: 8 },
  })
  await once(watch, 'online')
  watch.unref()
}

if (!isMainThread && typeof workerData === 'number') {
  const limit = workerData * 1024 * 1024
  setInterval(() => {
    if (process.memoryUsage.rss() > limit) process.kill(process.pid, 'SIGKILL')
  }, lookEveryMs)
}
