/** What the audit says of copies. */
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Client, founder, office, type Office } from '../../support/office.ts'
import { makeCopy, takeBack } from './copyRoom.ts'
import { plannedRoom } from './plannedRoom.ts'

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

const entries = async (client: Client) =>
  (await client.audit.list({ kinds: ['copy-made', 'copy-restored'] })).rows.map(({ kind, person, what }) => ({
    kind,
    who: person?.name ?? null,
    what,
  }))

describe('the audit', { timeout: 60_000 }, () => {
  it('says who made a copy, and not where it went', async () => {
    await makeCopy(ada, stick)
    expect(await entries(ada)).toEqual([{ kind: 'copy-made', who: founder.name, what: '' }])
    expect(JSON.stringify(await ada.audit.list({}))).not.toContain(root)
  })

  it('says nothing of one that could not be made', async () => {
    await expect(makeCopy(ada, join(stick, 'manca', 'una.copia'))).rejects.toThrow()
    expect(await entries(ada)).toEqual([])
  })

  it('says of a planned one that it was nobody’s doing', async () => {
    await ada.copies.setPlan({ plan: { folder: stick, every: 'day', keep: 2 } })
    vi.advanceTimersByTime(31_000)
    await expect.poll(() => entries(ada), { timeout: 20_000 }).toEqual([{ kind: 'copy-made', who: null, what: '' }])
    await expect.poll(async () => (await ada.copies.state()).running).toBe(false)
  })

  it('says on the machine that was taken back of which day the copy is', async () => {
    const { file } = await makeCopy(ada, stick)
    const what = new Date(house.clock.now()).toISOString().slice(0, 10)
    house.clock.pass(3 * 86_400_000)
    const second = await office({ folder: join(root, 'second'), founded: false, now: house.clock.now() })
    try {
      await takeBack(second.nobody(), file, founder.password)
      const there = await second.as()
      expect(await entries(there)).toEqual([{ kind: 'copy-restored', who: null, what }])
    } finally {
      await second.close()
    }
  })
})
