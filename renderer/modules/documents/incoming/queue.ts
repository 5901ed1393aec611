/**
 * Files on their way into the archive. Promises:
 * 1. the queue lives as long as the window: leaving a page does not stop it;
 * 2. at most two files travel at once; each can be stopped, before and while it travels;
 * 3. a lost connection is taken up again where the core says that it stopped;
 * 4. what was refused stays listed, by name and reason, until the person puts it away;
 * 5. it tells when nothing is under way any more that this window alone can bring.
 */
export type Fate =
  | { kind: 'waiting' }
  | { kind: 'travelling'; done: number }
  /** The connection is gone; it is tried again by itself. */
  | { kind: 'interrupted'; done: number }
  /** `paper` is null for a folder of several files, whose new papers are in `made`, and for one out of sight. */
  | { kind: 'arrived'; paper: string | null; duplicate: boolean; files: number; made?: readonly string[] }
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

export interface Travel {
  /** Its bytes are in the hands of this window: they come by no other way. */
  isBound?: boolean
  /** It was stopped before it set out. */
  dropped?: () => void
}

interface Job extends Travel {
  item: Incoming
  carry: Carry
  stop: AbortController
}

export interface Queue {
  items(): readonly Incoming[]
  subscribe(listener: () => void): () => void
  add(file: { name: string; size: number }, carry: Carry, travel?: Travel): void
  /** Adds something that never set out: refused before its first byte. */
  addRefused(file: { name: string; size: number }, reason: string, data?: Record<string, unknown>): void
  stop(key: number): void
  stopAll(): void
  /** Puts away what is settled; what is under way stays. */
  clear(): void
  /** How many bytes that only this window can bring are on their way, and how many of them are there. */
  bound(): { files: number; done: number; size: number }
  /** Resolves when there are none any more; null where there are none now. */
  whenUnbound(): Promise<void> | null
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
  const append = (file: { name: string; size: number }, fate: Fate, carry: Carry, travel: Travel = {}) => {
    const item = { key: nextKey, name: file.name, size: file.size, fate }
    nextKey += 1
    jobs = [...jobs, { ...travel, item, carry, stop: new AbortController() }]
    publish()
  }
  const stop = (job: Job) => {
    if (isSettled(job.item.fate)) return
    job.stop.abort()
    if (job.item.fate.kind !== 'waiting') return
    job.dropped?.()
    tell(job.item.key, { kind: 'stopped' })
  }
  const bound = () => {
    const items = jobs.filter(({ isBound, item }) => isBound && !isSettled(item.fate)).map(({ item }) => item)
    const doneOf = ({ fate }: Incoming) => ('done' in fate ? fate.done : 0)
    const sum = (of: (item: Incoming) => number) => items.reduce((all, item) => all + of(item), 0)
    return { files: items.length, done: sum(doneOf), size: sum(({ size }) => size) }
  }
  return {
    items: () => snapshot,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(file, carry, travel) {
      append(file, { kind: 'waiting' }, carry, travel)
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
    bound,
    whenUnbound() {
      if (bound().files === 0) return null
      return new Promise((resolve) => {
        const look = () => {
          if (bound().files > 0) return
          listeners.delete(look)
          resolve()
        }
        listeners.add(look)
      })
    },
  }
}
