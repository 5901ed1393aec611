import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditKind } from '#contract/audit.contract.ts'
import { createDoor } from '#core/modules/door/door.ts'
import { detailText, lineOf } from '#core/modules/audit/audit.rules.ts'
import peopleIt from '#resources/i18n/it/people.json' with { type: 'json' }
import { againAfterMs } from '#core/audit.ts'
import { createAnnouncer } from '#core/lib/announcer.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { createCaller } from '#core/caller.ts'
import { cheapCost, type Client, founder, type Office, office } from '../../support/office.ts'
import { enter, join } from '../../support/people.ts'
import { codeOf, refusalOf } from '../../support/refused.ts'

let here: Office
let ada: Client
beforeEach(async () => {
  here = await office()
  ada = await here.as()
})
afterEach(() => here.close())

const kinds = async (...wanted: AuditKind[]) =>
  (await ada.audit.list({ kinds: wanted, limit: 200 })).rows.map(({ kind }) => kind)
const idOf = async (client: Client) => (await client.door.state()).person?.id ?? ''

describe('the audit keeps', () => {
  test('who signed in, how and where', async () => {
    const { rows, total } = await ada.audit.list({})
    const person = { id: await idOf(ada), name: founder.name }
    expect([total, rows]).toMatchObject([
      1,
      [{ kind: 'sign-in', person, what: 'password', device: { name: founder.machine } }],
    ])
  })

  test('wrong tries: about whom when there is such a person, and never what was typed', async () => {
    await refusalOf(here.nobody().door.signIn({ login: founder.login, password: 'segreto sbagliato' }))
    await refusalOf(here.nobody().door.signIn({ login: 'segreto-al-posto-sbagliato', password: 'x' }))
    const { rows } = await ada.audit.list({ kinds: ['wrong-try'] })
    expect(rows.map(({ about, person }) => [about?.name ?? null, person])).toEqual([
      [null, null],
      [founder.name, null],
    ])
    expect(JSON.stringify(rows)).not.toContain('segreto')
  })

  test('wrong tries at a shut machine, which go in when it opens', async () => {
    await here.reopen()
    for (let i = 0; i < 2; i += 1) await refusalOf(here.nobody().door.signIn({ login: founder.login, password: 'no' }))
    await here.reopen()
    ada = await here.as()
    expect(await kinds('wrong-try', 'sign-in')).toEqual(['sign-in', 'wrong-try', 'wrong-try', 'sign-in'])
  })

  test('what a role did not allow, once in a while', async () => {
    await join(here, ada, 'carla')
    const { client } = await enter(here, 'carla')
    for (let i = 0; i < 5; i += 1) await codeOf(client.people.list({}))
    await codeOf(client.audit.list({}))
    const refused = async () => (await ada.audit.list({ kinds: ['refused'] })).rows.map(({ what }) => what)
    expect(await refused()).toEqual(['audit.list', 'people.list'])
    here.clock.pass(againAfterMs)
    await codeOf(client.people.list({}))
    expect(await refused()).toEqual(['people.list', 'audit.list', 'people.list'])
  })

  test('everything that is done to people, with roles given and taken', async () => {
    const person = await join(here, ada, 'carla', ['hr'])
    await ada.people.changeRoles({ person, roles: ['payroll', 'tenders'] })
    await ada.people.rename({ person, name: 'Carla Nuova', office: '' })
    await ada.people.suspend({ person })
    await ada.people.readmit({ person })
    await ada.people.reset({ person })
    await ada.people.revoke({ person })
    const { rows } = await ada.audit.list({ person })
    expect(rows.map(({ kind, what }) => `${kind} ${what}`.trim()).reverse()).toEqual([
      'person-invited +hr',
      'code-redeemed',
      'sign-in code',
      'roles-changed +payroll +tenders -hr',
      'person-renamed',
      'person-suspended',
      'person-readmitted',
      'person-reset',
      'person-revoked',
    ])
    const self = await idOf(ada)
    expect(rows.find(({ kind }) => kind === 'roles-changed')).toMatchObject({
      person: { id: self },
      about: { id: person },
    })
  })

  test('a recovery by the printed sheet, a changed password, a terminal’s settings', async () => {
    const password = 'una frase ritrovata'
    await here.nobody().door.recover({ login: founder.login, recovery: here.recovery, password })
    ada = await here.as(founder.login, password)
    await ada.door.changePassword({ current: password, next: 'un’altra ancora più lunga' })
    await ada.door.setTerminal({ idleMinutes: 7 })
    expect(await kinds('recovered', 'password-changed', 'terminal-changed')).toEqual([
      'terminal-changed',
      'password-changed',
      'recovered',
    ])
  })

  test('nothing of a person who was never there', async () => {
    const { rows, total } = await ada.audit.list({ person: '0198c0de-0000-7000-8000-000000000001' })
    expect([rows, total]).toEqual([[], 0])
  })
})

