/** Nobody administers any more: the printed sheet gives a real office an administrator again. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as pathOf } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Saying } from '#core/identity/say.ts'
import { readDoor } from '#core/identity/doorFile.ts'
import { type Client, founder, type Office, office } from '../../support/office.ts'
import { enter, join, passwordOf } from '../../support/people.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'
import { bringStatements, sayWithSheet, statementsIn } from '../../support/sheet.ts'

const password = 'una frase ritrovata'
let here: Office
let ada: Client
let bea: string
beforeEach(async () => {
  here = await office()
  ada = await here.as()
  bea = await join(here, ada, 'bea', ['administrator'])
})
afterEach(() => here.close())

const idOf = async (client: Client): Promise<string> => (await client.door.state()).person?.id ?? ''

async function renewed(client: Client): Promise<string> {
  const { recovery } = await client.door.prepareSheet()
  const groups = [0, 13].map((place) => ({ place, group: recovery.split('-')[place] ?? '' }))
  await client.door.confirmSheet({ groups })
  return recovery
}

interface Back {
  login: string
  recovery: string
  administer?: boolean
  newcomer?: { name: string }
}
const recover = (at: Office, back: Back) => at.nobody().door.recover({ password, ...back })

/** The closed office hears what the sheet says. */
async function hears(recovery: string, say: (ids: string[]) => Saying[]): Promise<void> {
  await here.core.close()
  await sayWithSheet(here.folder, recovery, ({ people }) => say([...people.keys()]))
  await here.reopen()
}
const relieved = (person: string): Saying => ({ kind: 'role-taken', person, role: 'administrator' })
const revoked = (person: string): Saying => ({ kind: 'person-revoked', person })

describe('two administrators who suspended each other on two machines', () => {
  let second: string
  let other: Office
  let sheets: string[]
  let carlo: string

  beforeEach(async () => {
    carlo = await join(here, ada, 'carlo', ['administrator'])
    sheets = [here.recovery, await renewed(ada), await renewed(ada)]
    second = mkdtempSync(pathOf(tmpdir(), 'smart-coop-second-'))
    await here.core.close()
    cpSync(here.folder, second, { recursive: true })
    await here.reopen()
    other = await office({ folder: second, founded: false, now: here.clock.now() })
    // Apart: here Ada suspends Bea, and Carlo gives up the role, since she is there; on the other Bea suspends Ada.
    await (await here.as()).people.suspend({ person: bea })
    await (await enter(here, 'carlo')).client.people.changeRoles({ person: carlo, roles: ['hr'] })
    const { client } = await enter(other, 'bea')
    const self = (await client.people.list({ text: founder.login })).rows[0]?.id ?? ''
    await client.people.suspend({ person: self })
  })
  afterEach(async () => {
    await other.close()
    rmSync(second, { recursive: true })
  })

  async function meet(): Promise<void> {
    const last = sheets.at(-1) ?? ''
    const offices = [here, other]
    for (const one of offices) await one.core.close()
    const said = [await statementsIn(here.folder, last), await statementsIn(second, last)]
    await bringStatements(here.folder, last, said[1] ?? [])
    await bringStatements(second, last, said[0] ?? [])
    for (const one of offices) await one.reopen()
  }

  test('leave nobody who administers, and the last of three sheets gives the office one again', async () => {
    await meet()
    const last = sheets[2] ?? ''
    for (const old of sheets.slice(0, 2)) {
      const back = { login: 'bea', recovery: old, administer: true }
      expect(await codeOf(recover(here, back))).toBe('old-recovery')
      here.clock.pass(60_000)
    }
    const left = async () => {
      const { client } = await enter(here, 'carlo')
      return [await codeOf(client.people.list({})), (await client.door.state()).person?.roles]
    }
    expect(await left()).toEqual(['forbidden', ['hr']])
    expect(await codeOf(here.as())).toBe('suspended')
    expect(await refusalOf(recover(here, { login: 'bea', recovery: last }))).toEqual({
      code: 'no-administrator',
      data: { left: 3 },
    })
    expect([await left(), await codeOf(here.as('bea', passwordOf('bea')))]).toEqual([
      ['forbidden', ['hr']],
      'suspended',
    ])

    const { client } = here.call()
    const state = await client.door.recover({ login: 'bea', recovery: last, password, administer: true })
    expect(state.person).toMatchObject({ id: bea, roles: ['administrator'] })
    const { rows } = await client.people.list({})
    expect(rows.map(({ login, state: how, roles }) => [login, how, roles]).sort()).toEqual([
      ['ada', 'suspended', ['administrator']],
      ['bea', 'active', ['administrator']],
      ['carlo', 'active', ['hr']],
    ])
    const kinds = ['recovered', 'person-readmitted', 'administrator-restored'] as const
    const noted = (await client.audit.list({ kinds: [...kinds], person: bea })).rows
    expect(noted.map(({ kind, person }) => [kind, person?.id]).sort()).toEqual(kinds.map((kind) => [kind, bea]).sort())
    await client.people.readmit({ person: rows.find(({ login }) => login === 'ada')?.id ?? '' })
    await here.as()
  })

  test('are an office of the same mind on both machines, and the sheet lets in where a password no longer does', async () => {
    await meet()
    const recovery = sheets[2] ?? ''
    await recover(here, { login: 'bea', recovery, administer: true })
    await meet()
    // Her keys are new, and the other machine has none that her password opens.
    expect(await codeOf(other.as('bea', password))).toBe('wrong-credentials')
    other.clock.pass(60_000)
    const state = await recover(other, { login: 'bea', recovery })
    expect([state.person?.id, state.person?.roles]).toEqual([bea, ['administrator']])
  })
})

