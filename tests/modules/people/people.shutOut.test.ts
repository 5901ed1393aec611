import { readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readDoor } from '#core/identity/doorFile.ts'
import { type Client, founder, type Office, office } from '../../support/office.ts'
import { enter, join, passwordOf } from '../../support/people.ts'
import { codeOf } from '../../support/refused.ts'

let here: Office
let ada: Client
let carla: string
beforeEach(async () => {
  here = await office()
  ada = await here.as()
  carla = await join(here, ada, 'carla', ['hr'])
})
afterEach(() => here.close())

const signIn = (login: string) => here.nobody().door.signIn({ login, password: passwordOf(login) })
const lineOf = (id: string) => readDoor(here.folder)?.people.find((line) => line.id === id)

describe('suspending', () => {
  test('ends every open session at once, keys and all', async () => {
    const windows = await Promise.all([enter(here, 'carla'), enter(here, 'carla', 'loopback')])
    const sessions = windows.map(({ caller }) => caller.session())
    const cuts = windows.map(({ caller }) => caller.cut())
    await ada.people.suspend({ person: carla })
    expect(sessions.map((session) => session?.isOver())).toEqual([true, true])
    expect(cuts.map(({ aborted }) => aborted)).toEqual([true, true])
    for (const { client } of windows) {
      expect(await codeOf(client.documents.find({}))).toBe('signed-out')
      expect((await client.door.state()).lockedBy).toBeNull()
    }
  })

  test('keeps the person out by password and PIN, until they are readmitted', async () => {
    const { client } = await enter(here, 'carla')
    await client.door.setPin({ pin: '271828', password: passwordOf('carla') })
    await ada.people.suspend({ person: carla })
    expect(await codeOf(signIn('carla'))).toBe('suspended')
    expect(await codeOf(here.nobody().door.switch({ person: carla, pin: '271828' }))).toBe('pin-off')
    await here.reopen()
    expect(await codeOf(signIn('carla'))).toBe('suspended')
    ada = await here.as()
    await ada.people.readmit({ person: carla })
    expect((await signIn('carla')).person?.roles).toEqual(['hr'])
    await here.reopen()
    await signIn('carla')
  })

  test('tells a suspended person only who knows the password', async () => {
    await ada.people.suspend({ person: carla })
    const wrong = here.nobody().door.signIn({ login: 'carla', password: 'non è questa la sua' })
    expect(await codeOf(wrong)).toBe('wrong-credentials')
  })

  test('takes the way to the device from the disk, in both copies of the door', async () => {
    expect(lineOf(carla)?.deviceKey).not.toBe('')
    const sealed = lineOf(carla)?.deviceKey ?? 'none'
    await ada.people.suspend({ person: carla })
    expect(lineOf(carla)?.deviceKey).toBe('')
    for (const file of ['door.json', path('copies', 'door.json')]) {
      expect(readFileSync(path(here.folder, file), 'utf8')).not.toContain(sealed)
    }
  })

  test('hides the tile', async () => {
    await ada.people.suspend({ person: carla })
    expect((await here.nobody().door.state()).people.map(({ login }) => login)).toEqual([founder.login])
  })
})

describe('revoking', () => {
  test('is for ever: no session, no keys, no way back but as a new person', async () => {
    const { client } = await enter(here, 'carla')
    await ada.people.revoke({ person: carla })
    expect(await codeOf(client.documents.find({}))).toBe('signed-out')
    expect(lineOf(carla)).toBeUndefined()
    expect(await codeOf(signIn('carla'))).toBe('wrong-credentials')
    for (const call of [
      ada.people.readmit({ person: carla }),
      ada.people.suspend({ person: carla }),
      ada.people.changeRoles({ person: carla, roles: ['hr'] }),
      ada.people.rename({ person: carla, name: 'X', office: '' }),
      ada.people.reset({ person: carla }),
    ]) {
      expect(await codeOf(call)).toBe('person-revoked')
    }
  })

  test('leaves the name on what the person did', async () => {
    await ada.people.revoke({ person: carla })
    const { rows } = await ada.audit.list({ kinds: ['sign-in'], person: carla })
    expect(rows.map(({ person }) => person?.name)).toEqual(['Persona carla'])
  })
})

describe('a reset', () => {
  test('ends sessions and the old password, and lets in by the new code', async () => {
    const { client } = await enter(here, 'carla')
    const { code, drawer } = await ada.people.reset({ person: carla })
    expect(drawer).toBe(0)
    expect(await codeOf(client.documents.find({}))).toBe('signed-out')
    expect(await codeOf(signIn('carla'))).toBe('wrong-credentials')
    await here.as()
    const state = await here.nobody().door.redeem({ login: 'carla', code, password: 'una frase tutta nuova' })
    expect(state.person).toMatchObject({ id: carla, roles: ['hr'] })
  })

  test('of an invited person makes the first code worthless', async () => {
    const first = await ada.people.invite({ login: 'dario', name: 'Dario' })
    const second = await ada.people.reset({ person: first.person })
    const password = passwordOf('dario')
    expect(await codeOf(here.nobody().door.redeem({ login: 'dario', code: first.code, password }))).toBe('code-wrong')
    await here.nobody().door.redeem({ login: 'dario', code: second.code, password })
  })

  test('of somebody suspended does not readmit them', async () => {
    await ada.people.suspend({ person: carla })
    const { code } = await ada.people.reset({ person: carla })
    expect((await ada.people.one({ person: carla })).state).toBe('suspended')
    const redeem = () => here.nobody().door.redeem({ login: 'carla', code, password: passwordOf('carla') })
    expect(await codeOf(redeem())).toBe('suspended')
    await ada.people.readmit({ person: carla })
    await redeem()
  })
})

describe('a stream', () => {
  test('of somebody who is suspended ends with the next step', async () => {
    const { client } = await enter(here, 'carla')
    await ada.people.changeRoles({ person: carla, roles: ['administrator'] })
    const steps = await client.admin.verify()
    const silent = (async () => {
      for await (const _ of steps) await ada.people.suspend({ person: carla })
    })()
    expect(await codeOf(silent)).toBe('signed-out')
  })
})

describe('two administrators', () => {
  test('who suspend each other at once: one does, the other is out; the organisation keeps one', async () => {
    const bea = await join(here, ada, 'bea', ['administrator'])
    const self = (await ada.door.state()).person?.id ?? ''
    const { client: other } = await enter(here, 'bea')
    const settled = await Promise.allSettled([
      ada.people.suspend({ person: bea }),
      other.people.suspend({ person: self }),
    ])
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(await codeOf(other.people.suspend({ person: self }))).toBe('signed-out')
    const { rows } = await ada.people.list({ role: 'administrator' })
    expect(rows.map(({ login, state }) => [login, state])).toEqual([
      [founder.login, 'active'],
      ['bea', 'suspended'],
    ])
  })

  test('nobody shuts out themselves', async () => {
    const person = (await ada.door.state()).person?.id ?? ''
    for (const call of [ada.people.suspend({ person }), ada.people.revoke({ person }), ada.people.reset({ person })]) {
      expect(await codeOf(call)).toBe('not-yourself')
    }
    await ada.people.list({})
  })

  test('the printed sheet brings back an administrator whom another suspended', async () => {
    await join(here, ada, 'bea', ['administrator'])
    const self = (await ada.door.state()).person?.id ?? ''
    const { client: bea } = await enter(here, 'bea')
    await bea.people.suspend({ person: self })
    const given = { login: founder.login, recovery: here.recovery, password: 'una frase ritrovata' }
    expect((await here.nobody().door.recover(given)).person?.roles).toEqual(['administrator'])
  })
})
