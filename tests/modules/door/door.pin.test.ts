import { globSync, readFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isWeakPin } from '#core/modules/door/pin.rules.ts'
import { type Client, founder, type Office, office } from '../../support/office.ts'
import { enter, join, passwordOf } from '../../support/people.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'

const pin = '271828'
let here: Office
let ada: Client
let carla: string
beforeEach(async () => {
  here = await office()
  ada = await here.as()
  carla = await join(here, ada, 'carla', ['hr'])
  const { client } = await enter(here, 'carla')
  await client.door.setPin({ pin, password: passwordOf('carla') })
})
afterEach(() => here.close())

const byPin = (given = pin, client = here.nobody()) => client.door.switch({ person: carla, pin: given })
const pinOf = async (login: string) =>
  (await here.nobody().door.state()).people.find((tile) => tile.login === login)?.pin

describe('a PIN', () => {
  test('opens the session of its person, who may do what their roles allow', async () => {
    const { client } = here.call()
    const state = await byPin(pin, client)
    expect(state.person).toMatchObject({ login: 'carla', roles: ['hr'], pin: true })
    await client.documents.find({})
    expect([await pinOf('carla'), await pinOf(founder.login)]).toEqual([true, false])
  })

  test('takes the place of whoever is at the window, at once', async () => {
    const { client, caller } = here.call()
    await client.door.signIn({ login: founder.login, password: founder.password })
    const cut = caller.cut()
    expect((await byPin(pin, client)).person?.login).toBe('carla')
    expect([caller.session()?.person.id, cut.aborted]).toEqual([carla, true])
  })

  test('is gone after a restart: the password is asked', async () => {
    await here.reopen()
    expect(await codeOf(byPin())).toBe('pin-off')
    await here.as('carla', passwordOf('carla'))
    expect([await codeOf(byPin()), await pinOf('carla')]).toEqual(['pin-off', false])
  })

  test('is neither on the disk nor in the clear anywhere in the data folder', async () => {
    await here.core.close()
    const files = globSync('**/*', { cwd: here.folder, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(2)
    for (const file of files) expect(readFileSync(path(file.parentPath, file.name)).includes(pin)).toBe(false)
    await here.reopen()
  })

  test('five times wrong asks for the password, which gives the five tries back', async () => {
    const answers: unknown[] = []
    for (let i = 0; i < 6; i += 1) answers.push(await refusalOf(byPin('314159')))
    expect(answers).toEqual([
      ...[4, 3, 2, 1, 0].map((left) => ({ code: 'pin-wrong', data: { left } })),
      { code: 'pin-off', data: {} },
    ])
    expect([await codeOf(byPin()), await pinOf('carla')]).toEqual(['pin-off', false])
    await here.as('carla', passwordOf('carla'))
    expect((await byPin()).person?.login).toBe('carla')
    const { rows } = await ada.audit.list({ kinds: ['pin-locked'] })
    expect(rows.map(({ about, person }) => [about?.id, person])).toEqual([[carla, null]])
  })

  test('tried fifty times at once is tried five times', async () => {
    const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(byPin('314159'))))
    expect(codes.filter((code) => code === 'pin-wrong')).toHaveLength(5)
    expect(codes.filter((code) => code === 'pin-off')).toHaveLength(45)
  })

  test('right in between forgets the wrong ones', async () => {
    for (let i = 0; i < 4; i += 1) await refusalOf(byPin('314159'))
    await byPin()
    expect((await refusalOf(byPin('314159'))).data).toEqual({ left: 4 })
  })

  test('goes when it is taken away, and when the password changes', async () => {
    const { client } = await enter(here, 'carla')
    await client.door.removePin()
    expect(await codeOf(byPin())).toBe('pin-off')
    await client.door.setPin({ pin, password: passwordOf('carla') })
    await byPin()
    await client.door.changePassword({ current: passwordOf('carla'), next: 'una frase più nuova' })
    expect(await codeOf(byPin())).toBe('pin-off')
  })

  test('stays when its person locks or signs out: it is for coming back quickly', async () => {
    const { client } = here.call()
    await byPin(pin, client)
    await client.door.signOut({ keepPlace: true })
    await byPin(pin, client)
    await client.door.signOut({})
    await byPin(pin, client)
  })

  test('of nobody, of somebody without one, and of an invited person opens nothing', async () => {
    const invited = await ada.people.invite({ login: 'dario', name: 'Dario' })
    const self = (await ada.door.state()).person?.id ?? ''
    for (const person of ['0198c0de-0000-7000-8000-000000000001', self, invited.person]) {
      expect(await codeOf(here.nobody().door.switch({ person, pin }))).toBe('pin-off')
    }
  })
})

describe('choosing a PIN', () => {
  test('asks the password, and a wrong one counts as a try at the door', async () => {
    const { client } = await enter(here, 'carla')
    const wrong = () => client.door.setPin({ pin: '161803', password: 'non è la mia password' })
    expect(await codeOf(wrong())).toBe('wrong-credentials')
    for (let i = 0; i < 2; i += 1) await codeOf(wrong())
    expect(await codeOf(client.door.setPin({ pin: '161803', password: passwordOf('carla') }))).toBe('too-soon')
    expect((await byPin()).person?.login).toBe('carla')
  })

  test.each(['000000', '999999', '123456', '654321', '789012', '210987'])('refuses %s', async (weak) => {
    const { client } = await enter(here, 'carla')
    expect(await codeOf(client.door.setPin({ pin: weak, password: passwordOf('carla') }))).toBe('weak-pin')
  })

  test.each(['12345', '1234567', 'abcdef', '12 456', '١٢٣٤٥٦'])('takes «%s» for no PIN', async (none) => {
    const { client } = await enter(here, 'carla')
    expect(await codeOf(client.door.setPin({ pin: none, password: passwordOf('carla') }))).toBe('bad-input')
  })

  test('leaves nearly all of the million to choose from', () => {
    let weak = 0
    for (let n = 0; n < 1_000_000; n += 1) if (isWeakPin(String(n).padStart(6, '0'))) weak += 1
    expect(weak).toBe(30)
  })
})
