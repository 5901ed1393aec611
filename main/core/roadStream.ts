/** The stream of a long call, as it leaves the road. */
import { Refusal } from '#contract/errors.ts'

export interface StreamEnds {
  /** Aborts the signal that the service got. */
  abort(): void
  /** What is answered for what was thrown. */
  wire(error: unknown): unknown
  /** The service came to its own end. */
  done(): void
  /** Aborted when the person it runs for is shut out; null where nobody needs to be signed in. */
  cut: AbortSignal | null
}

/** Waits for one step, but no longer than until the person is shut out. */
function stepOrCut<T>(step: Promise<T>, cut: AbortSignal | null): Promise<T> {
  if (!cut) return step
  return new Promise((resolve, reject) => {
    const shutOut = (): void => reject(new Refusal('signed-out'))
    if (cut.aborted) shutOut()
    cut.addEventListener('abort', shutOut, { once: true })
    step.then(resolve, reject).finally(() => cut.removeEventListener('abort', shutOut))
  })
}

/**
 * A stream whose end reaches the service at once: leaving a plain generator waits until it yields the next time,
 * and who listens for news may wait for ever. What it throws is turned into codes like any other error. A person who is shut out gets not one
 * step more.
 */
export function guardStream(stream: AsyncGenerator, ends: StreamEnds): AsyncGenerator {
  let left = false
  const leave = async (): Promise<void> => {
    left = true
    ends.abort()
    await stream.return(undefined)
  }
  const guarded: AsyncGenerator = {
    async next() {
      try {
        const step = await stepOrCut(stream.next(), ends.cut)
        if (step.done && !left) ends.done()
        return step
      } catch (error) {
        if (left) return { done: true, value: undefined }
        if (!ends.cut?.aborted) throw ends.wire(error)
        // Nobody waits for a service that does not hear its signal.
        leave().catch(() => {})
        throw ends.wire(new Refusal('signed-out'))
      }
    },
    async return(value: unknown) {
      await leave()
      return { done: true, value }
    },
    async throw(error) {
      await leave()
      throw error
    },
    [Symbol.asyncIterator]: () => guarded,
    [Symbol.asyncDispose]: leave,
  }
  return guarded
}
