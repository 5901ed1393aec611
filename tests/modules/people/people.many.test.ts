import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonRow } from '#contract/people.contract.ts'
import { roleNames, spacesReached } from '#contract/permissions.ts'
import { type Client, type Office, office } from '../../support/office.ts'
import { codeOf } from '../../support/refused.ts'

const families = ["D'Angelo", 'D’Àmico', "Dell'Orto", 'Brambilla', "L'Abbate", 'Èrcoli', 'Nìccoli', 'Zanon']
const many = 200

let here: Office
let ada: Client
beforeAll(async () => {
  here = await office()
  ada = await here.as()
  for (let n = 1; n < many; n += 1) {
    await ada.people.invite({
      login: `persona${n}`,
      name: `Nome${String(n).padStart(3, '0')} ${families[n % families.length]}`,
      office: n % 2 === 0 ? "Comunità 'La Rondine'" : 'Paghe',
      roles: [roleNames[n % roleNames.length] ?? 'member'],
    })
  }
}, 180_000)
afterAll(() => here.close())

async function all(): Promise<PersonRow[]> {
  const rows: PersonRow[] = []
  for (let offset = 0; ; offset += 50) {
    const page = await ada.people.list({ offset, limit: 50 })
    rows.push(...page.rows)
    if (page.rows.length < 50) return rows
  }
}

describe('200 people', () => {
  test('are all listed once, page by page, by name', async () => {
    const rows = await all()
    expect(rows).toHaveLength(many)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(many)
    const names = rows.map(({ name }) => name)
    expect(names).toEqual(
      [...names].sort((a, b) => a.localeCompare(b, 'it', { sensitivity: 'base', ignorePunctuation: true })),
    )
  })

  test('are counted by state, whatever the filter', async () => {
    const { states, total } = await ada.people.list({ text: 'nome007' })
    expect([total, states]).toEqual([1, { active: 1, invited: 199, 'first-password': 0, suspended: 0, revoked: 0 }])
  })

  test.each([
    ["D'Angelo", 24],
    ['d’angelo', 24],
    ['DANGELO', 24],
    ['damico', 25],
    ['ercoli', 25],
    ['nome001 damico', 1],
    ['rondine nome002', 1],
    ['persona19', 11],
    ["'", 200],
    ['%', 200],
    ['nessuno così', 0],
  ])('«%s» finds %i', async (text, total) => {
    expect((await ada.people.list({ text, limit: 1 })).total).toBe(total)
  })

  test('are found by role and state together with words', async () => {
    const { rows, total } = await ada.people.list({ text: 'paghe', role: 'hr', state: 'invited', limit: 200 })
    expect(total).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(5)
    for (const row of rows) expect([row.roles, row.office, row.state]).toEqual([['hr'], 'Paghe', 'invited'])
    expect((await ada.people.list({ role: 'hr', state: 'active' })).total).toBe(0)
  })

  test('a page of more than 200 is not given', async () => {
    expect(await codeOf(ada.people.list({ limit: 201 }))).toBe('bad-input')
  })

  test('the door shows none of their names while they have not been here', async () => {
    const { people } = await here.nobody().door.state()
    expect(people.map(({ login }) => login)).toEqual(['ada'])
  })

  test('Chi vede cosa tells roles, permissions and the spaces of the machine of each', async () => {
    const { rows, total } = await ada.people.sees({ limit: 200 })
    expect(total).toBe(many)
    const device = (await ada.people.devices())[0]
    expect(device?.spaces).toContain('direzione')
    for (const { roles, permissions, spaces } of rows) {
      expect(spaces.map(({ space }) => space)).toEqual(spacesReached(roles))
      expect(spaces.every(({ space, devices }) => device?.spaces.includes(space) && devices[0] === device.id)).toBe(
        true,
      )
      expect(permissions.includes('admin.people')).toBe(roles.includes('administrator'))
    }
    const member = rows.find(({ roles }) => roles.includes('member'))
    expect(member?.permissions).toEqual([])
  })

  test('this machine is listed with its fingerprint and how many may sign in', async () => {
    const devices = await ada.people.devices()
    expect(devices).toMatchObject([{ name: 'Tavolo 1', self: true, revoked: false, people: many }])
    expect(devices[0]?.fingerprint).toMatch(/^([0-9A-F]{4} ){7}[0-9A-F]{4}$/)
    expect(await codeOf(ada.people.revokeDevice({ device: devices[0]?.id ?? '' }))).toBe('not-this-machine')
  })

  test('are still there after a restart', async () => {
    await here.reopen()
    ada = await here.as()
    expect(await all()).toHaveLength(many)
  })
})
