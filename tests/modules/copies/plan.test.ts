/** The plan of copies: it makes them by itself, also after a restart, and says what hinders it. */
import { readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readPlan } from '#core/lib/copyPlan.ts'
import { newestCopyOf } from '#core/machine.ts'
import { type Client, founder, type Office } from '../../support/office.ts'
import { refusalOf } from '../../support/refused.ts'
import { makeCopy } from './copyRoom.ts'
import { plannedRoom } from './plannedRoom.ts'

const day = 86_400_000
let room: Awaited<ReturnType<typeof plannedRoom>>
let root: string
let house: Office
let ada: Client
let stick: string

beforeEach(async () => {
  room = await plannedRoom()
  ;({ root, house, ada, stick } = room)
})
afterEach(() => room.close())

const copiesThere = (): string[] => readdirSync(stick).sort()

/** Lets the plan look once, and waits until it is done. */
async function look(): Promise<void> {
  vi.advanceTimersByTime(31_000)
  await expect.poll(async () => (await ada.copies.state()).running, { timeout: 20_000 }).toBe(false)
}

const plan = (every: 'day' | 'week' = 'day', keep = 2) => ada.copies.setPlan({ plan: { folder: stick, every, keep } })

describe('the plan', { timeout: 120_000 }, () => {
  it('makes a copy at once, then one a day, and keeps the newest', async () => {
    await plan()
    await look()
    expect(copiesThere()).toHaveLength(1)
    expect(await ada.copies.state()).toMatchObject({ dueAt: house.clock.now() + day, failure: null })
    await look()
    expect(copiesThere()).toHaveLength(1)
    for (let i = 0; i < 3; i++) {
      house.clock.pass(day)
      await look()
    }
    const names = copiesThere()
    expect(names).toHaveLength(2)
    const listed = await ada.copies.list({ folder: stick })
    expect(listed.map(({ file }) => file)).toEqual(names.reverse().map((name) => join(stick, name)))
    expect(newestCopyOf(house.folder)).toBe(listed[0]?.file)
  })

  it('goes on after a restart, as soon as somebody is in', async () => {
    await plan()
    await look()
    house.clock.pass(day)
    await house.reopen()
    vi.advanceTimersByTime(31_000)
    expect(copiesThere()).toHaveLength(1)
    ada = await house.as()
    await look()
    expect(copiesThere()).toHaveLength(2)
  })

  it('says why it cannot, tries again, and forgets it once it could', async () => {
    await plan()
    renameSync(stick, `${stick}-altrove`)
    await look()
    const failure = { at: house.clock.now(), code: 'copy-no-folder', path: stick }
    expect((await ada.copies.state()).failure).toEqual(failure)
    renameSync(`${stick}-altrove`, stick)
    await look()
    // Not at every look: a stick that is not there is not asked for twice a minute.
    expect(copiesThere()).toHaveLength(0)
    house.clock.pass(day / 24)
    await look()
    expect(copiesThere()).toHaveLength(1)
    expect((await ada.copies.state()).failure).toBeNull()
  })

  it('can be ended', async () => {
    await plan()
    await ada.copies.setPlan({ plan: null })
    await look()
    expect(copiesThere()).toEqual([])
    expect(await ada.copies.state()).toMatchObject({ plan: null, dueAt: null })
  })

  it.each([
    ['is not there', () => join(root, 'manca'), 'copy-no-folder'],
    ['is a file', () => (writeFileSync(join(root, 'file'), ''), join(root, 'file')), 'copy-no-folder'],
    ['lies among the data', () => join(root, 'data', 'copies'), 'copy-in-data'],
  ])('is refused for a folder that %s', async (_, folder, code) => {
    const wish = { folder: folder(), every: 'day', keep: 2 } as const
    expect(await refusalOf(ada.copies.setPlan({ plan: wish }))).toEqual({ code, data: { path: wish.folder } })
    expect((await ada.copies.state()).plan).toBeNull()
  })

  it('whose file is no longer readable counts as none, and harms nothing', async () => {
    await plan()
    writeFileSync(join(house.folder, 'copies', 'plan.json'), '{"format":1,"plan":7}')
    expect(readPlan(house.folder).plan).toBeNull()
    expect((await ada.copies.state()).plan).toBeNull()
  })
})

describe('Oggi', () => {
  const kinds = async () => (await ada.today.waiting()).rows.map(({ kind, count }) => [kind, count])

  it('reminds who may make copies when the last one is old, and no longer when there is a new one', async () => {
    expect(await kinds()).toEqual([])
    house.clock.pass(8 * day)
    expect(await kinds()).toEqual([['copy-missing', 8]])
    await makeCopy(ada, stick)
    expect(await kinds()).toEqual([])
    house.clock.pass(9 * day)
    ada = await house.as(founder.login)
    expect(await kinds()).toEqual([['copy-late', 9]])
  })
})
