/** The whole way through the window: built main, built preload and built page, in a real Chromium. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import doorWords from '#resources/i18n/it/door.json' with { type: 'json' }
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import { type DoubleApp, launchDouble } from '../support/electronDouble/launch.ts'
import { writePdf } from '../support/pdf.ts'
import { founder } from '../support/serve.ts'

const marker = 'zafferano'

/** Every file below a folder, with its bytes. */
function bytesBelow(folder: string): [string, Buffer][] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return entries.map((entry) => join(entry.parentPath, entry.name)).map((file) => [file, readFileSync(file)])
}

interface Reply {
  code?: string
  stage?: string
  total?: number
  rows?: { title: string; name: string; state: string }[]
}

describeInBrowser('a day at the window', () => {
  let browser: TestBrowser
  let double: DoubleApp
  let window: WatchedPage
  let papers: string

  const ask = (path: string, input: unknown): Promise<Reply> => double.ask<Reply>(path, input)

  /** A drop of files as Electron gives it: the page sees names and bytes, the preload knows the paths. */
  async function drop(names: string[]): Promise<void> {
    const paths = Object.fromEntries(names.map((name) => [name, join(papers, name)]))
    await window.page.evaluate((known) => {
      Object.assign(globalThis, { __paths: known })
      const data = new DataTransfer()
      for (const name of Object.keys(known))
        data.items.add(new File(['not the bytes of the file'], name, { type: 'application/pdf' }))
      for (const type of ['dragenter', 'dragover', 'drop']) {
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
      }
    }, paths)
  }

  async function signIn(): Promise<void> {
    const password = window.page.getByLabel(doorWords.signIn.password, { exact: true })
    await window.page.getByText(founder.name).or(password).first().waitFor()
    if (!(await password.isVisible())) await window.page.getByText(founder.name).first().click()
    await password.fill(founder.password)
    await window.page.getByRole('button', { name: doorWords.signIn.act, exact: true }).click()
    await window.page.getByRole('link', { name: 'Documenti' }).first().waitFor()
  }

  beforeAll(async () => {
    browser = await openBrowser()
    papers = mkdtempSync(join(tmpdir(), 'smart-coop-papers-'))
    await writePdf(join(papers, 'verbale.pdf'), `Verbale del consiglio: si approva il bilancio della mensa ${marker}`)
    await writePdf(join(papers, 'relazione.pdf'), 'Relazione annuale della cooperativa', 60)
    double = await launchDouble({ browser })
    if (!double.window) throw new Error('no window')
    window = double.window
  }, 90_000)
  afterAll(async () => {
    await double?.close()
    await browser?.close()
    if (papers) rmSync(papers, { recursive: true })
  })

  it('gives the page one frozen thing and no way to send (row 10)', async () => {
    const exposed = await window.page.evaluate(() => {
      const given = (globalThis as unknown as { smartCoop: Record<string, unknown> }).smartCoop
      return {
        names: Object.keys(given),
        kinds: Object.values(given).map((one) => typeof one),
        frozen: Object.isFrozen(given),
      }
    })
    expect(exposed).toEqual({ names: ['pathOf'], kinds: ['function'], frozen: true })
    const found = await window.page.evaluate(() =>
      ['require', 'process', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis),
    )
    expect(found).toEqual([])
  })

  it('shows the first start, through the port alone', async () => {
    await window.page.getByRole('button', { name: new RegExp(doorWords.ways.found) }).waitFor({ timeout: 20_000 })
  }, 30_000)

  it('lets the founder in', async () => {
    expect(await ask('door/found', founder)).toHaveProperty('recovery')
    await signIn()
  }, 60_000)

  it('forgets what the window holds when the person goes', async () => {
    expect(await ask('door/signOut', {})).toMatchObject({ stage: 'shut' })
    await vi.waitFor(async () => {
      const { storageCleared, calls } = await double.recorded()
      // Nobody goes back to where the former person was; Chromium lets no history go while a page is loading.
      expect([storageCleared, calls.slice(-2)]).toEqual([1, ['history cleared', 'reload']])
    }, 5000)
    await signIn()
  }, 60_000)

  it('takes in a dropped file by its path and shows it read', async () => {
    await drop(['verbale.pdf'])
    await window.page.getByRole('link', { name: 'Documenti' }).first().click()
    await window.page
      .getByText(/Verbale del consiglio/)
      .first()
      .waitFor({ timeout: 30_000 })
    await vi.waitFor(async () => {
      const found = await ask('documents/find', { query: marker })
      expect(found.rows).toMatchObject([{ name: 'verbale.pdf', state: 'filed' }])
    }, 30_000)
    const { forks } = await double.recorded()
    expect(forks.filter((fork) => fork.entry.endsWith('parserPdf.js')).length).toBeGreaterThan(0)
  }, 90_000)

  it('closes every procedure at the lock, and goes on reading what was dropped before (row 15)', async () => {
    await drop(['relazione.pdf'])
    await vi.waitFor(async () => expect(await ask('documents/find', {})).toMatchObject({ total: 2 }), 20_000)
    await double.probe('power', 'lock-screen')
    for (const path of ['documents/find', 'documents/counts', 'today/waiting', 'admin/machine', 'documents/takeIn']) {
      expect(await ask(path, path.endsWith('takeIn') ? { paths: ['/x'] } : {})).toMatchObject({ code: 'signed-out' })
    }
    await window.page.getByText(doorWords.locked.title).waitFor()
    await signIn()
    await vi.waitFor(
      async () => expect((await ask('documents/find', { query: 'annuale' })).rows).toMatchObject([{ state: 'filed' }]),
      60_000,
    )
  }, 120_000)

  it('leaves no word of a paper in any byte of the data folder', () => {
    const files = bytesBelow(double.folder)
    expect(files.length).toBeGreaterThan(3)
    expect(files.filter(([, bytes]) => bytes.includes(marker)).map(([file]) => file)).toEqual([])
  })

  it('runs a whole day without one breach of its policy and without an error (row 4)', () => {
    expect(window.violations).toEqual([])
    expect(window.errors).toEqual([])
  })

  it('cannot be made to run an inline script, nor to reach a network (rows 1 and 4)', async () => {
    const ran = await window.page.evaluate(async () => {
      const script = document.createElement('script')
      script.textContent = 'globalThis.__ran = true'
      document.head.append(script)
      const reached = await fetch('https://example.org/').then(
        () => true,
        () => false,
      )
      return { ran: '__ran' in globalThis, reached }
    })
    expect(ran).toEqual({ ran: false, reached: false })
    await vi.waitFor(() =>
      expect(window.violations.map((one) => one.split(' ')[0]).sort()).toEqual(['connect-src', 'script-src-elem']),
    )
  })
})
