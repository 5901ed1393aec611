/** A field with two versions as a person meets it: on Oggi, on the paper, chosen, and taken back. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCore } from '#core/core.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { describeInBrowser, openBrowser, type TestBrowser } from '../support/browser.ts'
import { databaseOf, foreignChange, segmentOf, takeSegments } from '../support/foreign.ts'
import type { Client } from '../support/office.ts'
import { openScreen, patience, type Screen } from '../support/screen.ts'
import { founder } from '../support/serve.ts'

const picture = (page: Page, name: string) =>
  process.env['PICTURES'] ? page.screenshot({ path: `${process.env['PICTURES']}/${name}.png` }) : null

/** An office with one paper, whose title and note were written here and on another machine. */
async function plant(folder: string): Promise<string> {
  const cost = { ops: 1, memory: 8 * 1024 * 1024 }
  const core = await openCore({ dataFolder: folder, host: nodeHost('cli'), log: silentLog, cost })
  const source = mkdtempSync(join(tmpdir(), 'smart-coop-source-'))
  writeFileSync(join(source, 'convenzione.txt'), 'una convenzione')
  const client: Client = createRouterClient(core.router, { context: { caller: core.caller('cli', true) } })
  let paper = ''
  try {
    await client.door.found(founder)
    await client.door.signIn({ login: founder.login, password: founder.password })
    for await (const event of await client.documents.takeIn({ paths: [source], until: 'read' }))
      if (event.kind === 'outcome') paper = event.outcome.paper ?? ''
    await client.documents.edit({ id: paper, title: 'Convenzione con il Comune di Borgo Finto, 27 marzo' })
    await client.documents.edit({ id: paper, note: 'Firmata da tutti.\nManca il bollo.' })
  } finally {
    await core.close()
    rmSync(source, { recursive: true })
  }
  const opened = await databaseOf(folder, founder.password)
  const before = Date.now() - 3_600_000
  const changes = [
    foreignChange(paper, 'title', 'Convenzione con il Comune di Borgo Finto, 72 marzo', before),
    foreignChange(paper, 'note', 'Firmata da tutti.\nIl bollo è arrivato.', before + 1),
  ]
  await takeSegments(opened, [segmentOf('f'.repeat(32), null, changes)])
  await opened.db.close()
  return paper
}

describeInBrowser('fields with two versions', () => {
  let folder: string
  let browser: TestBrowser
  let screen: Screen
  let page: Page
  let paper: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smart-coop-versions-'))
    paper = await plant(folder)
    browser = await openBrowser()
    screen = await openScreen(browser, { folder })
    page = screen.page
  }, 120_000)
  afterAll(async () => {
    await screen.close()
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  const title = async () => (await screen.api.documents.open({ id: paper })).paper.title
  const titles = () => page.getByRole('group', { name: 'Quale titolo è giusto?' })

  it('wait on Oggi, and show both versions side by side with what is different', patience, async () => {
    await page.getByRole('heading', { name: '2 campi hanno due versioni' }).waitFor()
    await picture(page, 'versions-today')
    await page.getByRole('link', { name: 'Scegli le versioni giuste' }).click()
    await page.getByRole('heading', { level: 1, name: 'Due versioni' }).waitFor()
    await titles().getByText('Vale adesso').waitFor()
    expect(await titles().locator('mark').allTextContents()).toEqual(['27', '72'])
    await picture(page, 'versions')
    await page.emulateMedia({ colorScheme: 'dark' })
    // Colours take their time to change.
    if (process.env['PICTURES']) await page.waitForTimeout(500)
    await picture(page, 'versions-dark')
    await page.emulateMedia({ colorScheme: 'light' })
  })

  it('are settled by keyboard, the focus goes to the next question, and Ctrl Z takes it back', patience, async () => {
    await titles()
      .getByRole('button', { name: /^Prendi questa/ })
      .focus()
    await page.keyboard.press('Enter')
    await titles().waitFor({ state: 'detached' })
    expect(await title()).toContain('72 marzo')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Quale nota è giusta?')
    await picture(page, 'versions-taken')
    await page.keyboard.press('Control+z')
    await page
      .getByText(/^Annullato: Titolo/)
      .first()
      .waitFor()
    expect(await title()).toContain('27 marzo')
  })

  it('are told on the paper too, until the last is chosen and nothing waits any more', patience, async () => {
    await screen.go(`/documenti/${paper}`)
    await page.getByRole('note').getByText('Un campo ha due versioni').waitFor()
    await picture(page, 'versions-paper')
    await page.getByRole('link', { name: 'Scegli quella giusta' }).click()
    await page.getByRole('button', { name: /^Tieni questa/ }).click()
    await page.getByText('In questo documento non c’è nulla da scegliere.').waitFor()
    await page.getByRole('link', { name: 'Il documento' }).click()
    await page.getByText('Nota: resta Firmata da tutti.').waitFor()
    expect((await screen.api.today.waiting()).rows.map(({ kind }) => kind)).not.toContain('two-versions')
  })
})
