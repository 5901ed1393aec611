import { randomUUID } from 'node:crypto'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProcedureMeta } from '#contract/define.ts'
import { contract } from '#contract/index.ts'
import { mayDo, type Permission, permissions, type Role, roleNames, roles as matrix } from '#contract/permissions.ts'
import { buildRoad } from '#core/road.ts'
import { createCaller } from '#core/caller.ts'
import { silentLog } from '#core/lib/log.ts'
import { founder, type Office, office } from '../support/office.ts'
import { enter, join } from '../support/people.ts'
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
afterAll(async () => {
  process.stdout.write(`${pairs} pairs of who asks and procedure compared with the matrix\n`)
  await here.close()
})

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

/** Whether the road asks nobody who they are: a grant is looked at by the service that gave it. */
const needsNobody = (needs: ProcedureMeta['needs']): boolean => needs === 'anyone' || needs === 'grant'

const isPermission = (needs: string): needs is Permission => permissions.some((permission) => permission === needs)

/** Pairs of who and procedure that were compared with the matrix. */
let pairs = 0

/** Somebody who holds these roles by the directory's word, and is in. */
async function personWith(roles: Role[]) {
  const ada = await here.as()
  const login = `persona-${randomUUID().slice(0, 8)}`
  await join(here, ada, login, roles)
  return enter(here, login)
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
    const needs = new Set<string>(['anyone', 'signed-in', 'grant', ...permissions])
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
    pairs += procedures.length
    expect(await walk(createCaller('cli', true))).toEqual(expected((needs) => (needsNobody(needs) ? letIn : signedOut)))
  })

  test.each<[string, Role[]]>([
    ['a person without a role', []],
    ...roleNames.map((role): [string, Role[]] => [role, [role]]),
    ['a person with every role', [...roleNames]],
  ])('answers %s what the matrix says', async (_who, roles) => {
    const { caller, client } = await personWith(roles)
    expect((await client.door.state()).person?.roles).toEqual([...roles].sort())
    const may = (needs: ProcedureMeta['needs']): boolean => !isPermission(needs) || mayDo(roles, needs)
    const answers = await walk(caller)
    expect(answers).toEqual(expected((needs) => (may(needs) ? letIn : { code: 'forbidden', data: { needs } })))
    const allowed = procedures.filter(({ meta }) => may(meta.needs)).length
    pairs += procedures.length
    process.stdout.write(`${roles.join('+') || 'no role'}: ${allowed} of ${procedures.length} procedures allowed\n`)
  })

  test('answers signed-out after the lock, but at the door', async () => {
    const { caller, client } = await founderAt()
    await client.door.signOut({ keepPlace: true })
    pairs += procedures.length
    expect(await walk(caller)).toEqual(expected((needs) => (needsNobody(needs) ? letIn : signedOut)))
  })
})

test('what nobody needs to be signed in for, or no permission, is this and nothing else', () => {
  const open = Map.groupBy(procedures, ({ meta }) => meta.needs)
  const paths = (needs: ProcedureMeta['needs']) => (open.get(needs) ?? []).map(({ path }) => path).sort()
  expect({ anyone: paths('anyone'), grant: paths('grant'), 'signed-in': paths('signed-in') }).toMatchInlineSnapshot(`
    {
      "anyone": [
        "copies.takeBack",
        "door.demo",
        "door.found",
        "door.recover",
        "door.redeem",
        "door.setLook",
        "door.signIn",
        "door.signOut",
        "door.state",
        "door.switch",
        "news.listen",
      ],
      "grant": [
        "files.abandon",
        "files.append",
        "files.finish",
      ],
      "signed-in": [
        "admin.status",
        "door.changePassword",
        "door.here",
        "door.removePin",
        "door.setPin",
        "today.waiting",
      ],
    }
  `)
})

describe('a suspended person', () => {
  test('is answered like nobody, whatever the roles', async () => {
    const { caller, client } = await personWith([...roleNames])
    const id = (await client.door.state()).person?.id ?? ''
    const ada = await here.as()
    await ada.people.suspend({ person: id })
    pairs += procedures.length
    expect(await walk(caller)).toEqual(expected((needs) => (needsNobody(needs) ? letIn : signedOut)))
  })
})

test('the matrix is what was agreed: nobody gets more by an edit in passing', () => {
  expect(
    Object.fromEntries(
      permissions.map((permission) => [permission, roleNames.filter((role) => mayDo([role], permission))]),
    ),
  ).toMatchInlineSnapshot(`
    {
      "admin.audit": [
        "administrator",
        "direction",
      ],
      "admin.copies": [
        "administrator",
      ],
      "admin.machine": [
        "administrator",
      ],
      "admin.people": [
        "administrator",
      ],
      "documents.edit": [
        "administrator",
        "direction",
        "hr",
        "payroll",
        "secretariat",
        "tenders",
        "fundraising",
        "marketing",
        "welfare",
        "coordinator",
      ],
      "documents.read": [
        "administrator",
        "direction",
        "hr",
        "payroll",
        "secretariat",
        "tenders",
        "fundraising",
        "marketing",
        "welfare",
        "coordinator",
      ],
      "documents.take-in": [
        "administrator",
        "direction",
        "hr",
        "payroll",
        "secretariat",
        "tenders",
        "fundraising",
        "marketing",
        "welfare",
        "coordinator",
      ],
      "records.restore": [
        "administrator",
        "direction",
        "secretariat",
      ],
    }
  `)
  expect(
    Object.values(matrix)
      .flat()
      .every((held) => permissions.includes(held)),
  ).toBe(true)
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