describe('the sheet, where nobody administers', () => {
  test('asks first, also where the only one gave up the role and may still come in', async () => {
    await hears(here.recovery, (all) => all.map(relieved))
    const back = { login: founder.login, recovery: here.recovery }
    expect(await codeOf(recover(here, back))).toBe('no-administrator')
    expect((await (await here.as()).door.state()).person?.roles).toEqual([])
    const state = await recover(here, { ...back, administer: true })
    expect([state.stage, state.person?.roles]).toEqual(['in', ['administrator']])
    expect(await codeOf(here.as())).toBe('wrong-credentials')
  })

  test('makes nobody new while somebody is left', async () => {
    await hears(here.recovery, (all) => all.map(relieved))
    const newcomer = { name: 'Nuova Persona' }
    for (const login of ['nuova', founder.login]) {
      const back = { login, recovery: here.recovery, administer: true, newcomer }
      expect(await codeOf(recover(here, back))).toBe('wrong-credentials')
    }
  })

  test('makes a new person the administrator where all were revoked, by a login that is free again', async () => {
    await hears(here.recovery, (all) => all.map(revoked))
    const back = { login: founder.login, recovery: here.recovery }
    for (const asked of [back, { ...back, administer: true }, { ...back, newcomer: { name: 'Nuova Persona' } }]) {
      expect(await refusalOf(recover(here, asked))).toEqual({ code: 'no-administrator', data: { left: 0 } })
    }
    const newcomer = { name: 'Nuova Persona' }
    const { client } = here.call()
    const { person } = await client.door.recover({ ...back, password, administer: true, newcomer })
    expect(person).toMatchObject({ name: 'Nuova Persona', login: founder.login, roles: ['administrator'] })
    await client.people.invite({ login: 'dario', name: 'Dario' })
    const states = (await client.people.list({})).rows.map(({ login, state }) => `${login} ${state}`)
    expect(states.sort()).toEqual(['ada active', 'ada revoked', 'bea revoked', 'dario invited'])
    expect((await client.audit.list({ kinds: ['administrator-restored'] })).rows).toMatchObject([
      { person: { id: person?.id, name: 'Nuova Persona' } },
    ])
    await here.reopen()
    expect(await codeOf(here.as())).toBe('wrong-credentials')
    here.clock.pass(60_000)
    expect(await idOf(await here.as(founder.login, password))).toBe(person?.id)
    expect(readDoor(here.folder)?.people.map(({ login }) => login)).toEqual([founder.login, 'dario'])
  })
})

describe('the sheet, where somebody administers', () => {
  test('gives no role, whatever is asked', async () => {
    await join(here, ada, 'carla', ['hr'])
    const state = await recover(here, { login: 'carla', recovery: here.recovery, administer: true })
    expect(state.person?.roles).toEqual(['hr'])
    expect((await ada.audit.list({ kinds: ['administrator-restored'] })).total).toBe(0)
  })

  test('ends the PIN of before together with the password', async () => {
    const { client } = await enter(here, 'bea')
    await client.door.setPin({ pin: '270915', password: passwordOf('bea') })
    await recover(here, { login: 'bea', recovery: here.recovery })
    expect(await codeOf(here.nobody().door.switch({ person: bea, pin: '270915' }))).toBe('pin-off')
  })
})
