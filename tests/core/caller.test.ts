import { beforeEach, describe, expect, test } from 'vitest'
import { type Caller, createCaller, type Presence, type Session } from '#core/caller.ts'

let now: number
let hotDesk: boolean
let left: number
let wiped: string[]
const idleMs = 10 * 60_000
const presence: Presence = {
  now: () => now,
  idleMs: () => idleMs,
  hotDesk: () => hotDesk,
  entered: () => {},
  left: () => {},
}
const sessionOf = (id: string): Session => ({
  person: { id, login: id, name: id, office: '' },
  roles: [],
  since: now,
  isOver: () => false,
  wipe: () => void wiped.push(id),
})
const window = (kind: Caller['kind'] = 'loopback') => createCaller(kind, false, () => void (left += 1), presence)

beforeEach(() => {
  now = Date.UTC(2026, 4, 4, 8)
  hotDesk = false
  left = 0
  wiped = []
})

describe('a window where nobody is at the keyboard', () => {
  test('locks by itself after the minutes of the terminal, wipes the keys and keeps the place', () => {
    const caller = window()
    caller.enter(sessionOf('ada'))
    expect(caller.lockAt()).toBe(now + idleMs)
    now += idleMs - 1
    expect(caller.session()?.person.id).toBe('ada')
    now += 1
    expect(caller.session()).toBeNull()
    expect([wiped, caller.lockedBy(), left]).toEqual([['ada'], 'ada', 1])
  })

  test('counts anew from the last touch, and only looking is no touch', () => {
    const caller = window()
    caller.enter(sessionOf('ada'))
    now += idleMs - 1
    caller.touch()
    now += idleMs - 1
    caller.session()
    expect(caller.session()).not.toBeNull()
    now += 1
    expect(caller.session()).toBeNull()
  })

  test('is not kept open for ever by a clock that was set back', () => {
    const caller = window()
    caller.enter(sessionOf('ada'))
    now -= 86_400_000
    caller.session()
    now += idleMs
    expect(caller.session()).toBeNull()
  })

  test('of the command line ends by itself', () => {
    const caller = window('cli')
    caller.enter(sessionOf('ada'))
    now += 10 * idleMs
    expect([caller.session()?.person.id, caller.lockAt()]).toEqual(['ada', null])
  })
})

describe('on a hot desk', () => {
  beforeEach(() => {
    hotDesk = true
  })

  test('the lock keeps nobody’s place and cuts what runs', () => {
    const caller = window()
    caller.enter(sessionOf('ada'))
    const cut = caller.cut()
    caller.leave(true)
    expect([caller.session(), caller.lockedBy(), wiped, cut.aborted]).toEqual([null, null, ['ada'], true])
  })

  test('the idle lock does the same', () => {
    const caller = window()
    caller.enter(sessionOf('ada'))
    const cut = caller.cut()
    now += idleMs
    expect([caller.session(), caller.lockedBy(), wiped, cut.aborted]).toEqual([null, null, ['ada'], true])
  })

  test('whoever comes next finds nothing of the former person', () => {
    const caller = window()
    caller.enter(sessionOf('ada'))
    const cut = caller.cut()
    caller.enter(sessionOf('bea'))
    expect([caller.session()?.person.id, caller.lockedBy(), wiped]).toEqual(['bea', null, ['ada']])
    expect([cut.aborted, caller.cut().aborted, left]).toEqual([true, false, 1])
  })
})

test('the same person who signs in again goes on with what runs', () => {
  const caller = window()
  caller.enter(sessionOf('ada'))
  const cut = caller.cut()
  caller.enter(sessionOf('ada'))
  expect([cut.aborted, wiped, left]).toEqual([false, ['ada'], 0])
  caller.leave(true)
  caller.enter(sessionOf('ada'))
  expect(cut.aborted).toBe(false)
  caller.leave(false)
  expect(cut.aborted).toBe(true)
})

test('what was begun before a lock is cut when the person is shut out behind it', () => {
  const caller = window()
  let over = false
  caller.enter({ ...sessionOf('ada'), isOver: () => over })
  const cut = caller.cut()
  caller.leave(true)
  expect([caller.isWatched(), cut.aborted]).toEqual([true, false])
  over = true
  caller.session()
  expect([caller.isWatched(), cut.aborted]).toEqual([false, true])
})

test('nobody is cut off twice, and an empty window has nothing to cut', () => {
  const caller = window()
  expect(caller.cut().aborted).toBe(true)
  caller.enter(sessionOf('ada'))
  caller.leave(false)
  caller.leave(false)
  expect([wiped, left]).toEqual([['ada'], 1])
})
