import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createStampClock, momentOf, mostAheadMs, perMs } from '#db/records/clock.ts'

const today = Date.UTC(2026, 10, 24, 9)
const year = 365 * 24 * 3_600_000

const clockAt = (last = 0, at = today) => {
  let now = at
  return { clock: createStampClock(last, () => now), set: (next: number) => void (now = next) }
}

type Event = { kind: 'own' } | { kind: 'received'; stamp: number } | { kind: 'time'; now: number }
const time = fc.integer({ min: today - 11 * year, max: today + 11 * year })
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ kind: 'own' as const }) },
  fc.record({ kind: fc.constant('received' as const), stamp: time.map((ms) => ms * perMs + 7) }),
  fc.record({ kind: fc.constant('time' as const), now: time }),
)

describe('the clock of changes', () => {
  it('gives stamps that rise, are exact numbers, and lie above all it followed, whatever time and others do', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const { clock, set } = clockAt()
        let highest = 0
        let now = today
        for (const one of events) {
          if (one.kind === 'time') set((now = one.now))
          else if (one.kind === 'received') {
            const isFar = one.stamp > (now + mostAheadMs) * perMs
            const isFollowed = clock.receive(one.stamp)
            expect(isFollowed).toBe(!isFar || one.stamp <= highest)
            if (isFollowed) highest = Math.max(highest, one.stamp)
          } else {
            const stamp = clock.next()
            expect(stamp).toBeGreaterThan(highest)
            expect(stamp).toBeGreaterThanOrEqual(now * perMs)
            expect(Number.isSafeInteger(stamp)).toBe(true)
            highest = stamp
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('is ahead of the time by no more than it followed and counted', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const { clock, set } = clockAt()
        let bound = today * perMs
        let now = today
        for (const one of events) {
          if (one.kind === 'time') set((now = one.now))
          else if (one.kind === 'own') bound = Math.max(bound, now * perMs) + 1
          else if (one.stamp <= (now + mostAheadMs) * perMs) bound = Math.max(bound, one.stamp)
          if (one.kind === 'own') expect(clock.next()).toBeLessThanOrEqual(bound)
          if (one.kind === 'received') clock.receive(one.stamp)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('carries the counter into the milliseconds when more than a thousand stamps fall into one', () => {
    const { clock } = clockAt()
    const stamps = Array.from({ length: 2500 }, () => clock.next())
    expect(stamps[0]).toBe(today * perMs)
    expect(stamps[2499]).toBe(today * perMs + 2499)
    expect(momentOf(stamps[2499] ?? 0)).toBe(today + 2)
  })

  it('goes on from where it was when the time is set back by a year', () => {
    const { clock, set } = clockAt()
    const before = clock.next()
    set(today - year)
    expect(clock.next()).toBe(before + 1)
  })

  it('follows the time ten years forward, and does not come back with it', () => {
    const { clock, set } = clockAt()
    set(today + 10 * year)
    const far = clock.next()
    expect(momentOf(far)).toBe(today + 10 * year)
    set(today)
    expect(clock.next()).toBe(far + 1)
  })

  it('begins above what it gave before a restart, though the time was set back', () => {
    const { clock } = clockAt((today + year) * perMs)
    expect(clock.next()).toBe((today + year) * perMs + 1)
  })

  it('follows another machine for a day, and no further', () => {
    const { clock } = clockAt()
    const tomorrow = (today + mostAheadMs) * perMs
    expect(clock.receive(tomorrow + 1)).toBe(false)
    expect(clock.next()).toBe(today * perMs)
    expect(clock.receive(tomorrow)).toBe(true)
    expect(clock.next()).toBe(tomorrow + 1)
  })

  it('gives exact stamps until 2255, and none after', () => {
    const { clock, set } = clockAt(0, Date.UTC(2255, 0, 1))
    expect(Number.isSafeInteger(clock.next())).toBe(true)
    set(Date.UTC(2256, 0, 1))
    expect(() => clock.next()).toThrow(RangeError)
  })
})
