import { setTimeout as sleep } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Announcement } from '#contract/events.ts'
import { createCaller, type Session } from '#core/caller.ts'
import { type Announcer, createAnnouncer } from '#core/lib/announcer.ts'
import { silentLog } from '#core/lib/log.ts'
import { newsService } from '#core/modules/news/news.service.ts'
import { contract } from '#contract/index.ts'
import { buildRoad } from '#core/road.ts'

const reading: Announcement = {
  kind: 'reading',
  waiting: 2,
  running: [{ paper: 'p1', title: 'Verbale riservato', page: 1, pages: 3 }],
}
const blank = { kind: 'reading', waiting: 0, running: [] }
/** What each person sees of the papers that are read; those who may not read papers are not asked about. */
const seenBy: Record<string, { seen: ReadonlySet<string>; waiting: number }> = {
  ada: { seen: new Set(['p1']), waiting: 2 },
  carla: { seen: new Set(), waiting: 1 },
}

let announcer: Announcer
let caller: ReturnType<typeof createCaller>
let stop: AbortController
let heard: AsyncIterator<Announcement>
beforeEach(async () => {
  announcer = createAnnouncer()
  caller = createCaller('loopback', false)
  stop = new AbortController()
  const service = newsService({
    announcer,
    reading: (_papers, { person }) => seenBy[person.login] ?? { seen: new Set(['p1']), waiting: 2 },
  })
  const handlers = {
    news: { listen: (_input: unknown, act: Parameters<typeof service.listen>[1]) => service.listen(undefined, act) },
  }
  const deps = {
    writer: () => {
      throw new Error('news writes nothing')
    },
    changed: () => {},
    log: silentLog,
  }
  const router = buildRoad({ news: contract.news }, handlers, deps)
  const client = createRouterClient(router, { context: { caller } })
  heard = await client.news.listen(undefined, { signal: stop.signal })
})
afterEach(() => stop.abort())

function session(roles: Session['roles'], login = 'ada'): Session {
  return {
    person: { id: 'p', login, name: 'Ada', office: '' },
    roles,
    since: 0,
    isOver: () => false,
    wipe: () => {},
  }
}

/** What the page hears next when something is said now. */
async function hears(announcement: Announcement): Promise<unknown> {
  const next = heard.next()
  await sleep(5)
  announcer.say(announcement)
  return (await next).value
}

test('who may read papers hears their titles', async () => {
  caller.enter(session(['administrator']))
  expect(await hears(reading)).toEqual(reading)
})

test('a page that goes on listening after the sign-out hears of no paper, and hears of them again after a sign-in', async () => {
  caller.enter(session(['administrator']))
  expect(await hears(reading)).toEqual(reading)
  caller.leave(true)
  expect(await hears(reading)).toEqual(blank)
  caller.enter(session(['administrator']))
  expect(await hears(reading)).toEqual(reading)
})

test('who does not see a paper hears nothing of it, and how many of those that they see wait', async () => {
  caller.enter(session(['marketing'], 'carla'))
  expect(await hears(reading)).toEqual({ kind: 'reading', waiting: 1, running: [] })
})

test('a person without the permission hears of no paper, but that something moved', async () => {
  caller.enter(session([]))
  expect(await hears(reading)).toEqual(blank)
  expect(await hears({ kind: 'changed', noun: 'documents' })).toEqual({ kind: 'changed', noun: 'documents' })
})

test('hiding titles from one page leaves them to the others', async () => {
  await hears(reading)
  expect(reading.kind === 'reading' && reading.running[0]?.title).toBe('Verbale riservato')
})

test('many changes of one noun are told once in a tenth of a second', async () => {
  const said: unknown[] = []
  const listening = (async () => {
    for (let step = await heard.next(); !step.done; step = await heard.next()) said.push(step.value)
  })()
  await sleep(5)
  for (let i = 0; i < 100; i += 1) announcer.changed('documents')
  announcer.changed('today')
  await sleep(250)
  stop.abort()
  await listening.catch(() => {})
  expect(said).toEqual([
    { kind: 'changed', noun: 'documents' },
    { kind: 'changed', noun: 'today' },
  ])
})

test('a page that leaves while all is quiet is forgotten at once', async () => {
  const waiting = heard.next()
  await sleep(5)
  await heard.return?.()
  expect((await waiting).done).toBe(true)
})