describe('nobody', () => {
  test('changes or removes a row, whatever the form of SQL', async () => {
    await here.core.close()
    const deps = { folder: here.folder, clock: here.clock, log: silentLog, host: nodeHost('cli'), parsers: 1 }
    const door = createDoor({ ...deps, announcer: createAnnouncer(), cost: cheapCost })
    try {
      await door.signIn(createCaller('cli', true), { login: founder.login, password: founder.password })
      const machine = door.machine()
      const rows = () => machine?.db.read.prepare('SELECT * FROM audit ORDER BY id').all()
      const before = rows()
      expect(before).toHaveLength(2)
      for (const sql of [
        `UPDATE audit SET what = 'x'`,
        'DELETE FROM audit',
        `INSERT OR REPLACE INTO audit(id, at, kind, device, what) SELECT id, at, kind, device, 'x' FROM audit`,
        `REPLACE INTO audit(id, at, kind, device) SELECT id, 0, kind, device FROM audit`,
        `INSERT INTO audit(id, at, kind, device) SELECT id, 0, kind, device FROM audit WHERE true
         ON CONFLICT(id) DO UPDATE SET at = 0`,
        `UPDATE OR IGNORE audit SET at = 0`,
      ]) {
        const act = machine?.db.write((tx) => void tx.raw.exec(sql))
        await expect(act).rejects.toThrow('the audit is only added to')
      }
      expect(rows()).toEqual(before)
    } finally {
      await door.close()
      await here.reopen()
    }
  })

  test('reads it without the permission', async () => {
    await join(here, ada, 'carla', ['hr', 'payroll', 'secretariat'])
    await join(here, ada, 'dora', ['direction'])
    const { client: carla } = await enter(here, 'carla')
    expect([await codeOf(carla.audit.list({})), await codeOf(carla.audit.export({}))]).toEqual([
      'forbidden',
      'forbidden',
    ])
    const { client: dora } = await enter(here, 'dora')
    expect((await dora.audit.list({})).total).toBeGreaterThan(3)
  })
})

describe('the list', () => {
  test('is filtered by kinds, person and period, newest first, in pages', async () => {
    const start = here.clock.now()
    const people: string[] = []
    for (const login of ['carla', 'dario', 'elio']) {
      here.clock.pass(86_400_000)
      people.push(await join(here, ada, login))
    }
    const list = (filter: Parameters<typeof ada.audit.list>[0]) => ada.audit.list(filter)
    expect((await list({ kinds: ['person-invited'] })).total).toBe(3)
    expect((await list({ person: people[1] ?? '' })).total).toBe(3)
    const day = { from: start + 86_400_000, until: start + 2 * 86_400_000 }
    expect((await list({ ...day, kinds: ['person-invited'] })).rows.map(({ about }) => about?.id)).toEqual([people[0]])
    const { rows, total } = await list({ offset: 2, limit: 3 })
    expect([rows.length, total]).toEqual([3, 10])
    const all = (await list({ limit: 200 })).rows
    expect(rows).toEqual(all.slice(2, 5))
    expect(all.map(({ at }) => at)).toEqual(all.map(({ at }) => at).sort((a, b) => b - a))
  })
})

