import { readFileSync } from 'node:fs'
import sodium from 'sodium-native'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createLog } from '#core/lib/log.ts'
import { cheapCost, founder, type Office, office } from '../../support/office.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'

let here: Office
let logged: string[]
beforeEach(async () => {
  logged = []
  here = await office({ log: createLog((line) => void logged.push(line)) })
})
afterEach(() => here.close())

const wrong = 'non è questa la password'
const tryWrong = (login = founder.login) => refusalOf(here.nobody().door.signIn({ login, password: wrong }))

describe('signing in', () => {
  test('lets the founder in and shows who is in and what they may do', async () => {
    const state = await here.nobody().door.signIn({ login: ' ADA ', password: founder.password })
    expect(state).toMatchObject({
      stage: 'in',
      organisation: founder.organisation,
      machine: founder.machine,
      person: { login: 'ada', name: founder.name, office: founder.office, roles: ['administrator'] },
    })
    expect(state.person?.permissions).toContain('documents.read')
  })

  test('is of one window: the others stay at the door', async () => {
    const [one, other] = [here.nobody(), here.nobody()]
    await one.door.signIn({ login: founder.login, password: founder.password })
    expect((await other.door.state()).stage).toBe('shut')
    expect((await one.door.state()).stage).toBe('in')
  })

  test('takes a password however its accents were typed', async () => {
    const ada = await here.as()
    await ada.door.changePassword({ current: founder.password, next: 'perché è già così'.normalize('NFC') })
    await here.as(founder.login, 'perché è già così'.normalize('NFD'))
  })

  test('of somebody else in the same window ends the session of the first', async () => {
    const { client, caller } = here.call()
    await client.door.signIn({ login: founder.login, password: founder.password })
    const first = caller.session()
    await client.door.signIn({ login: founder.login, password: founder.password })
    expect(caller.session()).not.toBe(first)
  })

  test('answers a wrong password and an unknown login alike', async () => {
    const wrongPassword = await tryWrong()
    here.clock.pass(3_600_000)
    await here.as()
    const unknownLogin = await tryWrong('nessuno')
    expect(unknownLogin).toEqual(wrongPassword)
    expect(unknownLogin).toEqual({ code: 'wrong-credentials', data: { waitMs: 0 } })
  })

  test('does the same work for an unknown login, at the cost of the known ones', async () => {
    const work = vi.spyOn(sodium, 'crypto_pwhash_async')
    const costs: unknown[] = []
    for (const login of [founder.login, 'nessuno']) {
      await tryWrong(login)
      costs.push(
        work.mock.calls.map(([key, , salt, ops, memory, algorithm]) => [
          key.length,
          salt.length,
          ops,
          memory,
          algorithm,
        ]),
      )
      work.mockClear()
    }
    work.mockRestore()
    expect(costs[0]).toEqual([[32, 16, cheapCost.ops, cheapCost.memory, sodium.crypto_pwhash_ALG_ARGON2ID13]])
    expect(costs[1]).toEqual(costs[0])
  })

  test('writes no password into the log, right or wrong', async () => {
    await tryWrong()
    await here.as()
    await refusalOf(here.nobody().door.recover({ login: 'ada', recovery: 'ABCD-EFGH', password: 'segretissima nuova' }))
    const all = logged.join('')
    expect(all).toContain('door.wrong-try')
    for (const secret of [wrong, founder.password, 'segretissima', 'ABCD']) expect(all).not.toContain(secret)
  })
})

