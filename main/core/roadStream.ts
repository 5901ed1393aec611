/** The stream of a long call, as it leaves the road. */

export interface StreamEnds {
  /** Aborts the signal that the service got. */
  abort(): void
  /** What is answered for what was thrown. */
  wire(error: unknown): unknown
  /** The service came to its own end. */
  done(): void
}

/**
 * A stream whose end reaches the service at once: leaving a plain generator waits until it yields the next time,
 * and who listens for news may wait for ever. What it throws is turned into codes like any other error.
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
        const step = await stream.next()
        if (step.done && !left) ends.done()
        return step
      } catch (error) {
        if (left) return { done: true, value: undefined }
        throw ends.wire(error)
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
