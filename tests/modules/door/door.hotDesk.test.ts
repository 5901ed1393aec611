import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as path } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createCaller } from '#core/caller.ts'
import { createAnnouncer } from '#core/lib/announcer.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { createHall, type Hall } from '#core/modules/door/hall.ts'
import { createOwn } from '#core/modules/door/own.ts'
import { createWays } from '#core/modules/door/ways.ts'
import { cheapCost, type Client, founder, type Office, office } from '../../support/office.ts'
import { enter, join, passwordOf } from '../../support/people.ts'
import { codeOf } from '../../support/refused.ts'

let here: Office
let ada: Client
let carla: string
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  here = await office()
  ada = await here.as()
  carla = await join(here, ada, 'carla', ['hr'])
})
afterEach(async () => {
  await here.close()
  vi.useRealTimers()
})

describe('the idle lock', () => {
  test('locks the window after the minutes of the terminal, though the page says nothing', async () => {
    await ada.door.setTerminal({ idleMinutes: 5 })
    const { client, caller } = await enter(here, 'carla', 'loopback')
    const cut = caller.cut()
    here.clock.pass(5 * 60_000)
    vi.advanceTimersByTime(5_000)
    // The sweep has ended it: nothing of this test has looked at the caller yet.
    expect(caller.lockedBy()).toBe(carla)
    expect(await codeOf(client.documents.find({}))).toBe('signed-out')
    expect((await client.door.state()).lockedBy).toBe(carla)
    expect(cut.aborted).toBe(false)
  })

  test('is put off by whoever is at the keyboard or changes something, not by a page that asks', async () => {
    const { client } = await enter(here, 'carla', 'loopback')
    const minutes = (n: number) => here.clock.pass(n * 60_000)
    minutes(9)
    expect(await client.door.here()).toEqual({ lockAt: here.clock.now() + 600_000 })
    minutes(9)
    await client.door.setLook({ type: 'large' })
    minutes(9)
    await client.documents.find({})
    minutes(1)
    expect(await codeOf(client.documents.find({}))).toBe('signed-out')
  })

  test('is a setting of the machine: all windows, kept over a restart, changed by who may', async () => {
    await ada.door.setTerminal({ idleMinutes: 3, hotDesk: true })
    const { client } = await enter(here, 'carla', 'loopback')
    expect(await codeOf(client.door.setTerminal({ idleMinutes: 60 }))).toBe('forbidden')
    await here.reopen()
    expect((await here.nobody().door.state()).terminal).toEqual({
      ...{ idleMinutes: 3, hotDesk: true, space: 'direzione' },
    })
    for (const idleMinutes of [0, 241, 1.5]) {
      expect(await codeOf((await here.as()).door.setTerminal({ idleMinutes }))).toBe('bad-input')
    }
  })
})

describe('on a hot desk', () => {
  beforeEach(() => ada.door.setTerminal({ hotDesk: true }))

  test('the lock leaves nobody’s place, no session and no keys', async () => {
    const { client, caller } = await enter(here, 'carla', 'loopback')
    const session = caller.session()
    const cut = caller.cut()
    const state = await client.door.signOut({ keepPlace: true })
    expect(state).toMatchObject({ stage: 'shut', person: null, lockedBy: null })
    expect([caller.session(), caller.isWatched(), cut.aborted]).toEqual([null, false, true])
    expect(session).not.toBeNull()
    for (const call of [client.documents.find({}), client.admin.status(), client.people.list({})]) {
      expect(await codeOf(call)).toBe('signed-out')
    }
  })

  test('the look at the door is the machine’s again, and each person finds theirs', async () => {
    const { client } = await enter(here, 'carla', 'loopback')
    await client.door.setLook({ language: 'en', type: 'large' })
    expect((await client.door.signOut({ keepPlace: true })).look).toMatchObject({ language: 'it', type: 'normal' })
    const state = await client.door.signIn({ login: founder.login, password: founder.password })
    expect(state.look).toMatchObject({ language: 'it', type: 'normal' })
    const { client: again } = await enter(here, 'carla', 'loopback')
    expect((await again.door.state()).look).toMatchObject({ language: 'en', type: 'large' })
  })

  test('papers that were dropped before the lock are read all the same', async () => {
    const folder = mkdtempSync(path(tmpdir(), 'smart-coop-hot-desk-'))
    const file = path(folder, 'verbale.txt')
    writeFileSync(file, 'Verbale della riunione del 4 maggio 2026 sulla banca ore.')
    const { client } = here.call('electron')
    await client.door.signIn({ login: 'carla', password: passwordOf('carla') })
    const events = await client.documents.takeIn({ paths: [file] })
    // Found, and on its way into the archive.
    await events.next()
    await events.next()
    await vi.waitFor(async () => expect((await ada.admin.status()).papers).toBe(1), { timeout: 10_000 })
    await client.door.signOut({ keepPlace: true })
    expect(await codeOf(events.next())).toBe('signed-out')
    await vi.waitFor(async () => {
      const { reading, papers } = await ada.admin.status()
      expect([reading, papers]).toEqual([0, 1])
    }, 20_000)
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('keys in memory', () => {
  let hall: Hall
  beforeEach(async () => {
    await ada.door.setTerminal({ hotDesk: true })
    await here.core.close()
    const announcer = createAnnouncer()
    const deps = { folder: here.folder, clock: here.clock, log: silentLog, host: nodeHost('cli'), parsers: 1 }
    hall = createHall({ ...deps, announcer, cost: cheapCost })
  })
  afterEach(async () => {
    await hall.close()
    await here.reopen()
  })

  const isZero = (key: Buffer): boolean => key.every((byte) => byte === 0)

  test.each(['the lock', 'a switch by password', 'a switch by PIN'] as const)('are all zero after %s', async (how) => {
    const [ways, own] = [createWays(hall), createOwn(hall)]
    const caller = createCaller('loopback', false, () => {}, hall.sessions.presence)
    const self = hall.organised().people.find(({ login }) => login === founder.login)?.id ?? ''
    await ways.signIn(caller, { login: founder.login, password: founder.password })
    await own.setPin(self, '271828', founder.password)
    await ways.signIn(caller, { login: 'carla', password: passwordOf('carla') })
    const session = caller.session()
    const keys = session && hall.sessions.keysOf(session)
    if (!keys) throw new Error('nobody is in')
    const secrets = [keys.sign.secretKey, keys.box.secretKey]
    expect(secrets.map(isZero)).toEqual([false, false])
    if (how === 'the lock') caller.leave(true)
    else if (how === 'a switch by PIN') await ways.switchTo(caller, self, '271828')
    else await ways.signIn(caller, { login: founder.login, password: founder.password })
    expect(secrets.map(isZero)).toEqual([true, true])
    expect(hall.sessions.keysOf(session)).toBeNull()
  })
})
