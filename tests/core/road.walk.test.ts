import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProcedureMeta } from '#contract/define.ts'
import { contract } from '#contract/index.ts'
import { type Permission, permissions } from '#contract/permissions.ts'
import { buildRoad } from '#core/road.ts'
import { createCaller, type Session } from '#core/caller.ts'
import { silentLog } from '#core/lib/log.ts'
import { founder, type Office, office } from '../support/office.ts'
import { refusalOf } from '../support/refused.ts'

const procedures = Object.entries(contract).flatMap(([noun, verbs]) =>
  Object.entries(verbs).map(([verb, procedure]): { path: string; noun: string; verb: string; meta: ProcedureMeta } => ({
    path: `${noun}.${verb}`,
    noun,
    verb,
    meta: procedure['~orpc'].meta,
  })),
)

let here: Office
beforeAll(async () => {
  here = await office()
})
afterAll(() => here.close())

type Calls = Record<string, Record<string, (input: unknown) => Promise<unknown>>>

/** Calls with what no procedure takes: an answer of `bad-input` says that the caller was let that far. */
async function walk(caller: ReturnType<typeof createCaller>): Promise<Record<string, { code: string; data: unknown }>> {
  const calls = createRouterClient(here.core.router, { context: { caller } }) as unknown as Calls
  const answers: Record<string, { code: string; data: unknown }> = {}
  for (const { path, noun, verb } of procedures) {
    const call = calls[noun]?.[verb]
    if (!call) throw new Error(`${path} is not served`)
    answers[path] = await refusalOf(call(42))
  }
  return answers
}

async function founderAt() {
  const { caller, client } = here.call()
  await client.door.signIn({ login: founder.login, password: founder.password })
  return { caller, client }
}

const expected = (code: (needs: ProcedureMeta['needs']) => { code: string; data: unknown }) =>
  Object.fromEntries(procedures.map(({ path, meta }) => [path, code(meta.needs)]))
const letIn = { code: 'bad-input', data: {} }
const signedOut = { code: 'signed-out', data: {} }

describe(`every one of the ${procedures.length} procedures`, () => {
  test('says what it is and who may call it', () => {
    const needs = new Set<string>(['anyone', 'signed-in', ...permissions])
    for (const { path, meta } of procedures) {
      expect([path, needs.has(meta.needs)]).toEqual([path, true])
      expect(['query', 'command', 'work', 'long']).toContain(meta.kind)
    }
    const counted = Map.groupBy(procedures, ({ meta }) => meta.needs)
    process.stdout.write(
      `${procedures.length} procedures walked, by need: ${[...counted].map(([need, of]) => `${need} ${of.length}`).join(', ')}\n`,
    )
  })

  test('answers nobody only where anyone may ask', async () => {
    expect(await walk(createCaller('cli', true))).toEqual(expected((needs) => (needs === 'anyone' ? letIn : signedOut)))
  })

  test('answers a person without a role only what needs none', async () => {
    const { caller } = await founderAt()
    const session = caller.session()
    if (!session) throw new Error('nobody is in')
    const { person, since } = session
    const without: Session = { person, since, roles: [], isOver: () => session.isOver(), wipe: () => session.wipe() }
    const roleless = createCaller('cli', true)
    roleless.enter(without)
    const isPermission = (needs: string): needs is Permission => permissions.some((permission) => permission === needs)
    expect(await walk(roleless)).toEqual(
      expected((needs) => (isPermission(needs) ? { code: 'forbidden', data: { needs } } : letIn)),
    )
  })

  test('answers the administrator', async () => {
    const { caller } = await founderAt()
    expect(await walk(caller)).toEqual(expected(() => letIn))
  })

  test('answers signed-out after the lock, but at the door', async () => {
    const { caller, client } = await founderAt()
    await client.door.signOut({ keepPlace: true })
    expect(await walk(caller)).toEqual(expected((needs) => (needs === 'anyone' ? letIn : signedOut)))
  })
})

describe('a product with a hole does not start', () => {
  const deps = { writer: () => here.core && Promise.reject.bind(Promise), changed: () => {}, log: silentLog } as never

  test('when a procedure does not say who may call it', () => {
    const nameless = Object.create(contract.today.waiting) as typeof contract.today.waiting
    Object.defineProperty(nameless, '~orpc', { value: { ...contract.today.waiting['~orpc'], meta: {} } })
    expect(() => buildRoad({ today: { waiting: nameless } }, { today: { waiting: () => null } }, deps)).toThrow(
      'today.waiting does not say who may call it',
    )
  })

  test('when nobody answers a procedure', () => {
    expect(() => buildRoad({ today: contract.today }, { today: {} }, deps)).toThrow('today.waiting has no service')
  })
})
