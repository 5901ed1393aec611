/** Waits for the person, or the system, to end the program. */

/** A signal that was passed on comes twice at once; a second one after this long is meant. */
const insistMs = 1000

/** Resolves at the first signal; who insists while the program closes, ends it there and then. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    let first = 0
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (first === 0) first = Date.now()
        else if (Date.now() - first > insistMs) process.exit(1)
        resolve()
      })
    }
  })
