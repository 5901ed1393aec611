/**
 * Files on their way into the archive. Promises:
 * 1. the queue lives as long as the window: leaving a page does not stop it;
 * 2. at most two files travel at once; each can be stopped, before and while it travels;
 * 3. a lost connection is taken up again where the core says that it stopped;
 * 4. what was refused stays listed, by name and reason, until the person puts it away.
 */
export type Fate =
  | { kind: 'waiting' }
  | { kind: 'travelling'; done: number }
  /** The connection is gone; it is tried again by itself. */
  | { kind: 'interrupted'; done: number }
  /** `paper` is null for a folder of several files. */
  | { kind: 'arrived'; paper: string | null; duplicate: boolean; files: number }
  /** `reason`: code of a refusal, or of a reason for which a paper cannot be read. */
  | { kind: 'refused'; reason: string; data: Record<string, unknown> }
  | { kind: 'stopped' }

export interface Incoming {
  key: number
  name: string
  size: number
  fate: Fate
}

/** Carries one file; tells its fate as it changes. The last fate told is final. */
export type Carry = (tell: (fate: Fate) => void, signal: AbortSignal) => Promise<void>

const mostAtOnce = 2

interface Job {
  item: Incoming
  carry: Carry
  stop: AbortController
}

export interface Queue {
  items(): readonly Incoming[]
  subscribe(listener: () => void): () => void
  add(file: { name: string; size: number }, carry: Carry): void
  /** Adds something that never set out: refused before its first byte. */
  addRefused(file: { name: string; size: number }, reason: string, data?: Record<string, unknown>): void
  stop(key: number): void
  stopAll(): void
  /** Puts away what is settled; what is under way stays. */
  clear(): void
}

const isSettled = (fate: Fate) => fate.kind === 'arrived' || fate.kind === 'refused' || fate.kind === 'stopped'

export function createQueue(): Queue {
  let jobs: readonly Job[] = []
  let snapshot: readonly Incoming[] = []
  const listeners = new Set<() => void>()
  let running = 0
  let nextKey = 1

  const publish = () => {
    snapshot = jobs.map((job) => job.item)
    for (const listener of listeners) listener()
  }
  const tell = (key: number, fate: Fate) => {
    jobs = jobs.map((job) => (job.item.key === key ? { ...job, item: { ...job.item, fate } } : job))
    publish()
  }
  const run = async (job: Job) => {
    running += 1
    const { key } = job.item
    try {
      await job.carry((fate) => tell(key, fate), job.stop.signal)
    } finally {
      if (job.stop.signal.aborted) tell(key, { kind: 'stopped' })
      running -= 1
      pump()
    }
  }
  const pump = () => {
    while (running < mostAtOnce) {
      const next = jobs.find((job) => job.item.fate.kind === 'waiting')
      if (!next) return
      tell(next.item.key, { kind: 'travelling', done: 0 })
      void run(next)
    }
  }
  const append = (file: { name: string; size: number }, fate: Fate, carry: Carry) => {
    const item = { key: nextKey, name: file.name, size: file.size, fate }
    nextKey += 1
    jobs = [...jobs, { item, carry, stop: new AbortController() }]
    publish()
  }
  const stop = (job: Job) => {
    if (isSettled(job.item.fate)) return
    job.stop.abort()
    if (job.item.fate.kind === 'waiting') tell(job.item.key, { kind: 'stopped' })
  }
  return {
    items: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(file, carry) {
      append(file, { kind: 'waiting' }, carry)
      pump()
    },
    addRefused(file, reason, data = {}) {
      append(file, { kind: 'refused', reason, data }, async () => undefined)
    },
    stop(key) {
      const job = jobs.find((one) => one.item.key === key)
      if (job) stop(job)
    },
    stopAll() {
      for (const job of jobs) stop(job)
    },
    clear() {
      jobs = jobs.filter((job) => !isSettled(job.item.fate))
      publish()
    },
  }
}
