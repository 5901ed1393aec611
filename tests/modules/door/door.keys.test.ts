import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readDoor, writeDoor } from '#core/identity/doorFile.ts'
import { founder, type Office, office } from '../../support/office.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'
import { statementsIn } from '../../support/sheet.ts'

let here: Office
beforeEach(async () => {
  here = await office()
})
afterEach(() => here.close())

const next = 'una nuova parola lunga'
const keysOf = () => readDoor(here.folder)?.people.map(({ signPublic, boxPublic }) => [signPublic, boxPublic])

describe('a changed password', () => {
  test('opens from then on, and the old one no more, also after a restart', async () => {
    const ada = await here.as()
    await ada.door.changePassword({ current: founder.password, next })
    expect(await codeOf(here.as())).toBe('wrong-credentials')
    await here.reopen()
    await here.as(founder.login, next)
  })

  test('leaves keys and sessions as they are', async () => {
    const [ada, elsewhere] = [await here.as(), await here.as()]
    const before = keysOf()
    await ada.door.changePassword({ current: founder.password, next })
    expect(keysOf()).toEqual(before)
    expect((await elsewhere.door.state()).stage).toBe('in')
  })

  test('needs the current one, and a wrong one counts as a try at the door', async () => {
    const ada = await here.as()
    for (let i = 0; i < 3; i += 1) {
      expect(await codeOf(ada.door.changePassword({ current: 'sbagliata di sicuro', next }))).toBe('wrong-credentials')
    }
    expect(await codeOf(ada.door.changePassword({ current: founder.password, next }))).toBe('too-soon')
    expect(await codeOf(here.as())).toBe('too-soon')
  })

  test('that is too short changes nothing and is no try', async () => {
    const ada = await here.as()
    for (let i = 0; i < 5; i += 1) {
      expect(await codeOf(ada.door.changePassword({ current: founder.password, next: 'corta' }))).toBe('weak-password')
    }
    await here.as()
  })

  test('lies in the second copy of the door as well', async () => {
    const ada = await here.as()
    await ada.door.changePassword({ current: founder.password, next })
    const copy = JSON.parse(readFileSync(join(here.folder, 'copies', 'door.json'), 'utf8')) as { people: unknown }
    expect(copy.people).toEqual(readDoor(here.folder)?.people)
  })
})

describe('the printed sheet', () => {
  const recover = (recovery = here.recovery, login = founder.login, password = next) => {
    const { client } = here.call()
    return client.door.recover({ login, recovery, password })
  }

  test('lets the person in with a new password and new keys, for ever', async () => {
    const before = keysOf()
    expect(await recover(here.recovery.toLowerCase().replaceAll('-', ' '))).toMatchObject({
      stage: 'in',
      person: { login: founder.login, roles: ['administrator'] },
    })
    expect(keysOf()).not.toEqual(before)
    expect(await codeOf(here.as())).toBe('wrong-credentials')
    await here.reopen()
    await here.as(founder.login, next)
  })

  test('opens a machine that nobody has opened since its start', async () => {
    await here.reopen()
    await recover()
    await here.as(founder.login, next)
  })

  test('ends the sessions that the lost password had opened', async () => {
    const old = await here.as()
    await recover()
    expect((await old.door.state()).stage).toBe('shut')
    expect(await codeOf(old.admin.status())).toBe('signed-out')
  })

  test('works again and again, also with a clock that was set back', async () => {
    await recover()
    here.clock.pass(-86_400_000)
    await recover(here.recovery, founder.login, 'la terza parola lunga')
    await here.reopen()
    await here.as(founder.login, 'la terza parola lunga')
    expect(await codeOf(here.as(founder.login, next))).toBe('wrong-credentials')
  })

  test('of another organisation, or mistyped, opens nothing and counts as a try', async () => {
    const other = await office()
    expect(await refusalOf(recover(other.recovery))).toEqual({ code: 'wrong-recovery', data: {} })
    await other.close()
    const letter = here.recovery[3] === 'A' ? 'B' : 'A'
    expect(await codeOf(recover(here.recovery.slice(0, 3) + letter + here.recovery.slice(4)))).toBe('wrong-recovery')
    expect(await codeOf(recover('non lo trovo'))).toBe('wrong-recovery')
    expect(await codeOf(recover())).toBe('too-soon')
    expect(await codeOf(here.as())).toBe('too-soon')
    here.clock.pass(2000)
    await recover()
  })

  test('gives keys to nobody whom the machine does not know', async () => {
    expect(await codeOf(recover(here.recovery, 'nessuno'))).toBe('wrong-credentials')
    await here.as()
  })

  test('wants a long enough password and is no try when it is short', async () => {
    for (let i = 0; i < 5; i += 1)
      expect(await codeOf(recover(here.recovery, founder.login, 'corta'))).toBe('weak-password')
    await here.as()
  })

  test('whose statement did not reach the database before a crash is taken up at the next sign-in', async () => {
    await here.core.close()
    const cut = mkdtempSync(join(tmpdir(), 'smart-coop-cut-'))
    cpSync(here.folder, cut, { recursive: true })
    const before = new Set((await statementsIn(cut, here.recovery)).map((statement) => statement.id))
    await here.reopen()
    await recover()
    await here.core.close()
    const said = (await statementsIn(here.folder, here.recovery)).filter((statement) => !before.has(statement.id))
    const door = readDoor(here.folder)
    if (!door) throw new Error('no door.json')
    expect(door.pending).toEqual([])
    const kinds = said.map(({ body }) => (JSON.parse(body) as { kind: string }).kind)
    expect(kinds.toSorted()).toEqual(['person', 'readmitted'])
    // In the copy door.json is as it was after the recovery, the database as it was before.
    writeDoor(cut, { ...door, pending: said })
    const again = await office({ folder: cut, founded: false })
    await again.as(founder.login, next)
    expect(readDoor(cut)?.pending).toEqual([])
    await again.reopen()
    await again.as(founder.login, next)
    await again.close()
    rmSync(cut, { recursive: true })
    await here.reopen()
  })
})
