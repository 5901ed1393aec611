/** The clock, given from outside so that tests can set it. */
export interface Clock {
  /** UTC milliseconds. */
  now(): number
}
export const systemClock: Clock = { now: () => Date.now() }
