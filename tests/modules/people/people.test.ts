import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { roleNames } from '#contract/permissions.ts'
import { type Client, founder, type Office, office } from '../../support/office.ts'
import { enter, join, passwordOf } from '../../support/people.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'

let here: Office
let ada: Client
beforeEach(async () => {
  here = await office()
  ada = await here.as()
})
afterEach(() => here.close())

const idOf = async (login: string): Promise<string> => {
  const { rows } = await ada.people.list({ text: login })
  const row = rows.find((one) => one.login === login)
  if (!row) throw new Error(`${login} is not listed`)
  return row.id
}
const stateOf = async (login: string) => (await ada.people.one({ person: await idOf(login) })).state

describe('an invited person', () => {
  test('opens the code, chooses a password, is in with the roles, and comes back by the password', async () => {
    const { code, person } = await ada.people.invite({
      login: 'carla',
      name: "Carla D'Àngelo dell’Orto",
      office: 'Paghe',
      roles: ['payroll'],
    })
    expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
    expect(await stateOf('carla')).toBe('invited')
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `
    const state = await here.nobody().door.redeem({ login: 'Carla', code: typed, password: passwordOf('carla') })
    expect(state.person).toMatchObject({ id: person, name: "Carla D'Àngelo dell’Orto", roles: ['payroll'] })
    expect(await stateOf('carla')).toBe('active')
    await here.reopen()
    const { client } = await enter(here, 'carla')
    expect((await client.door.state()).person?.name).toBe("Carla D'Àngelo dell’Orto")
    expect(await codeOf(client.people.list({}))).toBe('forbidden')
  })

  test('opens the machine after a restart, when nobody has signed in yet', async () => {
    const { code } = await ada.people.invite({ login: 'carla', name: 'Carla' })
    await here.reopen()
    await here.nobody().door.redeem({ login: 'carla', code, password: passwordOf('carla') })
  })

  test('has no tile before, and one after', async () => {
    const tiles = async () => (await here.nobody().door.state()).people.map(({ login }) => login)
    const { code } = await ada.people.invite({ login: 'carla', name: 'Carla' })
    expect(await tiles()).toEqual([founder.login])
    await here.nobody().door.redeem({ login: 'carla', code, password: passwordOf('carla') })
    expect(await tiles()).toEqual([founder.login, 'carla'])
  })

  test('gets nowhere by a wrong code, which counts as a wrong try at the door', async () => {
    const { code } = await ada.people.invite({ login: 'carla', name: 'Carla' })
    const wrong = code.startsWith('A') ? `B${code.slice(1)}` : `A${code.slice(1)}`
    const password = passwordOf('carla')
    const answers: unknown[] = []
    for (let i = 0; i < 3; i += 1)
      answers.push(await refusalOf(here.nobody().door.redeem({ login: 'carla', code: wrong, password })))
    expect(answers).toEqual([0, 0, 2000].map((waitMs) => ({ code: 'code-wrong', data: { waitMs } })))
    expect(await codeOf(here.nobody().door.redeem({ login: 'carla', code, password }))).toBe('too-soon')
    here.clock.pass(2000)
    await here.nobody().door.redeem({ login: 'carla', code, password })
  })

  test('is answered like nobody, and like somebody who has a password', async () => {
    await ada.people.invite({ login: 'carla', name: 'Carla' })
    const given = { code: 'ABCD-EFGH-IJKL-MNOP', password: 'una frase lunga lunga' }
    const answers = []
    for (const login of ['carla', 'nessuno', founder.login]) {
      answers.push(await refusalOf(here.nobody().door.redeem({ login, ...given })))
      await here.as()
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set([JSON.stringify({ code: 'code-wrong', data: { waitMs: 0 } })]),
    )
  })

  test('finds the code shut when it has expired, also after a restart', async () => {
    const { code, until } = await ada.people.invite({ login: 'carla', name: 'Carla', days: 2 })
    expect(until).toBe(here.clock.now() + 2 * 86_400_000)
    here.clock.set(until)
    await here.reopen()
    const given = { login: 'carla', code, password: passwordOf('carla') }
    expect(await codeOf(here.nobody().door.redeem(given))).toBe('code-expired')
    here.clock.set(until - 1)
    await here.nobody().door.redeem(given)
  })

  test('finds the code shut when it was used', async () => {
    const { code } = await ada.people.invite({ login: 'carla', name: 'Carla' })
    await here.nobody().door.redeem({ login: 'carla', code, password: passwordOf('carla') })
    const again = here.nobody().door.redeem({ login: 'carla', code, password: 'un’altra frase lunga' })
    expect(await codeOf(again)).toBe('code-wrong')
    await enter(here, 'carla')
  })

  test('cannot take a password that is too short, and keeps the code', async () => {
    const { code } = await ada.people.invite({ login: 'carla', name: 'Carla' })
    expect(await codeOf(here.nobody().door.redeem({ login: 'carla', code, password: 'corta' }))).toBe('weak-password')
    await here.nobody().door.redeem({ login: 'carla', code, password: passwordOf('carla') })
  })
})

describe('a person with a first password', () => {
  const first = 'prima password data a voce'
  beforeEach(() => ada.people.create({ login: 'dario', name: 'Dario', password: first, roles: ['hr'] }))

  test('must change it before anything else', async () => {
    const { client, caller } = here.call()
    expect(await codeOf(client.door.signIn({ login: 'dario', password: first }))).toBe('password-due')
    expect(caller.session()).toBeNull()
    const same = client.door.signIn({ login: 'dario', password: first, next: first })
    expect(await codeOf(same)).toBe('password-same')
    expect(await codeOf(client.door.signIn({ login: 'dario', password: first, next: 'corta' }))).toBe('weak-password')
    expect(await stateOf('dario')).toBe('first-password')
    const state = await client.door.signIn({ login: 'dario', password: first, next: passwordOf('dario') })
    expect(state.person?.roles).toEqual(['hr'])
    expect(await stateOf('dario')).toBe('active')
  })

  test('comes in by the own one from then on, and no more by the first', async () => {
    await here.nobody().door.signIn({ login: 'dario', password: first, next: passwordOf('dario') })
    expect(await codeOf(here.nobody().door.signIn({ login: 'dario', password: first }))).toBe('wrong-credentials')
    await enter(here, 'dario')
  })

  test('is not made with one that is too short', async () => {
    const call = ada.people.create({ login: 'elio', name: 'Elio', password: 'corta' })
    expect(await refusalOf(call)).toEqual({ code: 'weak-password', data: { least: 12 } })
    expect((await ada.people.list({ text: 'elio' })).total).toBe(0)
  })
})

describe('a login', () => {
  test('is of one person alone, whatever its case', async () => {
    await join(here, ada, 'carla')
    for (const login of ['carla', ' CARLA ', founder.login]) {
      expect(await codeOf(ada.people.invite({ login, name: 'Altra' }))).toBe('login-taken')
      expect(await codeOf(ada.people.create({ login, name: 'Altra', password: 'una frase lunga' }))).toBe('login-taken')
    }
    expect((await ada.people.list({})).total).toBe(2)
  })

  test('of two invitations at once goes to one', async () => {
    const calls = [1, 2].map(() => ada.people.invite({ login: 'carla', name: 'Carla' }))
    const settled = await Promise.allSettled(calls)
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('is free again when its person was revoked', async () => {
    const first = await join(here, ada, 'carla')
    await ada.people.revoke({ person: first })
    const second = await join(here, ada, 'carla', [], 'Carla che torna')
    expect(second).not.toBe(first)
    expect((await ada.people.one({ person: first })).state).toBe('revoked')
  })
})

describe('roles', () => {
  test('act on the next call of an open session, given or taken', async () => {
    const person = await join(here, ada, 'carla')
    const { client } = await enter(here, 'carla')
    const find = () => client.documents.find({})
    expect(await codeOf(find())).toBe('forbidden')
    await ada.people.changeRoles({ person, roles: ['hr', 'tenders'] })
    await find()
    expect((await ada.people.one({ person })).roles).toEqual(['hr', 'tenders'])
    await ada.people.changeRoles({ person, roles: ['member'] })
    expect(await codeOf(find())).toBe('forbidden')
  })

  test('leave an administrator: the last one cannot give it up, with a second one it can', async () => {
    const self = await idOf(founder.login)
    expect(await codeOf(ada.people.changeRoles({ person: self, roles: ['hr'] }))).toBe('last-administrator')
    // Who was only invited cannot enter yet, so does not count.
    await ada.people.invite({ login: 'forse', name: 'Forse', roles: ['administrator'] })
    expect(await codeOf(ada.people.changeRoles({ person: self, roles: ['hr'] }))).toBe('last-administrator')
    await join(here, ada, 'bea', ['administrator'])
    await ada.people.changeRoles({ person: self, roles: ['hr'] })
    expect(await codeOf(ada.people.list({}))).toBe('forbidden')
    const { client: bea } = await enter(here, 'bea')
    expect((await bea.people.one({ person: self })).roles).toEqual(['hr'])
  })

  test('are those of the contract and no others', async () => {
    const person = await join(here, ada, 'carla')
    const wrong = ada.people.changeRoles({ person, roles: ['king'] as never })
    expect(await codeOf(wrong)).toBe('bad-input')
    await ada.people.changeRoles({ person, roles: [...roleNames] })
    expect((await ada.people.one({ person })).roles).toEqual([...roleNames].sort())
  })
})

describe('a new name', () => {
  test('is shown on the next call, and the person stays in', async () => {
    const person = await join(here, ada, 'carla')
    const { client } = await enter(here, 'carla')
    await ada.people.rename({ person, name: "Carla D'Amico", office: 'Gare' })
    const { person: shown, people } = await client.door.state()
    expect(shown).toMatchObject({ name: "Carla D'Amico", office: 'Gare', login: 'carla' })
    expect(people.find(({ login }) => login === 'carla')?.name).toBe("Carla D'Amico")
  })
})

test('what an administrator does to somebody unknown is refused as not found', async () => {
  const person = '0198c0de-0000-7000-8000-000000000001'
  const calls = [
    ada.people.one({ person }),
    ada.people.rename({ person, name: 'X', office: '' }),
    ada.people.changeRoles({ person, roles: [] }),
    ada.people.suspend({ person }),
    ada.people.readmit({ person }),
    ada.people.revoke({ person }),
    ada.people.reset({ person }),
    ada.people.revokeDevice({ device: person }),
  ]
  for (const call of calls) expect(await codeOf(call)).toBe('not-found')
})
