/** The whole way through the window: built main, built preload and built page, in a real Chromium. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import { type DoubleApp, launchDouble } from '../support/electronDouble/launch.ts'
import { founder } from '../support/serve.ts'

async function writePdf(file: string, text: string): Promise<void> {
  const paper = new PDFDocument()
  const pieces: Buffer[] = []
  paper.on('data', (piece: Buffer) => pieces.push(piece))
  const done = new Promise((resolve) => paper.on('end', resolve))
  paper.fontSize(20).text(text)
  paper.end()
  await done
  writeFileSync(file, Buffer.concat(pieces))
}

describeInBrowser('a day at the window', () => {
  let browser: TestBrowser
  let double: DoubleApp
  let window: WatchedPage
  let papers: string

  beforeAll(async () => {
    browser = await openBrowser()
    papers = mkdtempSync(join(tmpdir(), 'smart-coop-papers-'))
    await writePdf(join(papers, 'verbale.pdf'), 'Verbale del consiglio: si approva il bilancio della mensa zafferano')
    double = await launchDouble({ browser })
    if (!double.window) throw new Error('no window')
    window = double.window
  }, 60_000)
  afterAll(async () => {
    await double?.close()
    await browser?.close()
    rmSync(papers, { recursive: true, force: true })
  })

  it('gives the page two frozen things and no way to send (row 10)', async () => {
    const exposed = await window.page.evaluate(() => {
      const given = (globalThis as unknown as { smartCoop: Record<string, unknown> }).smartCoop
      return { names: Object.keys(given), kinds: Object.values(given).map((one) => typeof one), frozen: Object.isFrozen(given) }
    })
    expect(exposed).toEqual({ names: ['pathOf'], kinds: ['function'], frozen: true })
    expect(await window.page.evaluate(() => ['require', 'process', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis))).toEqual([])
  })

  it('makes an organisation and comes in', async () => {
    const { page } = window
    await page.getByRole('textbox', { name: /cooperativa|organizzazione/i }).first().waitFor({ timeout: 15_000 })
    await page.screenshot({ path: '/tmp/journey-1.png' })
  }, 30_000)
})
