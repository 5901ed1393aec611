/** The installed program with a verb: the built main under Node, with the double in Electron's place. */
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { demoPapers } from '#core/demo/demo.ts'
import { buildPage, buildShell } from '#main/cli/build.ts'
import { fromRoot } from '#main/cli/paths.ts'
import { verbWords } from '#main/cli/verbs.ts'
import { socketPath } from '#main/loopback/socket.ts'
import { launchDouble } from '../support/electronDouble/launch.ts'
import { installedVerb, startVerb } from '../support/electronDouble/verb.ts'
import { writePdf } from '../support/pdf.ts'
import { founder } from '../support/serve.ts'

const { password } = founder
let base: string
let folder: string
beforeAll(async () => {
  await buildPage(() => {})
  await buildShell(() => {})
  base = realpathSync(mkdtempSync(join(tmpdir(), 'smart-coop-verb-')))
  folder = join(base, 'dati')
  await writePdf(join(base, 'verbale.pdf'), 'Verbale della mensa zafferano')
  const made = await installedVerb(['init', '--data', folder, '--org', 'Il Tiglio', '--user', 'ada', '--json'], {
    password,
  })
  expect(made).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(made.out)).toHaveProperty('recovery')
}, 300_000)
afterAll(() => rmSync(base, { recursive: true, force: true }))

describe('a verb of the installed program', () => {
  it('takes in, reads in a parser of its own, and finds, each with one answer on standard output', async () => {
    const taken = await installedVerb(['intake', '--data', folder, '--json', join(base, 'verbale.pdf')], { password })
    expect(taken).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(taken.out)).toMatchObject({ outcome: 'filed', kind: 'pdf', pages: 1 })
    expect(taken.recorded?.forks.map((fork) => fork.entry)).toEqual(
      expect.arrayContaining([fromRoot('out/main/core.js'), fromRoot('out/main/parserPdf.js')]),
    )
    const found = await installedVerb(['search', '--data', folder, '--json', 'zafferano'], { password })
    expect(found).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(found.out)).toMatchObject({ total: 1, hits: [{ kind: 'pdf' }] })
  }, 60_000)

  it('opens no window, tray or menu, asks for no screen, and leaves the folder free', async () => {
    const { recorded, code } = await installedVerb(['status', '--data', folder], { password })
    expect(code).toBe(0)
    expect(recorded).toMatchObject({ windows: [], tray: [], menu: [], switches: { 'ozone-platform': 'headless' } })
    expect(recorded?.calls).toEqual(['disableHardwareAcceleration', 'setPath sessionData'])
    expect(existsSync(socketPath(folder))).toBe(false)
  }, 30_000)

  it('is answered by the window that is open on the same folder, and starts no core', async () => {
    const window = await launchDouble({ folder, args: ['--hidden'] })
    await window.ask('door/state')
    const found = await installedVerb(['search', '--data', folder, '--json', 'zafferano'], { password })
    expect(found).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(found.out)).toMatchObject({ total: 1 })
    expect(found.recorded?.forks).toEqual([])
    await window.close()
  }, 60_000)

  it('started at the same moment as two others, all get their answer', async () => {
    const all = await Promise.all(
      [1, 2, 3].map(() => installedVerb(['status', '--data', folder, '--json'], { password })),
    )
    expect(all.map((one) => [one.code, one.err])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ])
  }, 60_000)

  it.each([
    ['a wrong password', ['status'], 'una frase del tutto diversa', 1, /^[^\n]+\n$/],
    ['no password', ['status'], '', 1, /^Serve una password[^\n]*\n$/],
    ['wrong usage', ['search'], password, 2, /^Così non si può usare/],
    ['a verb that is not there', ['domani'], password, 2, /non è un verbo/],
    ['a page', ['serve'], password, 2, /^«serve» qui non c'è[^\n]*\n$/],
  ])(
    'says what is wrong with %s, and ends with its code',
    async (_what, words, secret, code, sentence) => {
      const answer = await installedVerb([...words, '--data', folder], { password: secret })
      expect(answer).toMatchObject({ code, out: '' })
      expect(answer.err).toMatch(sentence)
    },
    30_000,
  )

  it('says why the data folder cannot be opened', async () => {
    const file = join(base, 'un file')
    writeFileSync(file, '')
    const answer = await installedVerb(['status', '--data', file], { password })
    expect(answer).toMatchObject({ code: 1, out: '' })
    expect(answer.err).toContain(file)
  }, 30_000)

  it('says that its core has gone in the middle of the work', async () => {
    const papers = mkdtempSync(join(base, 'molti-'))
    for await (const { name, bytes } of demoPapers(40, 77)) writeFileSync(join(papers, name), bytes)
    const verb = startVerb(['intake', '--data', folder, '--json', papers], { password })
    await new Promise((resolve) => verb.child.stdout?.once('data', resolve))
    verb.probe('killCore')
    const answer = await verb.answer
    expect(answer.code).toBe(1)
    expect(answer.err).toMatch(/^Smart-Coop si è chiuso[^\n]*\n$/)
    expect(answer.recorded?.forks.filter((fork) => fork.entry.endsWith('core.js'))).toHaveLength(1)
  }, 90_000)

  it('that is told to stop does not end as if all were well', async () => {
    const verb = startVerb(['search', '--data', folder, 'zafferano'], { password })
    await vi.waitFor(() => expect(existsSync(socketPath(folder))).toBe(true), 20_000)
    verb.probe('quit')
    expect((await verb.answer).code).toBe(130)
  }, 30_000)

  it('explains itself', async () => {
    const { code, out } = await installedVerb(['--help'])
    expect(code).toBe(0)
    expect(out).toContain('senza verbo si apre la finestra')
    expect(out).not.toContain('serve ')
  }, 30_000)
})

describe('the arguments of the installed program', () => {
  const isFile = (path: string) => path === 'search' || path.endsWith('.pdf') || path === 'documento'
  it.each([
    [[], null],
    [['/home/ada/verbale.pdf'], null],
    [['verbale.pdf', 'search'], null],
    [['documento'], null],
    [['--hidden'], null],
    [['--data', 'search'], null],
    [['--data=search'], null],
    [['--demo', 'search'], null],
    [['-psn_0_12345'], null],
    [
      ['search', 'mensa'],
      ['search', 'mensa'],
    ],
    [
      ['--no-sandbox', 'search', '--json', 'mensa'],
      ['search', '--json', 'mensa'],
    ],
    [
      ['serach', 'mensa'],
      ['serach', 'mensa'],
    ],
    [['start'], ['start']],
    [['-h'], ['help']],
    [['--no-sandbox', '--help'], ['help']],
  ])('%j mean %j', (args, words) => expect(verbWords(args, isFile)).toEqual(words))
})