describe('the export', () => {
  test('is a table for the spreadsheet, in the words of the screen, and is itself recorded', async () => {
    const person = await join(here, ada, 'carla', ['hr'], '=HYPERLINK("http://male.example";"D’Àngelo")')
    const { name, content, rows } = await ada.audit.export({ person })
    const bytes = Buffer.from(await content.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const lines = bytes.subarray(3).toString('utf8').split('\r\n')
    expect(lines[0]).toBe('Quando;Che cosa;Chi;Riguarda;Dettaglio;Computer;Chi (codice);Riguarda (codice)')
    expect([name, rows, lines.length]).toEqual(['registro-2026-05-04.csv', 3, 5])
    expect(lines[1]).toContain(
      `2026-05-04 10:00:00;Ha invitato;Ada Fontanelli;"'=HYPERLINK(""http://male.example"";""D’Àngelo"")";Dati: Risorse umane`,
    )
    expect(await kinds('exported')).toEqual(['exported'])
    const english = await (await ada.audit.export({ language: 'en' })).content.text()
    expect(english.split('\r\n')[0]).toContain('When;What;Who')
  })

  test('of thousands of rows has each once, and other calls are answered meanwhile', async () => {
    await here.core.close()
    const deps = { folder: here.folder, clock: here.clock, log: silentLog, host: nodeHost('cli'), parsers: 1 }
    const door = createDoor({ ...deps, announcer: createAnnouncer(), cost: cheapCost })
    await door.signIn(createCaller('cli', true), { login: founder.login, password: founder.password })
    const entries = Array.from({ length: 3_500 }, (_, n) => ({
      kind: 'c3-opened' as const,
      person: null,
      what: `n${n}`,
    }))
    await door.audit.record(...entries)
    await door.close()
    await here.reopen()
    ada = await here.as()
    const exporting = ada.audit.export({ kinds: ['c3-opened'] })
    await ada.door.state()
    const { content, rows } = await exporting
    expect(rows).toBe(3_500)
    const words = (await content.text()).match(/;n\d+;/g) ?? []
    expect(new Set(words).size).toBe(3_500)
  })

  test('says roles in the words of the screen, and leaves what is no list of roles', () => {
    const names = { ...peopleIt.roleNames, hr: 'Risorse', payroll: 'Paghe', tenders: 'Gare' }
    const texts = {
      ...{ roles: names, given: 'Dati: {{roles}}.', taken: 'Tolti: {{roles}}.' },
      procedures: { people: { list: 'vedere le persone' } },
      ...{ how: { pin: 'con il PIN' }, exports: { 'audit csv': 'il registro' } },
      terminal: { idle: 'blocco dopo {{minutes}} min', hotDesk: 'condivisa', space: 'documenti: {{space}}' },
      spaces: { paghe: 'Paghe' },
    }
    expect(detailText('roles-changed', '+payroll +tenders -hr', texts)).toBe('Dati: Paghe, Gare. Tolti: Risorse.')
    for (const what of ['', 'password', 'people.list', '+nobody', '+hr x'])
      expect(detailText('roles-changed', what, texts)).toBe(what)
    expect(detailText('refused', 'people.list', texts)).toBe('vedere le persone')
    expect(detailText('sign-in', 'pin', texts)).toBe('con il PIN')
    expect(detailText('exported', 'audit csv', texts)).toBe('il registro')
    expect(detailText('terminal-changed', 'idle 10 hot-desk', texts)).toBe('blocco dopo 10 min, condivisa')
    expect(detailText('terminal-changed', 'idle 5 space paghe', texts)).toBe('blocco dopo 5 min, documenti: Paghe')
    for (const what of ['people.eat', 'toString.call', 'x']) expect(detailText('refused', what, texts)).toBe(what)
    for (const what of ['constructor', 'foglio']) expect(detailText('sign-in', what, texts)).toBe(what)
    expect(detailText('terminal-changed', 'space gare', texts)).toBe('space gare')
  })

  test.each([
    ['=1+1', `'=1+1`],
    ['+39 02', `'+39 02`],
    ['-3', `'-3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    [' =1', `' =1`],
    ['a;b', '"a;b"'],
    ['detto «così»', 'detto «così»'],
    ['due\nrighe', '"due\nrighe"'],
    ['con "virgolette"', '"con ""virgolette"""'],
    ["D'Angelo", "D'Angelo"],
  ])('writes %j as %j', (text, field) => {
    expect(lineOf([text, 'x'])).toBe(`${field};x\r\n`)
  })
})

test('an entry that cannot be written fails the act, and says why', async () => {
  const person = await join(here, ada, 'carla', ['hr'])
  await here.core.close()
  const deps = { folder: here.folder, clock: here.clock, log: silentLog, host: nodeHost('cli'), parsers: 1 }
  const door = createDoor({ ...deps, announcer: createAnnouncer(), cost: cheapCost })
  const caller = createCaller('cli', true)
  await door.signIn(caller, { login: founder.login, password: founder.password })
  const machine = door.machine()
  if (!machine) throw new Error('the machine is shut')
  // No page more than there are: what SQLite says of a disk that is full.
  await machine.db.write(
    ({ raw }) => void raw.pragma(`max_page_count = ${String(raw.pragma('page_count', { simple: true }))}`),
  )
  const filling = async () => {
    for (let n = 0; n < 2_000; n += 1) await door.audit.record({ kind: 'c3-opened', person, what: 'x'.repeat(1_000) })
  }
  await expect(filling()).rejects.toMatchObject({ code: 'SQLITE_FULL' })
  const session = caller.session()
  const suspending = door.decide(session, () => ({
    sayings: [{ kind: 'suspended', person }],
    people: [],
    entries: [{ kind: 'person-suspended', about: person, what: 'x'.repeat(5_000) }],
    result: null,
  }))
  await expect(suspending).rejects.toMatchObject({ code: 'SQLITE_FULL' })
  expect([door.directory().people.get(person)?.state, door.file()?.pending]).toEqual(['active', []])
  await door.close()
  await here.reopen()
  ada = await here.as()
  expect((await ada.people.one({ person })).state).toBe('active')
  await enter(here, 'carla')
})
