/** What a person began goes on behind the lock: by path and in pieces, for them alone, until they or their exclusion end it. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join as pathOf } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { IntakeEvent } from '#contract/documents.contract.ts'
import { type Caller, createCaller } from '#core/caller.ts'
import { silentLog } from '#core/lib/log.ts'
import { createComings } from '#core/modules/documents/comings.ts'
import { type Client, type Office, office } from '../../support/office.ts'
import { enter, join, passwordOf } from '../../support/people.ts'
import { codeOf } from '../../support/refused.ts'

const many = 60

let here: Office
let ada: Client
let carla: string
let folder: string
beforeEach(async () => {
  here = await office()
  ada = await here.as()
  carla = await join(here, ada, 'carla', ['secretariat'])
  await join(here, ada, 'bice', ['secretariat'])
  folder = mkdtempSync(pathOf(tmpdir(), 'smart-coop-comings-'))
})
afterEach(async () => {
  await here.close()
  rmSync(folder, { recursive: true, force: true })
})

const put = (name: string, text = `nota ${randomBytes(8).toString('hex')}`): void =>
  writeFileSync(pathOf(folder, name), text)
const papers = async (): Promise<number> => (await ada.documents.counts()).all ?? 0
const signInAs = (client: Client, login: string) => client.door.signIn({ login, password: passwordOf(login) })
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 50 })

/** Carla at a window, with a taking-in of the folder of which the first file has come. */
async function begun() {
  for (let i = 0; i < many; i += 1) put(`nota-${String(i).padStart(3, '0')}.txt`)
  const { client, caller } = await enter(here, 'carla', 'electron')
  const events = await client.documents.takeIn({ paths: [folder] })
  for (let event: IteratorResult<IntakeEvent>; ;) {
    event = await events.next()
    if (event.done) throw new Error('it was over before anything could be tried')
    if (event.value.kind === 'outcome') return { client, caller, events }
  }
}

type Leaving = (client: Client, caller: Caller) => Promise<unknown>
const leavings: [string, boolean, Leaving][] = [
  ['the lock', false, (client) => client.door.signOut({ keepPlace: true })],
  ['the lock of a hot desk', true, (client) => client.door.signOut({ keepPlace: true })],
  ['the sign-out', false, (client) => client.door.signOut({})],
  [
    'the idle lock',
    false,
    async (client) => {
      here.clock.pass(10 * 60_000)
      expect((await client.door.state()).stage).toBe('shut')
    },
  ],
  ['a switch to somebody else', true, (client) => signInAs(client, 'bice')],
]

describe('a taking-in by path', () => {
  test.each(leavings)('goes on after %s, is of who began it, and nobody else is told', async (_, hotDesk, leave) => {
    await ada.door.setTerminal({ hotDesk })
    const { client, caller, events } = await begun()
    await leave(client, caller)
    // The page is loaded anew.
    await events.return(undefined)
    expect(await papers()).toBeLessThan(many)
    await signInAs(client, 'bice')
    expect(await client.documents.coming()).toEqual({ items: [] })
    await until(async () => expect(await papers()).toBe(many))
    const newest = (await ada.documents.find({})).rows[0]
    expect(newest?.takenInBy).toBe('Persona carla')
    const { entries } = await ada.records.history({ kind: 'paper', id: newest?.id ?? '' })
    expect(entries.map(({ person }) => person)).toEqual(['Persona carla'])

    expect((await client.documents.coming()).items).toEqual([])
    await signInAs(client, 'carla')
    const { items } = await client.documents.coming()
    expect(items).toMatchObject([
      { name: basename(folder), state: 'ended', of: many, kept: many, refused: [], more: 0 },
    ])
    await client.documents.putAway({ ids: items.map(({ id }) => id) })
    expect(await client.documents.coming()).toEqual({ items: [] })
  })

  test('is seen under way by who comes back, and stopped by them alone', async () => {
    const { client, events } = await begun()
    await client.door.signOut({ keepPlace: true })
    await events.return(undefined)
    await signInAs(client, 'carla')
    const { items } = await client.documents.coming()
    expect(items).toMatchObject([{ name: basename(folder), state: 'coming', of: many }])
    const ids = items.map(({ id }) => id)
    const { client: bice } = await enter(here, 'bice')
    await bice.documents.putAway({ ids })
    const keptNow = async () => (await client.documents.coming()).items[0]?.kept ?? 0
    const kept = await keptNow()
    await until(async () => expect(await keptNow()).toBeGreaterThan(kept + 3))
    await client.documents.putAway({ ids })
    await until(async () => expect(await client.documents.coming()).toEqual({ items: [] }))
    const stopped = await papers()
    expect(stopped).toBeLessThan(many)
    await sleep(200)
    expect(await papers()).toBe(stopped)
  })

  test('tells who comes back which files did not come in, and why', async () => {
    put('zz-vuota.txt', '')
    const { client, events } = await begun()
    await client.door.signOut({ keepPlace: true })
    await events.return(undefined)
    await until(async () => expect(await papers()).toBe(many))
    await signInAs(client, 'carla')
    await until(async () =>
      expect((await client.documents.coming()).items).toMatchObject([
        { state: 'ended', of: many + 1, kept: many, refused: [{ name: 'zz-vuota.txt', reason: 'file-empty' }] },
      ]),
    )
  })

  test('ends when its person is shut out', async () => {
    const { client, events } = await begun()
    await client.door.signOut({ keepPlace: true })
    await events.return(undefined)
    await ada.people.suspend({ person: carla })
    await sleep(100)
    const stopped = await papers()
    await sleep(300)
    expect(await papers()).toBe(stopped)
    expect(stopped).toBeLessThan(many)
  })

  test('is stopped by its person, who is in, and leaves nothing to be told', async () => {
    const { client, events } = await begun()
    await events.return(undefined)
    await sleep(100)
    const stopped = await papers()
    expect(stopped).toBeLessThan(many)
    await sleep(200)
    expect(await papers()).toBe(stopped)
    expect(await client.documents.coming()).toEqual({ items: [] })
  })

  test('is told to stop by a core that closes, and waited for', async () => {
    const comings = createComings({ isLetIn: () => true, changed: () => {}, log: silentLog })
    const act = { caller: createCaller('electron', true), session: null, signal: new AbortController().signal }
    let hasStopped = false
    void comings.run(act, 'cartella', async ({ signal }) => {
      await once(signal, 'abort')
      await sleep(20)
      hasStopped = true
    })
    await comings.close()
    expect(hasStopped).toBe(true)
  })
})

