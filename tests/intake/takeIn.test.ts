/** `documents.takeIn` and the files brought in pieces, through the real core. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { IntakeEvent, IntakeOutcome } from '#contract/documents.contract.ts'
import { walk } from '#core/modules/documents/walk.ts'
import { type Client, founder, office, type Office } from '../support/office.ts'
import { makePdf } from '../support/pdf.ts'

let desk: Office
let client: Client
let folder: string
beforeAll(async () => {
  desk = await office({ parsers: 1 })
  client = await desk.as()
})
afterAll(() => desk.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smart-coop-papers-'))
  return () => rmSync(folder, { recursive: true, force: true })
})

const unique = (): string => `testo ${randomBytes(8).toString('hex')}`
const put = (name: string, content: string | Uint8Array = unique()): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function takeIn(
  paths: string[],
  until: 'kept' | 'read' = 'read',
  from = client,
): Promise<{ outcomes: IntakeOutcome[]; events: IntakeEvent[] }> {
  const events: IntakeEvent[] = []
  for await (const event of await from.documents.takeIn({ paths, until })) events.push(event)
  return { events, outcomes: events.flatMap((event) => (event.kind === 'outcome' ? [event.outcome] : [])) }
}

describe('taking in paths', () => {
  it('tells of every file its outcome as it is written down for the command line', async () => {
    const pdf = put(
      'lettera.pdf',
      await makePdf({ heading: 'Lettera ai soci', pages: [`Trento, 3 marzo 2026 ${unique()}`] }),
    )
    const note = put('nota.txt')
    const { outcomes, events } = await takeIn([pdf, note, pdf])
    expect(events[0]).toEqual({ kind: 'found', files: 3 })
    expect(outcomes.map(({ file, outcome }) => [file, outcome]).sort()).toEqual([
      [pdf, 'duplicate'],
      [pdf, 'filed'],
      [note, 'review'],
    ])
    const filed = outcomes.find(({ outcome }) => outcome === 'filed')
    expect(Object.keys(filed ?? {}).sort()).toEqual(
      [
        'file',
        'paper',
        'sha256',
        'outcome',
        'reason',
        'kind',
        'confidence',
        'pages',
        'ocrPages',
        'chars',
        'language',
        'fields',
        'ms',
      ].sort(),
    )
    expect(filed).toMatchObject({
      kind: 'pdf',
      fields: { date: { value: '2026-03-03', page: 1 }, title: { value: 'Lettera ai soci' } },
    })
  })

  it('does not wait for the reading when only asked to keep', async () => {
    const { outcomes } = await takeIn([put('x.pdf', await makePdf({ pages: [unique()] }))], 'kept')
    expect(outcomes[0]?.outcome).toBe('kept')
  })

  it('goes on after files that cannot be taken in, and names each with its reason', async () => {
    const pipe = join(folder, 'c-pipe')
    execFileSync('mkfifo', [pipe])
    put('a-empty.pdf', '')
    put('d-last.txt')
    writeFileSync(join(folder, 'e-big.pdf'), '')
    execFileSync('truncate', ['-s', '101M', join(folder, 'e-big.pdf')])
    const { outcomes } = await takeIn([join(folder, 'b-absent.pdf'), folder])
    expect(outcomes.map(({ file, reason }) => [file.slice(folder.length + 1), reason])).toEqual([
      ['b-absent.pdf', 'file-unreadable'],
      ['a-empty.pdf', 'file-empty'],
      ['c-pipe', 'file-unreadable'],
      ['d-last.txt', 'kept-as-is'],
      ['e-big.pdf', 'file-too-big'],
    ])
    for (const outcome of outcomes)
      if (outcome.reason !== 'kept-as-is')
        expect(outcome).toMatchObject({ outcome: 'refused', paper: null, sha256: null })
  })

  it('a file that grows while it is copied is refused and leaves nothing', async () => {
    const path = put('grows.bin', randomBytes(30 * 1024 * 1024))
    const growing = setInterval(() => appendFileSync(path, randomBytes(1024)), 1)
    const { outcomes } = await takeIn([path]).finally(() => clearInterval(growing))
    expect(outcomes[0]).toMatchObject({ outcome: 'refused', reason: 'file-changed' })
  })

  it('takes names as they are: quotes, line breaks, many letters, turns of direction, bytes that are no Unicode', async () => {
    const names = [`l'"ordine".txt`, 'due\nrighe.txt', `${'n'.repeat(250)}.txt`, '\u202Efdp.txt']
    for (const name of names) put(name)
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/perch`), Buffer.from([0xe9]), Buffer.from('.txt')]), unique())
    const { outcomes } = await takeIn([folder])
    expect(outcomes).toHaveLength(5)
    for (const outcome of outcomes) expect(outcome.outcome).toBe('review')
    const titles = outcomes.map(({ fields }) => fields['title']?.value)
    expect(titles).toEqual(expect.arrayContaining([`l'"ordine"`, 'due righe', 'perché', 'fdp']))
    // Nothing in a title may break a line or turn the direction of writing.
    for (const title of titles) expect(title).not.toMatch(/[\n\u202E]/)
  })

  it('is for callers on this machine only', async () => {
    const { client: page } = desk.call('loopback', false)
    await page.door.signIn({ login: founder.login, password: founder.password })
    await expect(takeIn([put('x.txt')], 'read', page)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('stops when it is called off: what was kept stays, the rest is not touched', async () => {
    for (let i = 0; i < 40; i++) put(`carta-${String(i).padStart(2, '0')}.txt`)
    const before = (await client.documents.counts()).all ?? 0
    let seen = 0
    for await (const event of await client.documents.takeIn({ paths: [folder] }))
      if (event.kind === 'outcome' && ++seen === 3) break
    const after = (await client.documents.counts()).all ?? 0
    expect(after - before).toBeGreaterThanOrEqual(3)
    expect(after - before).toBeLessThan(40)
  })
})

describe('walking', () => {
  const names = async (...paths: string[]): Promise<string[]> => {
    const found = []
    for await (const file of walk(paths))
      found.push(`${file.unreadable ? '!' : ''}${file.shown.slice(folder.length + 1)}`)
    return found
  }

  it('goes by name, leaves out the hidden, follows links to files and none to folders', async () => {
    mkdirSync(join(folder, 'b', '.git'), { recursive: true })
    for (const name of ['b/2.txt', 'b/10.txt', 'a.txt', '.hidden', 'b/.git/x']) put(name)
    symlinkSync(folder, join(folder, 'b', 'loop'))
    symlinkSync(join(folder, 'a.txt'), join(folder, 'z-link'))
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dead'))
    expect(await names(folder)).toEqual(['a.txt', 'b/10.txt', 'b/2.txt', 'z-link'])
  })

  it('takes what is named, hidden or linked or absent', async () => {
    mkdirSync(join(folder, 'real'))
    put('real/1.txt')
    put('.hidden')
    symlinkSync(join(folder, 'real'), join(folder, 'link'))
    expect(await names(join(folder, 'link'), join(folder, '.hidden'), join(folder, 'absent'))).toEqual([
      'link/1.txt',
      '.hidden',
      'absent',
    ])
  })

  it('names a folder that may not be read', async (context) => {
    context.skip(process.getuid?.() === 0, 'root may read every folder')
    mkdirSync(join(folder, 'shut'))
    chmodSync(join(folder, 'shut'), 0)
    expect(await names(folder)).toEqual(['!shut'])
    chmodSync(join(folder, 'shut'), 0o700)
  })
})

describe('a file in pieces', () => {
  const begin = async (size: number, from = client) => {
    const { uploads } = await from.files.begin({ files: [{ name: 'a.txt', size }] })
    return { upload: uploads[0] ?? '' }
  }
  const append = (upload: string, offset: number, content: string | Uint8Array<ArrayBuffer>, from = client) =>
    from.files.append({ upload, offset, bytes: new Blob([content]) })

  it('is one paper when all its pieces have come', async () => {
    const { upload } = await begin(10)
    expect(await append(upload, 0, 'abcde')).toEqual({ received: 5 })
    expect(await append(upload, 5, 'fghij')).toEqual({ received: 10 })
    const { paper } = await client.files.finish({ upload })
    expect(await (await client.documents.bytes({ id: paper ?? '', offset: 0, length: 100 })).text()).toBe('abcdefghij')
    await expect(client.files.finish({ upload })).rejects.toMatchObject({ code: 'upload-unknown' })
  })

  it.each([
    ['a gap', 6, 'x', 'file-changed'],
    ['a repetition', 0, 'x', 'file-changed'],
    ['more than was promised', 5, 'fghijk', 'file-changed'],
  ])('%s ends it', async (_, offset, content, code) => {
    const { upload } = await begin(10)
    await append(upload, 0, 'abcde')
    await expect(append(upload, offset, content)).rejects.toMatchObject({ code })
    await expect(append(upload, 5, 'f')).rejects.toMatchObject({ code: 'upload-unknown' })
  })

  it('that ends too soon is no paper', async () => {
    const before = (await client.documents.counts()).all
    const { upload } = await begin(10)
    await append(upload, 0, unique().slice(0, 9))
    await expect(client.files.finish({ upload })).rejects.toMatchObject({ code: 'file-changed' })
    expect((await client.documents.counts()).all).toBe(before)
  })

  it('two pieces at once end it: nothing is mixed', async () => {
    const { upload } = await begin(10)
    const both = await Promise.allSettled([append(upload, 0, 'abcde'), append(upload, 0, 'ABCDE')])
    expect(both.map(({ status }) => status)).toContain('rejected')
    await expect(append(upload, 5, 'fghij')).rejects.toMatchObject({ code: 'upload-unknown' })
  })

  it('belongs to who began it', async () => {
    const other = await desk.as()
    const { upload } = await begin(10)
    await expect(append(upload, 0, 'x', other)).rejects.toMatchObject({ code: 'upload-unknown' })
    await other.files.abandon({ uploads: [upload] })
    expect(await append(upload, 0, 'abcde')).toEqual({ received: 5 })
    await client.files.abandon({ uploads: [upload] })
    await expect(append(upload, 5, 'x')).rejects.toMatchObject({ code: 'upload-unknown' })
  })

  it('is refused at once when it is empty or too large', async () => {
    await expect(begin(0)).rejects.toMatchObject({ code: 'file-empty' })
    await expect(begin(101 * 1024 * 1024)).rejects.toMatchObject({ code: 'file-too-big' })
  })

  it('that is the twenty-first to be under way gives up the first', async () => {
    const { uploads } = await client.files.begin({ files: Array(22).fill({ name: 'a.txt', size: 10 }) })
    for (const upload of uploads.slice(0, 21)) expect(await append(upload, 0, 'x')).toEqual({ received: 1 })
    await expect(append(uploads[0] ?? '', 1, 'x')).rejects.toMatchObject({ code: 'upload-unknown' })
    expect(await append(uploads[20] ?? '', 1, 'x')).toEqual({ received: 2 })
    // One that has not set out is no burden.
    expect(await append(uploads[21] ?? '', 0, 'x')).toEqual({ received: 1 })
    await client.files.abandon({ uploads })
  })

  it('of 100 MB passes without filling the memory', { timeout: 120_000 }, async () => {
    const size = 100 * 1024 * 1024
    const step = 4 * 1024 * 1024
    const { upload } = await begin(size)
    const before = process.memoryUsage.rss()
    let most = 0
    for (let at = 0; at < size; at += step) {
      await append(upload, at, randomBytes(step))
      most = Math.max(most, process.memoryUsage.rss() - before)
    }
    const { paper } = await client.files.finish({ upload })
    expect(most).toBeLessThan(150 * 1024 * 1024)
    expect((await client.documents.open({ id: paper ?? '' })).paper.size).toBe(size)
  })
})
