/** The new sheet at the door of a real machine. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refusal } from '#contract/errors.ts'
import { createCaller } from '#core/caller.ts'
import { createAnnouncer } from '#core/lib/announcer.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { createDoor, type Door } from '#core/modules/door/door.ts'
import { cheapCost, founder, type Office, office } from '../support/office.ts'

/** The code of a refusal, said behind the road; null where there was none. */
const codeOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => {
      if (error instanceof Refusal) return error.code
      throw error
    },
  )

const bob = { login: 'bob', password: 'la parola di Bob', next: 'la seconda di Bob' }
let here: Office
let door: Door

function openDoor(): Door {
  return createDoor({
    ...{ folder: here.folder, clock: here.clock, log: silentLog, announcer: createAnnouncer() },
    ...{ host: nodeHost('cli'), cost: cheapCost, parsers: 1 },
  })
}
beforeEach(async () => {
  here = await office()
  const ada = await here.as()
  await ada.people.create({ login: bob.login, name: 'Bob', office: '', password: bob.password, roles: ['hr'] })
  await here.core.close()
  door = openDoor()
})
afterEach(async () => {
  await door.close()
  await here.reopen()
  await here.close()
})

async function sessionOf(login = founder.login, password = founder.password, next?: string) {
  const caller = createCaller('cli', true)
  await door.signIn(caller, { login, password, next })
  return caller.session()
}
const groupsOf = (code: string, ...places: number[]) =>
  places.map((place) => ({ place, group: code.split('-')[place] ?? '' }))
const recover = (recovery: string): Promise<void> =>
  door.recover(createCaller('cli', true), { login: founder.login, recovery, password: 'la parola nuova' })

test('a sheet counts once two of its groups were read back, and not before', async () => {
  const ada = await sessionOf()
  const { recovery } = await door.prepareSheet(ada)
  expect(await codeOf(door.confirmSheet(ada, groupsOf(recovery, 3)))).toBe('wrong-recovery')
  expect(await codeOf(door.confirmSheet(ada, groupsOf(here.recovery, 3, 5)))).toBe('wrong-recovery')
  expect(await codeOf(recover(recovery))).toBe('wrong-recovery')
  await recover(here.recovery)
})

test('the old sheet is refused by its name, a wrong one by another, and the new one lets in', async () => {
  const ada = await sessionOf()
  const { recovery } = await door.prepareSheet(ada)
  expect(await door.confirmSheet(ada, groupsOf(recovery, 0, 13))).toEqual({ left: 0 })
  expect(await codeOf(recover(here.recovery))).toBe('old-recovery')
  expect(await codeOf(recover('non lo trovo'))).toBe('wrong-recovery')
  await door.close()
  door = openDoor()
  // The machine is shut: what it knows of the sheets stands in its door.
  expect(await codeOf(recover(here.recovery))).toBe('old-recovery')
  here.clock.pass(60_000)
  await recover(recovery)
  expect(door.directory().refused).toEqual([])
  expect(door.ring()?.spaces()).toHaveLength(6)
})

test('a confirmed sheet cannot be confirmed again', async () => {
  const ada = await sessionOf()
  const { recovery } = await door.prepareSheet(ada)
  await door.confirmSheet(ada, groupsOf(recovery, 0, 13))
  expect(await codeOf(door.confirmSheet(ada, groupsOf(recovery, 0, 13)))).toBe('not-found')
})

test('nobody but an administrator who is in makes one', async () => {
  const session = await sessionOf(bob.login, bob.password, bob.next)
  expect(await codeOf(door.prepareSheet(session))).toBe('forbidden')
  expect(await codeOf(door.prepareSheet(null))).toBe('signed-out')
  expect(await codeOf(door.confirmSheet(null, []))).toBe('signed-out')
})
