import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readDoor } from '#core/identity/doorFile.ts'
import { recoveryPair } from '#core/identity/recovery.ts'
import { openSealed, signPair } from '#core/identity/secrets.ts'
import { judge } from '#core/identity/directory.rules.ts'
import { openCore } from '#core/core.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { silentLog } from '#core/lib/log.ts'
import { Refusal } from '#contract/errors.ts'
import { founder, type Office, office } from '../../support/office.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'
import { statementsIn } from '../../support/sheet.ts'

let here: Office
beforeEach(async () => {
  here = await office({ founded: false })
})
afterEach(() => here.close())

const doorOf = (folder: string) => {
  const file = readDoor(folder)
  if (!file) throw new Error('no door.json')
  return file
}

describe('a new machine', () => {
  test('has no organisation, no people, and says so', async () => {
    expect(await here.nobody().door.state()).toMatchObject({
      stage: 'new',
      organisation: null,
      people: [],
      person: null,
    })
  })

  test('answers closed to whoever would sign in', async () => {
    expect(await codeOf(here.as())).toBe('closed')
  })
})

describe('founding', () => {
  test('makes an organisation whose people stand at the door', async () => {
    const { org, device } = await here.nobody().door.found(founder)
    const state = await here.nobody().door.state()
    expect(state).toMatchObject({
      stage: 'shut',
      organisation: founder.organisation,
      machine: founder.machine,
      demo: false,
    })
    const who = { id: expect.any(String), login: 'ada', name: founder.name, office: founder.office }
    expect(state.people).toEqual([{ ...who, pin: false, seenAt: here.clock.now() }])
    const file = doorOf(here.folder)
    expect([file.organisation.id, file.device.id]).toEqual([org, device])
  })

  test('signs organisation, person and role with the root, and the machine and the spaces with the person', async () => {
    const { org, device, recovery } = await here.nobody().door.found(founder)
    await here.core.close()
    const file = doorOf(here.folder)
    const statements = await statementsIn(here.folder, recovery)
    const directory = judge(statements, file.organisation.rootPublic)
    expect(directory.refused).toEqual([])
    expect(directory.organisation?.id).toBe(org)
    expect([...directory.people.values()]).toMatchObject([{ login: 'ada', roles: ['administrator'] }])
    expect([...directory.devices.keys()]).toEqual([device])
    const signers = statements.map((s) => [(JSON.parse(s.body) as { kind: string }).kind, s.signer]).sort()
    const root = file.organisation.rootPublic
    const spaces = [...directory.spaces.keys()]
    expect(spaces.sort()).toEqual(['comune', 'direzione', 'gare', 'paghe', 'soci', 'welfare'])
    expect(signers).toEqual([
      ['device', file.people[0]?.signPublic],
      // Each space is held by this machine and by the sheet.
      ...spaces.flatMap(() => [
        ['grant', file.people[0]?.signPublic],
        ['grant', file.people[0]?.signPublic],
      ]),
      ['organisation', root],
      ['person', root],
      ['role', root],
      ...spaces.map(() => ['space', file.people[0]?.signPublic]),
    ])
    await here.reopen()
  })

  test('leaves the root key to the printed sheet alone', async () => {
    const { recovery } = await here.nobody().door.found(founder)
    const pair = recoveryPair(recovery)
    const file = doorOf(here.folder)
    const root = pair && openSealed(Buffer.from(file.recovery.root, 'hex'), pair)
    expect(signPair(root?.subarray(0, 32)).publicKey.toString('hex')).toBe(file.organisation.rootPublic)
    // Neither the sheet's code nor the key it opens stands anywhere in the folder.
    const everything = readdirSync(here.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'lock')
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
    for (const bytes of everything) {
      expect(bytes.includes(recovery)).toBe(false)
      if (root)
        expect(bytes.includes(root.subarray(0, 32)) || bytes.includes(root.subarray(0, 32).toString('hex'))).toBe(false)
    }
  })

  test('is done once, also when it is asked for many times at once', async () => {
    const codes = await Promise.all(
      Array.from({ length: 5 }, () =>
        here
          .nobody()
          .door.found(founder)
          .then(
            () => 'founded',
            (error: { code: string }) => error.code,
          ),
      ),
    )
    expect(codes.sort()).toEqual([
      'already-organised',
      'already-organised',
      'already-organised',
      'already-organised',
      'founded',
    ])
    expect(await codeOf(here.nobody().door.found(founder))).toBe('already-organised')
  })

  test('wants a password of twelve characters, counted as a person counts them', async () => {
    // Eleven characters, one of them outside the basic plane and one with its accent apart.
    const eleven = `${'x'.repeat(9)}è😀`.normalize('NFD')
    expect(await refusalOf(here.nobody().door.found({ ...founder, password: eleven }))).toEqual({
      code: 'weak-password',
      data: { least: 12 },
    })
    expect((await here.nobody().door.state()).stage).toBe('new')
    await here.nobody().door.found({ ...founder, password: `${eleven}x` })
  })

  test('takes the look that was chosen before it along', async () => {
    await here.nobody().door.setLook({ theme: 'dark', language: 'en' })
    await here.nobody().door.found(founder)
    await here.reopen()
    expect((await here.nobody().door.state()).look).toEqual({ theme: 'dark', type: 'normal', language: 'en' })
  })

  test('that cannot be written leaves the folder as it was', async () => {
    // A folder of that name stands where the new door.json would be written.
    const obstacle = join(here.folder, `door.json.part-${process.pid}`)
    mkdirSync(obstacle)
    expect(await codeOf(here.nobody().door.found(founder))).toBe('internal')
    rmSync(obstacle, { recursive: true, force: true })
    expect(readdirSync(here.folder).filter((name) => !name.startsWith('lock'))).toEqual([])
    await here.nobody().door.found(founder)
    await here.as()
  })
})

describe('a folder without door.json', () => {
  const open = () => openCore({ dataFolder: here.folder, host: nodeHost('cli'), log: silentLog })

  test('in which a founding was cut off is founded as if it were empty', async () => {
    await here.core.close()
    writeFileSync(join(here.folder, 'founding'), '')
    writeFileSync(join(here.folder, 'smart-coop.db'), 'half of a database')
    writeFileSync(join(here.folder, 'smart-coop.db-wal'), 'half of a log')
    await here.reopen()
    await here.nobody().door.found(founder)
    await here.as()
    expect(existsSync(join(here.folder, 'founding'))).toBe(false)
  })

  test('in which a database lies is refused, and the database is left alone', async () => {
    await here.core.close()
    const database = join(here.folder, 'smart-coop.db')
    writeFileSync(database, 'years of work')
    await expect(open()).rejects.toEqual(new Refusal('data-format-unknown', { file: database }))
    expect(readFileSync(database, 'utf8')).toBe('years of work')
    rmSync(database)
    await here.reopen()
  })
})

test('a second core on the same folder is refused until the first is closed', async () => {
  const second = () => openCore({ dataFolder: here.folder, host: nodeHost('cli'), log: silentLog })
  await expect(second()).rejects.toEqual(new Refusal('data-in-use', { folder: here.folder }))
  await here.core.close()
  const core = await second()
  await core.close()
  await here.reopen()
})
