/** For long work on the core's thread: others get their turn in between. */
import { setImmediate } from 'node:timers/promises'

const sliceMs = 15

/** A function to be awaited between steps; it gives way when its slice of time is used up. */
export function pauser(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < sliceMs) return
    await setImmediate()
    since = performance.now()
  }
}
