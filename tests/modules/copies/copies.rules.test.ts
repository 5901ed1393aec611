import { describe, expect, it } from 'vitest'
import { copyName, dueAt, isDue, isLeftover, lateness, madeAtOf, tooOld } from '#core/modules/copies/copies.rules.ts'

const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 10, 24, 9)
const daily = { folder: '/media/chiavetta', every: 'day', keep: 3 } as const
const weekly = { ...daily, every: 'week' } as const

describe('the plan', () => {
  it('wants the first copy at once, then one a day or a week after the last', () => {
    expect(dueAt(daily, null, now)).toBe(now)
    expect(dueAt(daily, now - hour, now)).toBe(now + 23 * hour)
    expect(dueAt(weekly, now - hour, now)).toBe(now + 7 * day - hour)
  })

  it.each([
    ['never made', daily, null, null, true],
    ['made an hour ago', daily, now - hour, null, false],
    ['made a day ago', daily, now - day, null, true],
    ['made six days ago, weekly', weekly, now - 6 * day, null, false],
    ['made a week ago, weekly', weekly, now - 7 * day, null, true],
    ['failed a minute ago', daily, null, now - 60_000, false],
    ['failed a quarter of an hour ago', daily, null, now - hour / 4, true],
    ['made in a year that is still to come: the clock was set back', daily, now + 365 * day, null, true],
    ['failed in a year that is still to come', daily, null, now + 365 * day, true],
  ] as const)('when the last was %s', (_, plan, last, failed, due) => {
    expect(isDue(plan, last, failed, now)).toBe(due)
  })
})

describe('the reminder', () => {
  const founded = now - 100 * day
  it.each([
    ['a daily copy of yesterday', daily, now - day, null],
    ['a daily copy of two days ago and an hour', daily, now - 2 * day - hour, 2],
    ['a weekly copy of a week ago', weekly, now - 7 * day, null],
    ['a weekly copy of nine days ago', weekly, now - 9 * day, 9],
    ['no plan, a copy of six days ago', null, now - 6 * day, null],
    ['no plan, a copy of nine days ago', null, now - 9 * day, 9],
    ['no plan and no copy ever', null, null, 100],
    ['a plan and no copy ever', daily, null, 100],
  ] as const)('for %s', (_, plan, last, days) => {
    expect(lateness(plan, last, founded, now)?.days ?? null).toBe(days)
  })

  it('leaves a new organisation in peace', () => {
    expect(lateness(null, null, now - 6 * day, now)).toBeNull()
    expect(lateness(daily, null, now - day, now)).toBeNull()
  })
})

describe('the names of copies', () => {
  const mine = '01a20db5-5fa6-70fb-8070-b963e90dab00'
  const other = '01a20db5-5fa6-70fb-8070-b963e90dab01'

  it('say the machine and the moment, and sort by age', () => {
    const name = copyName(mine, Date.UTC(2026, 10, 24, 13, 4, 5))
    expect(name).toBe('smart-coop-e90dab00-20261124-130405.copia')
    expect(madeAtOf(name, mine)).toBe(Date.UTC(2026, 10, 24, 13, 4, 5))
    expect(madeAtOf(name, other)).toBeNull()
    const names = [3, 1, 2].map((n) => copyName(mine, now + n * day))
    expect(names.sort()).toEqual([1, 2, 3].map((n) => copyName(mine, now + n * day)))
  })

  it('make room for the newest of this machine, and never for another’s or a renamed one', () => {
    const own = [1, 2, 3, 4].map((n) => copyName(mine, now + n * day))
    const strange = [copyName(other, now), 'prima della fiera.copia', 'foto.jpg', `${own[0]}.part`]
    expect(tooOld([...strange, ...own], mine, 3)).toEqual([own[0]])
    expect(tooOld([...strange, ...own], mine, 1)).toEqual([own[2], own[1], own[0]])
    expect(tooOld(own, mine, 9)).toEqual([])
  })

  it('tell what a crash left of a copy', () => {
    expect(isLeftover(`${copyName(mine, now)}.part`, mine)).toBe(true)
    expect(isLeftover(`${copyName(other, now)}.part`, mine)).toBe(false)
    expect(isLeftover(copyName(mine, now), mine)).toBe(false)
    expect(isLeftover('tesi.part', mine)).toBe(false)
  })
})
