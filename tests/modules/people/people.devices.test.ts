import { afterEach, beforeEach, expect, test } from 'vitest'
import { createCaller } from '#core/caller.ts'
import { createAnnouncer } from '#core/lib/announcer.ts'
import { newId } from '#core/lib/ids.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { createDoor } from '#core/modules/door/door.ts'
import { cheapCost, founder, type Office, office } from '../../support/office.ts'
import { codeOf } from '../../support/refused.ts'

let here: Office
beforeEach(async () => {
  here = await office()
})
afterEach(() => here.close())

/** Says of another machine that it is there, as its enrolment will. */
async function enrol(name: string): Promise<string> {
  await here.core.close()
  const deps = { folder: here.folder, clock: here.clock, log: silentLog, host: nodeHost('cli'), parsers: 1 }
  const door = createDoor({ ...deps, announcer: createAnnouncer(), cost: cheapCost })
  const caller = createCaller('cli', true)
  await door.signIn(caller, { login: founder.login, password: founder.password })
  const device = newId()
  await door.decide(caller.session(), () => ({
    sayings: [{ kind: 'device', device, name, sign: 'ab'.repeat(32), box: 'cd'.repeat(32) }],
    people: [],
    entries: [],
    result: null,
  }))
  await door.close()
  await here.reopen()
  return device
}

test('a machine that leaves is listed as revoked from then on, and the audit says who took it away', async () => {
  const device = await enrol("Portatile dell'assistente")
  const ada = await here.as()
  const listed = async () => (await ada.people.devices()).map(({ name, revoked, self }) => [name, revoked, self])
  expect(await listed()).toEqual([
    ["Portatile dell'assistente", false, false],
    [founder.machine, false, true],
  ])
  await ada.people.revokeDevice({ device })
  await ada.people.revokeDevice({ device })
  expect(await listed()).toEqual([
    [founder.machine, false, true],
    ["Portatile dell'assistente", true, false],
  ])
  const { rows } = await ada.audit.list({ kinds: ['device-revoked'] })
  expect(rows.map(({ about, person }) => [about?.name, person?.name])).toEqual([
    ["Portatile dell'assistente", founder.name],
  ])
})

test('the machine in use is not taken away from itself', async () => {
  const ada = await here.as()
  const self = (await ada.people.devices())[0]
  expect(await codeOf(ada.people.revokeDevice({ device: self?.id ?? '' }))).toBe('not-this-machine')
})
