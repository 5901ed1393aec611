/**
 * Gives the write-ahead log back to the database, beside the core's thread: to write tens of megabytes takes
 * longer than a request may wait. It looks at the log now and then, and acts when it has grown or come to rest.
 */
import { once } from 'node:events'
import { type FileHandle, open } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { Writer } from '#db/writer.ts'
import type { CheckpointKind } from './checkpointWorker.ts'
import type { Log } from './log.ts'

/**
 * Often, so that there is little to flush each time: while the log is flushed, a commit waits for the page that it
 * shares with it, and the core's thread with the commit.
 */
const everyMs = 250
/** So many looks without a new page are rest. */
const restLooks = 2
/** So many pages of 4 kB are given back although writing goes on. */
const manyPages = 2000
/** So many pages are written in a few milliseconds: writers may wait for them. */
const fewPages = 300
/** Who writes as fast as the pages are given back is waited for no longer than this. */
const mostPasses = 5

interface Beside {
  /** Gives the number of pages that are still in the log alone. */
  checkpoint(kind: CheckpointKind): Promise<number>
  /** Resolves when its connection is closed. */
  end(): Promise<void>
}

function startWorker({ file, key }: Pick<CheckpointDeps, 'file' | 'key'>): Beside {
  const worker = new Worker(new URL('./checkpointWorker.ts', import.meta.url), {
    workerData: { file, key: Uint8Array.from(key) },
  })
  const gone = new Promise<never>((_, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the worker has ended')))
  })
  // Heard by whoever waits for a checkpoint; while nobody does, it ends nothing here.
  gone.catch(() => {})
  worker.unref()
  return {
    async checkpoint(kind) {
      worker.ref()
      worker.postMessage(kind)
      const [left] = (await Promise.race([once(worker, 'message'), gone]).finally(() => worker.unref())) as [number]
      return left
    },
    async end() {
      worker.ref()
      worker.postMessage('end')
      await gone.catch(() => {})
    },
  }
}

/**
 * While others go on writing a checkpoint never sees the end of the log, which then grows for ever. So when all but
 * a few pages are given back, those follow while nobody writes: the log begins anew after that.
 */
async function giveBack(
  beside: Beside,
  betweenWrites: Writer['betweenWrites'],
  last: CheckpointKind = 'PASSIVE',
): Promise<void> {
  for (let pass = 0; pass < mostPasses; pass++) {
    if ((await beside.checkpoint('PASSIVE')) <= fewPages) break
  }
  await betweenWrites(async () => void (await beside.checkpoint(last)))
}

/** One checkpoint, now. */
export async function checkpointBeside(deps: Omit<CheckpointDeps, 'log'>): Promise<void> {
  const beside = startWorker(deps)
  try {
    await giveBack(beside, deps.betweenWrites)
  } finally {
    await beside.end()
  }
}

/**
 * How many pages of the log are not in the database yet, as the log's index says: a torn or old answer is no harm.
 * Source: "WAL-mode File Format", 2.1 (mxFrame of the header, nBackfill), https://www.sqlite.org/walformat.html.
 */
async function pagesWaiting(file: string): Promise<number> {
  let index: FileHandle | null = null
  try {
    index = await open(`${file}-shm`)
    const { buffer: head, bytesRead } = await index.read(new Uint32Array(25), 0, 100, 0)
    return bytesRead < 100 ? 0 : Math.max(0, (head[4] ?? 0) - (head[24] ?? 0))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0
    throw error
  } finally {
    await index?.close()
  }
}

export interface CheckpointDeps extends Pick<Writer, 'betweenWrites'> {
  file: string
  key: Uint8Array
  log: Log
  everyMs?: number
}

export function startCheckpoints(deps: CheckpointDeps): { stop(): Promise<void> } {
  const { file, log, everyMs: every = everyMs } = deps
  let last = 0
  let unchanged = 0
  let running: Promise<void> | null = null
  let beside: Beside | null = null

  async function look(): Promise<void> {
    const waiting = await pagesWaiting(file)
    unchanged = waiting === last ? unchanged + 1 : 0
    last = waiting
    const isAtRest = unchanged >= restLooks
    if (waiting === 0 || (!isAtRest && waiting < manyPages)) return
    beside ??= startWorker(deps)
    try {
      await giveBack(beside, deps.betweenWrites, isAtRest ? 'TRUNCATE' : 'PASSIVE')
    } catch (error) {
      // The next look has a new one.
      void beside.end()
      beside = null
      throw error
    }
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
      await beside?.end()
    },
  }
}
