/**
 * What people have on its way into the archive. The core keeps it, for pages come and go. Promises:
 *  1. what a person has begun goes on when they lock, when somebody else comes to the window, when their page goes;
 *     they alone stop it, while they are in, or whoever shuts them out of the organisation;
 *  2. what a verb of the command line has begun ends with its line;
 *  3. nobody but that person is told of it;
 *  4. what ended while they were away stays listed until they put it away, or the program ends.
 */
import type { Coming } from '#contract/documents.contract.ts'
import { newId } from '../../lib/ids.ts'
import type { Log } from '../../lib/log.ts'
import type { Act } from '../../road.ts'

/** Files that did not come in and are named; more are counted. */
const mostNamed = 200

/** How work tells where it is, and hears that it must stop. */
export interface Journey {
  readonly signal: AbortSignal
  found(files: number): void
  kept(): void
  refused(name: string, reason: string): void
  /** Asked before each file. @throws when it was stopped, or its person is no longer let in */
  mayGoOn(): void
}

/** What became of a file of an upload. */
export interface Ended {
  name: string
  /** Null: it is kept. */
  reason: string | null
}

export interface Comings {
  /** Runs `work` for the person who acts. @throws what `work` throws */
  run<T>(act: Act, name: string, work: (journey: Journey) => Promise<T>): Promise<T>
  /** Tells a person, when they are back, what became of a file. */
  tell(person: string, ended: Ended): void
  /** Whether work of this person may go on. */
  mayGoOn(person: string): boolean
  /** What no page of theirs is told of otherwise, in the order in which it was begun. */
  of(person: string): Coming[]
  /** Stops what is under way, forgets what has ended. */
  putAway(person: string, ids: readonly string[]): void
  /** Stops everything, and waits until it has stopped. */
  close(): Promise<void>
}

export interface ComingsDeps {
  /** Whether the organisation still knows this person as one of theirs. */
  isLetIn(person: string): boolean
  /** What some person is told of has changed. */
  changed(): void
  log: Log
}

interface Entry {
  coming: Coming
  by: string
  /** The page that began it still hears of it. */
  isHeard: boolean
  /** Holds files of uploads, which nobody began as one. */
  isLoose: boolean
  stop: AbortController
}

const isOver = ({ coming }: Entry): boolean => coming.state === 'ended'

export function createComings({ isLetIn, changed, log }: ComingsDeps): Comings {
  const entries = new Map<string, Entry>()
  const running = new Set<Promise<unknown>>()

  function enter(by: string, name: string, state: Coming['state']): Entry {
    const coming: Coming = { id: newId(), name, state, of: 0, kept: 0, refused: [], more: 0 }
    const isComing = state === 'coming'
    const entry: Entry = { coming, by, isHeard: isComing, isLoose: !isComing, stop: new AbortController() }
    entries.set(coming.id, entry)
    return entry
  }

  function refuse({ coming }: Entry, name: string, reason: string): void {
    if (coming.refused.length < mostNamed) coming.refused.push({ name, reason })
    else coming.more += 1
  }

  const noteChange = (entry: Entry): void => {
    if (!entry.isHeard) changed()
  }

  function journeyOf(entry: Entry): Journey {
    const { stop, coming, by } = entry
    return {
      signal: stop.signal,
      found(files) {
        coming.of = files
        noteChange(entry)
      },
      kept() {
        coming.kept += 1
        noteChange(entry)
      },
      refused(name, reason) {
        refuse(entry, name, reason)
        noteChange(entry)
      },
      mayGoOn() {
        if (!isLetIn(by)) stop.abort()
        stop.signal.throwIfAborted()
      },
    }
  }

  /** The page is gone, or wants no more: a person who is in has stopped it, else it goes on unheard. */
  function whenLeft(entry: Entry, { caller }: Act): void {
    const isStopped = caller.kind === 'cli' || caller.session()?.person.id === entry.by || !isLetIn(entry.by)
    if (isStopped) entry.stop.abort()
    else entry.isHeard = false
    noteChange(entry)
  }

  async function follow<T>(entry: Entry, act: Act, work: (journey: Journey) => Promise<T>): Promise<T> {
    const left = (): void => whenLeft(entry, act)
    act.signal.addEventListener('abort', left, { once: true })
    try {
      return await work(journeyOf(entry))
    } catch (error) {
      if (!entry.isHeard && !entry.stop.signal.aborted) {
        log('documents.coming', { error: error instanceof Error ? error.name : 'unknown' })
        refuse(entry, entry.coming.name, 'internal')
      }
      throw error
    } finally {
      act.signal.removeEventListener('abort', left)
      entry.coming.state = 'ended'
      if (entry.isHeard || entry.stop.signal.aborted) entries.delete(entry.coming.id)
      noteChange(entry)
    }
  }

  return {
    mayGoOn: isLetIn,
    run(act, name, work) {
      const done = follow(enter(act.session?.person.id ?? '', name, 'coming'), act, work)
      running.add(done)
      const forget = (): void => void running.delete(done)
      done.then(forget, forget)
      return done
    },
    tell(person, { name, reason }) {
      const loose = [...entries.values()].find(({ by, isLoose }) => by === person && isLoose)
      const entry = loose ?? enter(person, '', 'ended')
      entry.coming.of += 1
      if (reason === null) entry.coming.kept += 1
      else refuse(entry, name, reason)
      changed()
    },
    of: (person) =>
      [...entries.values()].filter(({ by, isHeard }) => by === person && !isHeard).map(({ coming }) => coming),
    putAway(person, ids) {
      for (const id of ids) {
        const entry = entries.get(id)
        if (entry?.by !== person) continue
        entry.stop.abort()
        if (isOver(entry)) entries.delete(id)
      }
      changed()
    },
    async close() {
      for (const { stop } of entries.values()) stop.abort()
      await Promise.allSettled(running)
    },
  }
}
