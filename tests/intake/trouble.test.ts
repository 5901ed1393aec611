/** A test for each promise of main/core/intake/queue.ts: parsers that die, hang, eat memory or lie. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Host } from '#core/lib/host.ts'
import { startParserProcess } from '#core/lib/nodeHost.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, openDesk, troubleHost } from './desk.ts'
import { makePdf } from '../support/pdf.ts'

let desk: Desk
let host: ReturnType<typeof troubleHost>
beforeEach(async () => {
  host = troubleHost()
  desk = await openDesk({ host, silenceMs: 20_000 })
})
afterEach(() => desk.close())

const trouble = (word: string): Buffer => Buffer.from(`%PDF-1.7\n%${word}\n`)
const sound = () => makePdf({ pages: ['Un foglio che sta bene.'] })

describe('2: a paper that its parser cannot bear is refused by name, and the others go on', () => {
  it.each([
    ['TROUBLE-DIE', 'parser-died'],
    ['TROUBLE-HANG', 'parser-slow'],
    ['TROUBLE-EAT', 'parser-died'],
    ['TROUBLE-HEAP', 'parser-died'],
    ['TROUBLE-NONSENSE', 'parser-died'],
    ['TROUBLE-SKIP', 'parser-died'],
    ['TROUBLE-SHORT', 'parser-died'],
    ['TROUBLE-LONG-PAGE', 'parser-died'],
  ])('%s: %s', { timeout: 60_000 }, async (word, reason) => {
    if (word === 'TROUBLE-HANG') {
      await desk.close()
      desk = await openDesk({ host, silenceMs: 2000 })
    }
    const bad = await desk.keep(trouble(word), 'cattivo.pdf')
    const good = await desk.keep(await sound(), 'buono.pdf')
    expect(await desk.intake.outcome(good.paper)).toMatchObject({ outcome: 'filed' })
    expect(await desk.intake.outcome(bad.paper)).toMatchObject({ file: 'cattivo.pdf', outcome: 'refused', reason })
    expect(desk.count('paper_page')).toBe(1)
    expect((await desk.files.readAll(desk.paper(bad.paper)?.content ?? '')).equals(trouble(word))).toBe(true)
  })

  it('it is tried in two fresh processes and no more', async () => {
    await desk.read(trouble('TROUBLE-DIE'))
    expect(host.started).toBe(2)
    await desk.read(await sound())
    expect(host.started).toBe(3)
  })

  it.each(['TROUBLE-PICTURE', 'TROUBLE-BIG-PICTURE'])(
    '%s: a paper whose text is whole is not refused for its picture',
    async (word) => {
      const outcome = await desk.read(trouble(word))
      expect(outcome).toMatchObject({ outcome: 'filed', pages: 1 })
      expect(desk.paper(outcome.paper ?? '')?.picture).toBeNull()
    },
  )
})

describe('3: the tries are counted over restarts', () => {
  it('a try of before counts: the next one is the last', async () => {
    await desk.stop()
    const { folder } = desk
    desk = await openDesk({ folder, host })
    await desk.intake.stop()
    const { paper } = await desk.keep(trouble('TROUBLE-DIE'))
    await desk.db.write(({ raw }) => raw.prepare('UPDATE intake_job SET attempts = 1').run())
    await desk.stop()
    host.started = 0
    desk = await openDesk({ folder, host })
    expect(await desk.intake.outcome(paper)).toMatchObject({ reason: 'parser-died' })
    expect(host.started).toBe(1)
  })

  it('a paper at which the core itself ended five times is refused, and not before', async () => {
    const { folder } = desk
    await desk.intake.stop()
    const { paper } = await desk.keep(await sound())
    const dieWhileReading = async () => {
      await desk.db.write(({ raw }) => raw.prepare(`UPDATE paper SET state = 'reading' WHERE id = ?`).run(paper))
      await desk.stop()
      // Without parsers nothing is read: only the start is looked at.
      desk = await openDesk({ folder, host, parsers: 0 })
      await expect.poll(() => desk.paper(paper)?.state).not.toBe('reading')
    }
    for (let i = 0; i < 4; i++) await dieWhileReading()
    expect(desk.paper(paper)?.state).toBe('waiting')
    await dieWhileReading()
    expect(desk.paper(paper)).toMatchObject({ state: 'refused', reason: 'parser-died' })
  })
})

describe('4: no parser is no fault of the paper', () => {
  it(
    'a host that cannot start one leaves the paper waiting, and it is read when one starts',
    { timeout: 60_000 },
    async () => {
      const { folder } = desk
      await desk.stop()
      let isBroken = true
      const broken = fileURLToPath(new URL('noSuchParser.ts', import.meta.url))
      const startParser: Host['startParser'] = (name, mb) =>
        isBroken ? startParserProcess(broken, mb) : host.startParser(name, mb)
      desk = await openDesk({ folder, host: { ...host, startParser } })
      const { paper } = await desk.keep(await sound())
      await expect.poll(() => desk.paper(paper)?.state, { timeout: 20_000 }).toBe('reading')
      await expect.poll(() => desk.paper(paper)?.state, { timeout: 20_000 }).toBe('waiting')
      isBroken = false
      expect(await desk.intake.outcome(paper)).toMatchObject({ outcome: 'filed' })
    },
  )
})

describe('1: nothing is forgotten', () => {
  it('what waited at a stop is read after the next start, each paper once', async () => {
    await desk.intake.stop()
    const papers = []
    for (let i = 0; i < 5; i++) papers.push((await desk.keep(await makePdf({ pages: [`foglio numero ${i}`] }))).paper)
    expect(desk.intake.pending()).toBe(5)
    await desk.stop()
    desk = await openDesk({ folder: desk.folder, host })
    for (const paper of papers) expect(await desk.intake.outcome(paper)).toMatchObject({ outcome: 'filed' })
    expect(desk.count('paper_page')).toBe(5)
  })

  it('a file that has its name but no row, as a crash leaves it, is taken away at the next start; papers stay', async () => {
    const kept = await desk.read(await sound())
    const orphan = await desk.files.put(Buffer.from('una carta che nessuno ha registrato'))
    await desk.stop()
    writeFileSync(join(desk.folder, 'files', 'incoming', 'half'), 'x')
    desk = await openDesk({ folder: desk.folder, host })
    await expect.poll(() => desk.files.has(orphan.name)).toBe(false)
    const row = desk.paper(kept.paper ?? '')
    expect(desk.files.has(row?.content ?? '')).toBe(true)
    expect(desk.files.has(row?.picture ?? '')).toBe(true)
  })
})
