/**
 * Rejections that nobody awaited: junk on a port makes one for each message. They are counted and logged by
 * name alone, since their words may quote what was sent; the process lives.
 */
import type { Log } from './log.ts'

export function countStrayErrors(log: Log): { count(): number } {
  let count = 0
  process.on('unhandledRejection', (reason) => {
    count++
    log('process.stray', { name: reason instanceof Error ? reason.name : typeof reason, count })
  })
  return { count: () => count }
}