describe('wrong tries', () => {
  test('are free three times, then cost 2 s, doubled each time, at most five minutes', async () => {
    const waits: unknown[] = []
    for (let i = 0; i < 13; i += 1) {
      const { data } = await tryWrong()
      waits.push(data)
      here.clock.pass(300_000)
    }
    expect(waits).toEqual(
      [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300].map((seconds) => ({ waitMs: seconds * 1000 })),
    )
  })

  test('keep the door shut for the right password too, and the state says until when', async () => {
    for (let i = 0; i < 4; i += 1) {
      await tryWrong()
      if (i < 3) here.clock.pass(4000)
    }
    expect((await here.nobody().door.state()).waitUntil).toBe(here.clock.now() + 4000)
    here.clock.pass(3999)
    expect(await refusalOf(here.as())).toEqual({ code: 'too-soon', data: { waitMs: 1 } })
    here.clock.pass(1)
    await here.as()
    expect((await here.nobody().door.state()).waitUntil).toBeNull()
  })

  test('are forgotten after a right one', async () => {
    for (let i = 0; i < 2; i += 1) await tryWrong()
    await here.as()
    expect((await tryWrong()).data).toEqual({ waitMs: 0 })
    expect((await tryWrong()).data).toEqual({ waitMs: 0 })
  })

  test('are remembered over a restart', async () => {
    for (let i = 0; i < 3; i += 1) await tryWrong()
    await here.reopen()
    expect(await codeOf(here.as())).toBe('too-soon')
    here.clock.pass(2000)
    expect((await tryWrong()).data).toEqual({ waitMs: 4000 })
  })

  test('cost no less when the clock is set back, and not for ever', async () => {
    for (let i = 0; i < 3; i += 1) await tryWrong()
    here.clock.pass(-3 * 86_400_000)
    expect(await refusalOf(here.as())).toEqual({ code: 'too-soon', data: { waitMs: 2000 } })
    here.clock.pass(1999)
    expect(await refusalOf(here.as())).toEqual({ code: 'too-soon', data: { waitMs: 1 } })
    here.clock.pass(1)
    await here.as()
  })

  test('made all at once count one by one', async () => {
    const codes = await Promise.all(Array.from({ length: 40 }, async () => (await tryWrong()).code))
    expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(3)
    expect(codes.filter((code) => code === 'too-soon')).toHaveLength(37)
  })

  test('are on the disk before the password is looked at', async () => {
    const seen: unknown[] = []
    const real = sodium.crypto_pwhash_async
    const work = vi.spyOn(sodium, 'crypto_pwhash_async').mockImplementation((...args) => {
      seen.push(
        (JSON.parse(readFileSync(`${here.folder}/door.json`, 'utf8')) as { tries: { count: number } }).tries.count,
      )
      real(...args)
    })
    for (let i = 0; i < 2; i += 1) await tryWrong()
    work.mockRestore()
    expect(seen).toEqual([1, 2])
  })
})

describe('leaving', () => {
  test('by sign-out forgets who was there, by lock keeps their place', async () => {
    const { client } = here.call()
    const state = await client.door.signIn({ login: founder.login, password: founder.password })
    const locked = await client.door.signOut({ keepPlace: true })
    expect([locked.stage, locked.lockedBy]).toEqual(['shut', state.person?.id])
    expect((await client.door.signOut({ keepPlace: true })).lockedBy).toBe(state.person?.id)
    expect((await client.door.signOut({})).lockedBy).toBeNull()
  })

  test('leaves the machine open: papers go on being read', async () => {
    const { client } = here.call()
    await client.door.signIn({ login: founder.login, password: founder.password })
    await client.door.signOut({})
    const other = await here.as()
    expect((await other.admin.status()).papers).toBe(0)
  })

  test('wipes the keys', async () => {
    const { client, caller } = here.call()
    await client.door.signIn({ login: founder.login, password: founder.password })
    let wiped = 0
    const session = caller.session()
    if (!session) throw new Error('nobody is in')
    const wipe = session.wipe.bind(session)
    session.wipe = () => {
      wiped += 1
      wipe()
    }
    await client.door.signOut({ keepPlace: true })
    expect([wiped, caller.session()]).toEqual([1, null])
  })
})

test('after the core is closed nobody gets in', async () => {
  const { client } = here.call()
  await here.core.close()
  expect(await codeOf(client.door.signIn({ login: founder.login, password: founder.password }))).toBe('closed')
  await here.reopen()
  await here.as()
})
