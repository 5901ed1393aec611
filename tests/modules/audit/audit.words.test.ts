/** The register in words, by whom and by what it is asked, and its export read back as a spreadsheet reads it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import en from '#resources/i18n/en/procedures.json' with { type: 'json' }
import it from '#resources/i18n/it/procedures.json' with { type: 'json' }
import auditIt from '#resources/i18n/it/audit.json' with { type: 'json' }
import { type Client, founder, type Office, office } from '../../support/office.ts'
import { enter, join } from '../../support/people.ts'
import { codeOf } from '../../support/refused.ts'

const namesIn = (procedures: object): string[] =>
  Object.entries(procedures)
    .flatMap(([noun, verbs]) => Object.keys(verbs as object).map((verb) => `${noun}.${verb}`))
    .sort()

describe('every procedure of the contract', () => {
  test.each([
    ['Italian', it],
    ['English', en],
  ])('has a name in %s, and no name stands for none', (_language, names) => {
    expect(namesIn(names)).toEqual(namesIn(contract))
  })

  test.each([
    ['Italian', it],
    ['English', en],
  ])('has a name in %s that is no other’s', (_language, names) => {
    const said = Object.values(names).flatMap((verbs) => Object.values(verbs))
    expect(said.filter((name, at) => said.indexOf(name) !== at)).toEqual([])
  })
})

/** Rows of fields: `;` between them, quotes doubled (RFC 4180). */
function readTable(text: string): string[][] {
  const rows: string[][] = [[]]
  const field = /(?:"((?:[^"]|"")*)"|([^;\r\n"]*))(;|\r\n|$)/gy
  for (const [whole, quoted, plain = '', end] of text.matchAll(field)) {
    if (whole === '') break
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.filter((row) => row.length > 0)
}

let here: Office
let ada: Client
let carla: string
beforeAll(async () => {
  here = await office()
  ada = await here.as()
  carla = await join(here, ada, 'carla', ['hr'], 'Carla "la; rossa"')
  const { client } = await enter(here, 'carla')
  await codeOf(client.people.list({}))
  await codeOf(client.audit.export({}))
  here.clock.pass(60_000)
  await ada.people.revoke({ person: carla })
})
afterAll(() => here.close())

test('people who are gone can be asked for like the others, and so can machines', async () => {
  const { people, machines } = await ada.audit.who()
  expect(people).toContainEqual({ id: carla, name: 'Carla "la; rossa"', gone: true })
  expect(people.find(({ name }) => name === founder.name)).toMatchObject({ gone: false })
  expect(machines).toMatchObject([{ name: founder.machine, gone: false }])
  const { total, rows } = await ada.audit.list({ person: carla, kinds: ['refused'] })
  expect([total, rows.map(({ what }) => what)]).toEqual([2, ['audit.export', 'people.list']])
})

test('what was done on a machine, or to it, is asked for by the machine', async () => {
  const { machines } = await ada.audit.who()
  const all = (await ada.audit.list({})).total
  expect((await ada.audit.list({ device: machines[0]?.id ?? '' })).total).toBe(all)
  expect((await ada.audit.list({ device: carla })).rows.map(({ about }) => about?.id)).toEqual(
    (await ada.audit.list({ person: carla })).rows.flatMap(({ about }) => (about?.id === carla ? [carla] : [])),
  )
})

describe('the export', () => {
  test('read back as a spreadsheet reads it, is the list, row for row and in its words', async () => {
    const listed = (await ada.audit.list({ limit: 200 })).rows.toReversed()
    const { content, rows } = await ada.audit.export({})
    const bytes = Buffer.from(await content.arrayBuffer())
    const [head, ...table] = readTable(bytes.subarray(3).toString('utf8'))
    expect([rows, table.length]).toEqual([listed.length, listed.length])
    expect(head).toHaveLength(8)
    expect(table.map((row) => [row[1], row[2], row[3], row[5], row[6], row[7]])).toEqual(
      listed.map(({ kind, person, about, device }) => [
        ...[auditIt.kinds[kind], person?.name ?? '', about?.name ?? '', device.name],
        ...[person?.id ?? '', about?.id ?? ''],
      ]),
    )
    const details = new Map(table.map((row) => [row[1], row[4]]))
    expect(details.get(auditIt.kinds['refused'])).toBe('esportare il registro degli accessi')
    expect(details.get(auditIt.kinds['sign-in'])).toBe('con la password')
    expect(details.get(auditIt.kinds['person-invited'])).toBe('Dati: Risorse umane.')
  })

  test('speaks the other language in every part', async () => {
    const { content } = await ada.audit.export({ language: 'en', kinds: ['refused'] })
    const [, ...table] = readTable((await content.text()).replace(/^\uFEFF/, ''))
    expect(table.map((row) => row[4])).toEqual(['see the list of people', 'export the access register'])
  })
})
