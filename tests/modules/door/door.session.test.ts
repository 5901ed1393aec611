import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addStatements } from '#db/modules/admin/statements.repository.ts'
import { readDoor } from '#core/identity/doorFile.ts'
import { recoveryPair } from '#core/identity/recovery.ts'
import { openSealed } from '#core/identity/secrets.ts'
import { signStatement, type StatementBody } from '#core/identity/statements.rules.ts'
import { createAnnouncer } from '#core/lib/announcer.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { createCaller } from '#core/caller.ts'
import { createDoor, type Door } from '#core/modules/door/door.ts'
import { mayDo } from '#contract/permissions.ts'
import { cheapCost, founder, type Office, office } from '../../support/office.ts'

let here: Office
let door: Door
/** A door of its own on the folder of a founded office: what is behind the services, to be changed under them. */
beforeEach(async () => {
  here = await office()
  await here.core.close()
  door = createDoor({
    folder: here.folder,
    clock: here.clock,
    log: silentLog,
    announcer: createAnnouncer(),
    host: nodeHost('cli'),
    cost: cheapCost,
    parsers: 1,
  })
})
afterEach(async () => {
  await door.close()
  await here.reopen()
  await here.close()
})

async function signedIn() {
  const caller = createCaller('cli', true)
  await door.signIn(caller, { login: founder.login, password: founder.password })
  return caller
}

/** Adds a statement that the root signs, with the key of the printed sheet. */
async function sayAsRoot(body: (org: string, person: string) => StatementBody): Promise<void> {
  const file = readDoor(here.folder)
  const pair = recoveryPair(here.recovery)
  const secretKey = pair && file && openSealed(Buffer.from(file.recovery.root, 'hex'), pair)
  const machine = door.machine()
  if (!secretKey || !file || !machine) throw new Error('the sheet does not open')
  const publicKey = Buffer.from(file.organisation.rootPublic, 'hex')
  const statement = signStatement(body(file.organisation.id, file.people[0]?.id ?? ''), { publicKey, secretKey })
  await machine.db.write((tx) => addStatements(tx, [statement]))
}

describe('a session asks the directory each time', () => {
  test('so a new name is shown on the next call', async () => {
    const caller = await signedIn()
    const session = caller.session()
    await sayAsRoot((org, person) => ({
      kind: 'person',
      org,
      person,
      login: 'ada',
      name: 'Ada Fontanelli Neri',
      office: 'Paghe',
      sign: door.directory().people.get(person)?.sign ?? '',
      box: door.directory().people.get(person)?.box ?? '',
      at: here.clock.now() + 1,
      after: door.directory().frontier,
    }))
    expect(session?.person).toMatchObject({ name: 'Ada Fontanelli Neri', office: 'Paghe' })
    expect(door.personName(session?.person.id ?? '')).toBe('Ada Fontanelli Neri')
  })

  test('so other keys for the person end it', async () => {
    const caller = await signedIn()
    const other = 'ab'.repeat(32)
    await sayAsRoot((org, person) => ({
      kind: 'person',
      org,
      person,
      login: 'ada',
      name: 'Ada',
      office: '',
      sign: other,
      box: other,
      at: here.clock.now() + 1,
      after: door.directory().frontier,
    }))
    expect(caller.session()).toBeNull()
  })

  test('so roles are those of the statements at this moment', async () => {
    const caller = await signedIn()
    const session = caller.session()
    expect(mayDo(session?.roles ?? [], 'documents.read')).toBe(true)
    // Nothing takes a role away yet, so the statements themselves are made to say less.
    await door.machine()?.db.write((tx) => void tx.raw.exec(`DELETE FROM statement WHERE body LIKE '{"kind":"role"%'`))
    expect(session?.roles).toEqual([])
    expect(caller.session()?.person.login).toBe('ada')
  })

  test('so it ends when the machine is closed', async () => {
    const caller = await signedIn()
    await door.close()
    expect(caller.session()).toBeNull()
  })
})

test('a name that nobody has is empty', () => {
  expect(door.personName('nobody')).toBe('')
})

test('the closed door knows the names on its tiles', () => {
  const id = door.file()?.people[0]?.id ?? ''
  expect([door.machine(), door.personName(id)]).toEqual([null, founder.name])
})

test('reading the roles costs no judgement while nothing changes', async () => {
  const caller = await signedIn()
  const first = door.directory()
  await door.machine()?.db.write((tx) => void tx.raw.exec(`INSERT INTO preference VALUES('x', 'y', '1')`))
  await sleep(1)
  expect(caller.session()).not.toBeNull()
  expect(door.directory()).toBe(first)
})
