/** Brings a file from a browser page, which has no path to give, piece by piece. */
import { chunkBytes } from '#contract/shared.ts'
import type { Fate } from './queue.ts'

/** The calls that it needs: `begin` gives the grant of the file, the others are `files` of the contract. */
export interface Door {
  begin(): Promise<{ upload: string }>
  append(input: { upload: string; offset: number; bytes: Blob }): Promise<{ received: number }>
  finish(input: { upload: string }): Promise<{ paper: string | null; duplicate: boolean }>
  abandon(input: { upload: string }): Promise<unknown>
}

/** A refusal by its code, or null: the connection failed and the call may be tried again. */
export type ReadRefusal = (error: unknown) => { code: string; data: Record<string, unknown> } | null

interface Journey {
  file: File
  door: Door
  refusalOf: ReadRefusal
  tell(fate: Fate): void
  signal: AbortSignal
}

/** Waits before the next try after a lost connection, in milliseconds. */
const waits = [500, 1000, 2000, 4000, 8000]

class Unreadable extends Error {}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}

/** The piece is read before it is sent: so a file that cannot be read is not taken for a lost connection. */
async function readPiece(file: File, offset: number): Promise<Blob> {
  try {
    return new Blob([await file.slice(offset, offset + chunkBytes).arrayBuffer()])
  } catch {
    throw new Unreadable(file.name)
  }
}

/** What is still out when the person has had enough is not waited for. */
async function unlessStopped<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  signal.throwIfAborted()
  const stopped = Promise.withResolvers<never>()
  const stop = () => stopped.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([call(), stopped.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Calls until there is an answer, a refusal, or the person has had enough. */
async function untilAnswered<T>(journey: Journey, done: number, call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await unlessStopped(journey.signal, call)
    } catch (error) {
      if (error instanceof Unreadable || journey.signal.aborted || journey.refusalOf(error)) throw error
      journey.tell({ kind: 'interrupted', done })
      await pause(waits[Math.min(attempt, waits.length - 1)] ?? 8000, journey.signal)
      if (journey.signal.aborted) throw error
    }
  }
}

async function travel(journey: Journey): Promise<void> {
  const { file, door, tell, signal } = journey
  const { upload } = await untilAnswered(journey, 0, () => door.begin())
  try {
    let received = 0
    while (received < file.size) {
      const offset = received
      const bytes = await readPiece(file, offset)
      const answer = await untilAnswered(journey, offset, () => door.append({ upload, offset, bytes }))
      signal.throwIfAborted()
      received = answer.received
      tell({ kind: 'travelling', done: received })
    }
    tell({ kind: 'arrived', ...(await untilAnswered(journey, received, () => door.finish({ upload }))), files: 1 })
  } catch (error) {
    // Best effort: what is abandoned here the core also clears by itself.
    void door.abandon({ upload }).catch(() => undefined)
    throw error
  }
}

/** Begins anew once when the core no longer knows the first pieces: it was started again meanwhile. */
const begunAnew = new Set(['upload-unknown', 'file-changed'])

export async function bringInPieces(journey: Journey): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await travel(journey)
    } catch (error) {
      if (journey.signal.aborted) return
      const name = journey.file.name
      if (error instanceof Unreadable)
        return journey.tell({ kind: 'refused', reason: 'file-unreadable', data: { name } })
      const refusal = journey.refusalOf(error)
      if (!refusal) throw error
      if (attempt > 0 || !begunAnew.has(refusal.code)) {
        return journey.tell({ kind: 'refused', reason: refusal.code, data: { name, ...refusal.data } })
      }
    }
  }
}
