/** Days of Rome as moments. */
import { hourOf } from '../../lib/formats.ts'

/** The moment at which a day `YYYY-MM-DD` begins in Rome, UTC milliseconds. */
export function dayStart(day: string): number {
  // At that moment it is one or two o'clock in Rome, before any change of the clocks of that day.
  const guess = Date.parse(`${day}T00:00:00Z`)
  return guess - hourOf(guess) * 3_600_000
}

/** The day after; noon keeps clear of the days that have 23 or 25 hours. */
export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10)