describe('a file in pieces', () => {
  const text = (half: string) => new Blob([half])
  let client: Client
  let caller: Caller
  let uploads: string[]
  beforeEach(async () => {
    ;({ client, caller } = await enter(here, 'carla', 'loopback'))
    const files = ['a.txt', 'b.txt'].map((name) => ({ name, size: 10 }))
    uploads = (await client.files.begin({ files })).uploads
    await client.files.append({ upload: uploads[0] ?? '', offset: 0, bytes: text('abcde') })
  })

  test('that was granted before the lock comes in behind it, and is of who was granted it', async () => {
    await client.door.signOut({ keepPlace: true })
    for (const [nth, upload] of uploads.entries()) {
      if (nth === 1) await client.files.append({ upload, offset: 0, bytes: text('12345') })
      if (nth === 1) await signInAs(client, 'bice')
      await client.files.append({ upload, offset: 5, bytes: text('fghij') })
      expect(await client.files.finish({ upload })).toEqual({ paper: null, duplicate: false })
    }
    const { rows } = await ada.documents.find({})
    expect(rows.map(({ name, takenInBy }) => [name, takenInBy])).toEqual([
      ['b.txt', 'Persona carla'],
      ['a.txt', 'Persona carla'],
    ])
    const { entries } = await ada.records.history({ kind: 'paper', id: rows[0]?.id ?? '' })
    expect(entries.map(({ person }) => person)).toEqual(['Persona carla'])
    expect(await client.documents.coming()).toEqual({ items: [] })
    await signInAs(client, 'carla')
    expect((await client.documents.coming()).items).toMatchObject([{ name: '', state: 'ended', of: 2, kept: 2 }])
  })

  test('is granted to nobody who is not in', async () => {
    await client.door.signOut({ keepPlace: true })
    expect(await codeOf(client.files.begin({ files: [{ name: 'c.txt', size: 10 }] }))).toBe('signed-out')
  })

  test('that is given up behind the lock is named to its person', async () => {
    await client.door.signOut({ keepPlace: true })
    await client.files.abandon({ uploads })
    await signInAs(client, 'carla')
    const reason = 'left-behind'
    expect((await client.documents.coming()).items).toMatchObject([
      {
        kept: 0,
        refused: [
          { name: 'a.txt', reason },
          { name: 'b.txt', reason },
        ],
      },
    ])
  })

  test('that its person gives up while they are in is theirs to know', async () => {
    await client.files.abandon({ uploads })
    expect(await client.documents.coming()).toEqual({ items: [] })
  })

  test('comes from nobody else, and no more from who is shut out', async () => {
    const [upload = ''] = uploads
    const { client: bice } = await enter(here, 'bice', 'loopback')
    const piece = { upload, offset: 5, bytes: text('fghij') }
    expect(await codeOf(bice.files.append(piece))).toBe('upload-unknown')
    await ada.people.suspend({ person: carla })
    expect(await codeOf(client.files.append(piece))).toBe('upload-unknown')
    expect(await papers()).toBe(0)
  })

  test('that is on its way does not keep the window open', async () => {
    const lockAt = caller.lockAt()
    here.clock.pass(60_000)
    await client.files.append({ upload: uploads[0] ?? '', offset: 5, bytes: text('fghij') })
    expect(caller.lockAt()).toBe(lockAt)
  })
})

test('after ten silent minutes what a page has begun is given up, and its person is told', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const { client } = await enter(here, 'carla', 'loopback')
    const { uploads } = await client.files.begin({
      files: [
        { name: 'a.txt', size: 10 },
        { name: 'b.txt', size: 10 },
      ],
    })
    const [first = '', second = ''] = uploads
    vi.advanceTimersByTime(9 * 60_000)
    await client.files.append({ upload: first, offset: 0, bytes: new Blob(['abcde']) })
    // One piece of any file says that the page is there.
    vi.advanceTimersByTime(9 * 60_000)
    await client.files.append({ upload: second, offset: 0, bytes: new Blob(['abcde']) })
    vi.advanceTimersByTime(10 * 60_000)
    expect(await codeOf(client.files.finish({ upload: first }))).toBe('upload-unknown')
    expect((await client.documents.coming()).items).toMatchObject([{ kept: 0, refused: [{ name: 'a.txt' }, {}] }])
  } finally {
    vi.useRealTimers()
  }
})
