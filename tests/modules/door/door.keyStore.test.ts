import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Host, SecretStore } from '#core/lib/host.ts'
import { createLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { type Office, office } from '../../support/office.ts'
import { codeOf } from '../../support/refused.ts'

/** A key store that forgets nothing, and can be told to fail. */
function memoryStore() {
  const kept = new Map<string, Uint8Array>()
  const state = { failing: false }
  const guard = () => {
    if (state.failing) throw new Error('the key ring is locked')
  }
  const secrets: SecretStore = {
    async keep(name, secret) {
      guard()
      kept.set(name, Uint8Array.from(secret))
    },
    async fetch(name) {
      guard()
      const secret = kept.get(name)
      return secret ? Uint8Array.from(secret) : null
    },
    async forget(name) {
      kept.delete(name)
    },
  }
  return { kept, state, host: { ...nodeHost('cli'), secrets } satisfies Host }
}

let store: ReturnType<typeof memoryStore>
let here: Office
let logged: string[]
beforeEach(async () => {
  store = memoryStore()
  logged = []
  here = await office({ host: store.host, log: createLog((line) => void logged.push(line)) })
})
afterEach(() => here.close())

/** Whether the machine is open, seen from a caller with a role and without a password. */
async function isOpen(): Promise<boolean> {
  const { client, caller } = here.call()
  const person = { id: 'x', login: 'x', name: 'X', office: '' }
  caller.enter({ person, roles: ['administrator'], since: 0, isOver: () => false, wipe: () => {} })
  return (
    (await client.admin.status().then(
      () => 'open',
      (error: { code: string }) => error.code,
    )) === 'open'
  )
}

test('the device opens at its start without anybody, and people still need their password', async () => {
  await here.reopen()
  expect(await isOpen()).toBe(true)
  expect((await here.nobody().door.state()).stage).toBe('shut')
  expect(await codeOf(here.nobody().admin.status())).toBe('signed-out')
  await here.as()
})

test('without a key store the machine waits for somebody', async () => {
  store.kept.clear()
  await here.reopen()
  expect(await isOpen()).toBe(false)
  await here.as()
  expect(await isOpen()).toBe(true)
})

test('a store that had lost the key gets it again at the next sign-in', async () => {
  const [name] = store.kept.keys()
  store.kept.clear()
  await here.reopen()
  await here.as()
  expect([...store.kept.keys()]).toEqual([name])
  await here.reopen()
  expect(await isOpen()).toBe(true)
})

test('a store that fails keeps nobody out', async () => {
  store.state.failing = true
  await here.reopen()
  expect(await isOpen()).toBe(false)
  await here.as()
  expect(logged.join('')).toContain('door.key-store-failed')
})

test('a wrong key in the store opens nothing, harms nothing, and is replaced', async () => {
  const [name = ''] = store.kept.keys()
  for (const wrong of [new Uint8Array(32).fill(9), new Uint8Array(5)]) {
    store.kept.set(name, wrong)
    await here.reopen()
    expect(await isOpen()).toBe(false)
    await here.as()
  }
  await here.reopen()
  expect(await isOpen()).toBe(true)
})

test('the key does not stand in the log', async () => {
  await here.reopen()
  const [key] = store.kept.values()
  expect(logged.join('')).not.toContain(Buffer.from(key ?? []).toString('hex'))
})
