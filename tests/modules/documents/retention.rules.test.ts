import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { retentionClasses, trashDays } from '#contract/keeping.contract.ts'
import {
  classOf,
  daysAfter,
  fateOn,
  type Keepable,
  keptBy,
  monthsAfter,
  terms,
} from '#core/modules/documents/retention.rules.ts'

const paper = (given: Partial<Keepable>): Keepable => ({
  ...{ retention: null, retentionFrom: null, hold: false, day: '2026-05-04' },
  ...given,
})
const days = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const papers = fc.record({
  retention: fc.constantFrom(null, ...retentionClasses),
  retentionFrom: fc.option(days),
  hold: fc.boolean(),
  day: days,
})

describe('a paper is kept', () => {
  it.each([
    // Ten years after the end of the year that it is of.
    ['invoice', paper({ retention: 'invoice' }), { kind: 'until', day: '2036-12-31' }],
    ['timesheet', paper({ retention: 'timesheet', day: '2026-12-31' }), { kind: 'until', day: '2036-12-31' }],
    ['sick note', paper({ retention: 'sickNote', day: '2026-01-01' }), { kind: 'until', day: '2031-12-31' }],
    ['curriculum', paper({ retention: 'cv' }), { kind: 'until', day: '2027-05-04' }],
    ['survey', paper({ retention: 'survey', day: '2026-08-31' }), { kind: 'until', day: '2027-02-28' }],
    ['draft', paper({ retention: 'none' }), { kind: 'until', day: '2026-05-04' }],
    // After the end of what it belongs to, which only a person can tell.
    ['personal file, end unknown', paper({ retention: 'personalFile' }), { kind: 'no-start' }],
    [
      'personal file, end told',
      paper({ retention: 'personalFile', retentionFrom: '2030-03-31' }),
      { kind: 'until', day: '2040-03-31' },
    ],
    [
      'criminal record, checked',
      paper({ retention: 'criminalRecord', retentionFrom: '2026-05-10' }),
      { kind: 'until', day: '2026-05-10' },
    ],
    // What was told for another class before.
    [
      'invoice, with a day told',
      paper({ retention: 'invoice', retentionFrom: '2030-12-01' }),
      { kind: 'until', day: '2036-12-31' },
    ],
    ['minutes', paper({ retention: 'minutes' }), { kind: 'for-ever' }],
    ['register', paper({ retention: 'register', retentionFrom: '2000-01-01' }), { kind: 'for-ever' }],
    ['unclassified', paper({}), { kind: 'undecided' }],
  ])('as its class says: %s', (_name, given, kept) => {
    expect(keptBy(given)).toEqual(kept)
  })

  it.each([
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-05-04', 0, '2026-05-04'],
  ])('for months that end as art. 2963 c.c. says: %s and %i', (day, months, end) => {
    expect(monthsAfter(day, months)).toBe(end)
  })

  it('as one that nobody has classified where the class is of a newer program', () => {
    expect([classOf('from-the-future'), classOf(null), classOf('cv')]).toEqual([null, null, 'cv'])
  })
})

describe('the trash', () => {
  const draft = paper({ retention: 'none', day: '2026-01-10' })

  it('keeps a draft for thirty days, and loses it on the next', () => {
    expect(fateOn('2026-06-03', draft, '2026-05-04')).toBe('fresh')
    expect(fateOn('2026-06-04', draft, '2026-05-04')).toBe('goes')
  })

  it('keeps a paper through the last day of its term', () => {
    const cv = paper({ retention: 'cv' })
    expect(fateOn('2027-05-04', cv, '2026-05-04')).toBe('term')
    expect(fateOn('2027-05-05', cv, '2026-05-04')).toBe('goes')
  })

  it('never loses what is held, undecided, for ever, or of a term that has not begun: whatever the day', () => {
    fc.assert(
      fc.property(papers, days, days, (given, day, trashedOn) => {
        const kept = keptBy(given)
        const goes = fateOn(day, given, trashedOn) === 'goes'
        const may = !given.hold && kept.kind === 'until' && day > kept.day && day > daysAfter(trashedOn, trashDays)
        return goes === may
      }),
    )
  })

  it('loses nothing on a day that it would not lose on every later one', () => {
    fc.assert(
      fc.property(papers, days, days, fc.nat(40_000), (given, day, trashedOn, later) =>
        fateOn(day, given, trashedOn) === 'goes' ? fateOn(daysAfter(day, later), given, trashedOn) === 'goes' : true,
      ),
    )
  })
})

it('every class has its term', () => {
  expect(terms.map((term) => term.class)).toEqual([...retentionClasses])
})
