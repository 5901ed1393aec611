import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readDoor } from '#core/identity/doorFile.ts'
import { openKeyring } from '#core/identity/keyring.ts'
import { openSealed, subkey } from '#core/identity/secrets.ts'
import { prepare } from '#db/connection.ts'
import { type Client, founder, office, type Office } from '../../support/office.ts'
import { codeOf } from '../../support/refused.ts'

let folder: string
let house: Office
let ada: Client
let paper: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smart-coop-rebuild-'))
  const source = mkdtempSync(join(tmpdir(), 'smart-coop-source-'))
  writeFileSync(join(source, 'appunti.txt'), 'testo semplice')
  house = await office({ folder })
  ada = await house.as()
  for await (const event of await ada.documents.takeIn({ paths: [source], until: 'read' })) {
    if (event.kind === 'outcome') paper = event.outcome.paper ?? ''
  }
  await ada.documents.edit({ id: paper, title: 'Appunti di maggio', note: 'una nota' })
  rmSync(source, { recursive: true })
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true })
})

async function rebuild(client: Client): Promise<{ equal: boolean; rows: number }> {
  const steps = await client.admin.rebuild()
  for (;;) {
    const { done, value } = await steps.next()
    if (done) return value
  }
}

/** Changes rows behind the log's back, while nobody has the database open. */
async function tamper(sql: string): Promise<void> {
  await house.core.close()
  const person = readDoor(folder)?.people[0]
  const keys = person && (await openKeyring(person.keyring, founder.password))
  const deviceKey = keys && openSealed(Buffer.from(person.deviceKey, 'hex'), keys.box)
  if (!deviceKey) throw new Error('the founder has no key')
  const raw = new Database(join(folder, 'smart-coop.db'))
  prepare(raw, Buffer.from(subkey(deviceKey, 1, 'database')))
  raw.function('hlc', (_row) => 0)
  raw.function('large_old', (json) => json)
  raw.exec(`UPDATE ctx SET silent = 1; ${sql}; UPDATE ctx SET silent = 0`)
  raw.close()
  await house.reopen()
  ada = await house.as()
}

it('finds rows that are what their changes say, and changes nothing', async () => {
  const { equal, rows } = await rebuild(ada)
  expect(equal).toBe(true)
  expect(rows).toBeGreaterThan(1)
  expect((await ada.documents.open({ id: paper })).paper).toMatchObject({
    title: 'Appunti di maggio',
    note: 'una nota',
  })
})

it.each([
  ['changed', `UPDATE paper SET note = 'falsa'`],
  ['taken away', 'DELETE FROM paper'],
])('puts a row that was %s behind the log’s back right again', async (_what, sql) => {
  await tamper(sql)
  expect(await rebuild(ada)).toMatchObject({ equal: false })
  expect((await ada.documents.open({ id: paper })).paper).toMatchObject({
    title: 'Appunti di maggio',
    note: 'una nota',
  })
  expect(await rebuild(ada)).toMatchObject({ equal: true })
})

it('is for whoever looks after the machine', async () => {
  expect(await codeOf(house.nobody().admin.rebuild())).toBe('signed-out')
})
