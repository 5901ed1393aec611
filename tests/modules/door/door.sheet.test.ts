/** A new recovery sheet, asked of a real office by the road. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Client, founder, type Office, office } from '../../support/office.ts'
import { enter, join } from '../../support/people.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'

let here: Office
let ada: Client
beforeEach(async () => {
  here = await office()
  ada = await here.as()
})
afterEach(() => here.close())

const groupsOf = (code: string, ...places: number[]) =>
  places.map((place) => ({ place, group: code.split('-')[place] ?? '' }))
const recover = (recovery: string) =>
  here.nobody().door.recover({ login: founder.login, recovery, password: 'la parola ritrovata' })
const renewals = async (client: Client) => (await client.audit.list({ kinds: ['sheet-renewed'] })).rows

test('a confirmed sheet opens, the old one is told from a wrong one, and the audit says whose doing it was', async () => {
  here.clock.pass(60_000)
  const { recovery, fingerprint } = await ada.door.prepareSheet()
  expect(fingerprint).toBe((await ada.admin.machine()).fingerprint)
  expect(await ada.door.confirmSheet({ groups: groupsOf(recovery, 2, 9) })).toEqual({ left: 0 })
  const { person } = await ada.door.state()
  expect(await renewals(ada)).toMatchObject([{ person: { id: person?.id }, about: null, what: '' }])
  expect(JSON.stringify(await renewals(ada))).not.toContain(recovery.slice(0, 4))
  expect(await codeOf(recover(here.recovery))).toBe('old-recovery')
  expect((await recover(recovery)).stage).toBe('in')
})

test('groups count as they are written by hand: small letters, spaces, and 9 for G', async () => {
  const { recovery } = await ada.door.prepareSheet()
  const digits: Record<string, string> = { O: '0', I: '1', B: '8', G: '9' }
  const groups = recovery.split('-').map((group, place) => ({
    place,
    group: ` ${[...group].map((letter) => digits[letter] ?? letter.toLowerCase()).join(' ')}`,
  }))
  expect(await ada.door.confirmSheet({ groups })).toEqual({ left: 0 })
})

test('the old sheet is good, and of its day, until two groups of the new one were read back', async () => {
  const { madeAt } = await ada.door.sheet()
  expect(madeAt).toBe(here.clock.now())
  here.clock.pass(60_000)
  const { recovery } = await ada.door.prepareSheet()
  for (const groups of [[], groupsOf(recovery, 2), groupsOf(recovery, 2, 2), groupsOf(here.recovery, 2, 9)])
    expect(await codeOf(ada.door.confirmSheet({ groups }))).toBe('wrong-recovery')
  expect(await ada.door.sheet()).toEqual({ madeAt })
  expect(await renewals(ada)).toEqual([])
  expect(await codeOf(recover(recovery))).toBe('wrong-recovery')
  expect((await recover(here.recovery)).stage).toBe('in')
})

test('it is told when the sheet in force was made, also after a second one and a restart', async () => {
  for (let nth = 0; nth < 2; nth += 1) {
    here.clock.pass(60_000)
    const { recovery } = await ada.door.prepareSheet()
    here.clock.pass(60_000)
    await ada.door.confirmSheet({ groups: groupsOf(recovery, 0, 13) })
    expect(await ada.door.sheet()).toEqual({ madeAt: here.clock.now() })
  }
  const madeAt = here.clock.now()
  here.clock.pass(60_000)
  await here.reopen()
  expect(await (await here.as()).door.sheet()).toEqual({ madeAt })
})

test('a sheet is confirmed by who prepared it, since they came in, once', async () => {
  const { recovery } = await ada.door.prepareSheet()
  const groups = groupsOf(recovery, 1, 4)
  expect(await codeOf((await here.as()).door.confirmSheet({ groups }))).toBe('not-found')
  await ada.door.confirmSheet({ groups })
  expect(await codeOf(ada.door.confirmSheet({ groups }))).toBe('not-found')
})

test('nobody without the permission sees a code, or of when the sheet is', async () => {
  await join(here, ada, 'carla', ['direction'])
  const { client: carla } = await enter(here, 'carla')
  for (const client of [carla, here.nobody()]) {
    const refused =
      client === carla ? { code: 'forbidden', data: { needs: 'admin.people' } } : { code: 'signed-out', data: {} }
    expect(await refusalOf(client.door.sheet())).toEqual(refused)
    expect(await refusalOf(client.door.prepareSheet())).toEqual(refused)
    expect(await refusalOf(client.door.confirmSheet({ groups: [] }))).toEqual(refused)
  }
})
