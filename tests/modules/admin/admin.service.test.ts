import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fingerprintOf } from '#core/modules/admin/fingerprint.rules.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { readDoor } from '#core/identity/doorFile.ts'
import manifest from '#package.json' with { type: 'json' }
import { type Client, founder, office, type Office } from '../../support/office.ts'
import { codeOf } from '../../support/refused.ts'

let house: Office
let ada: Client
let closeToTray = false

beforeAll(async () => {
  const host = nodeHost('cli')
  const tray = { get: async () => closeToTray, set: async (on: boolean) => void (closeToTray = on) }
  house = await office({ host: { ...host, settings: { closeToTray: tray, startWithMachine: null } } })
  ada = await house.as()
})
afterAll(() => house.close())

describe('this machine', () => {
  it('says whose it is, where its folder lies and what it holds', async () => {
    expect(await ada.admin.machine()).toMatchObject({
      ...{ organisation: founder.organisation, machine: founder.machine, folder: house.folder, papers: 0, bytes: 0 },
      ...{ version: manifest.version, foundedAt: house.clock.now(), keyStore: false },
    })
  })

  it('shows the fingerprint of the root key of its door', async () => {
    const root = readDoor(house.folder)?.organisation.rootPublic ?? ''
    const { fingerprint } = await ada.admin.machine()
    expect(fingerprint).toBe(fingerprintOf(root))
    expect(fingerprint).toMatch(/^([0-9A-F]{4} ){7}[0-9A-F]{4}$/)
    expect(fingerprintOf('00'.repeat(32))).not.toBe(fingerprintOf(`01${'00'.repeat(31)}`))
  })

  it('knows nobody else yet, and nothing waits to be sent', async () => {
    const { device } = await ada.admin.machine()
    expect(await ada.admin.status()).toEqual({ device, spaces: [], pending: 0, peers: [], papers: 0, reading: 0 })
  })
})

describe('the settings', () => {
  it('are kept by the host, and one that it lacks stays away', async () => {
    expect((await ada.admin.machine()).settings).toEqual({ closeToTray: false, startWithMachine: null })
    expect(await ada.admin.setSettings({ closeToTray: true, startWithMachine: true })).toEqual({
      closeToTray: true,
      startWithMachine: null,
    })
    expect(closeToTray).toBe(true)
    expect(await ada.admin.setSettings({})).toEqual({ closeToTray: true, startWithMachine: null })
  })
})

describe('a stranger', () => {
  it('is told nothing', async () => {
    const nobody = house.nobody()
    expect(await codeOf(nobody.admin.machine())).toBe('signed-out')
    expect(await codeOf(nobody.admin.status())).toBe('signed-out')
    expect(await codeOf(nobody.admin.setSettings({ closeToTray: false }))).toBe('signed-out')
  })
})
