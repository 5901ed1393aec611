/** Files that only the page can bring come in behind the lock: nobody sees whose, nobody comes in before, and their person is told. */
import type { Page, Route } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import { signIn } from '../support/doorSteps.ts'
import { drop } from '../support/papers.ts'
import { served, type ServedOffice } from '../support/serve.ts'
import { tracesOf } from '../support/traces.ts'

const patience = { timeout: 120_000 }
const word = 'zanzibarino'
const names = [`${word}-uno.txt`, `${word}-due.txt`, `${word}-tre.txt`]

describeInBrowser('behind the lock', () => {
  let browser: TestBrowser
  let office: ServedOffice
  let watched: WatchedPage
  let page: Page
  let letGo: () => void

  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  const panel = () => page.getByRole('region', { name: 'Documenti in arrivo' })

  /** Three files are dropped, and the window is locked before a piece of them has reached the core. */
  async function dropAndLock(): Promise<void> {
    const held = Promise.withResolvers<void>()
    letGo = held.resolve
    await page.route('**/rpc/files/append', async (route: Route) => {
      await held.promise
      // The page may have gone meanwhile.
      await route.continue().catch(() => {})
    })
    const asked = page.waitForRequest('**/rpc/files/append')
    await drop(
      page,
      names.map((name) => ({ name, bytes: Buffer.from(`nota ${name}`) })),
    )
    await asked
    await page.getByRole('button', { name: 'Blocca' }).click()
    await heading('Ancora un momento')
  }

  beforeAll(async () => {
    browser = await openBrowser()
  })
  beforeEach(async () => {
    office = await served({ stage: 'in' })
    watched = await browser.newPage({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })
    page = watched.page
    await page.goto(office.served.url)
    await heading(/, Ada$/)
  })
  afterEach(async () => {
    expect(watched.violations).toEqual([])
    await watched.context.close()
    await office.close()
  })
  afterAll(() => browser.close())

  it('files come in to their end, then the page forgets, and who comes back is told', patience, async () => {
    await dropAndLock()
    await page.getByText(/i suoi 3 documenti/).waitFor()
    expect(Object.keys(await tracesOf(page, word))).toEqual(['memory'])
    expect(await page.getByRole('textbox').count()).toBe(0)
    expect(await axeFaults(page)).toEqual([])
    letGo()
    await heading('La finestra è bloccata')
    expect(await tracesOf(page, word)).toEqual({})
    await signIn(page)
    await panel().getByText('3 file in archivio').waitFor()
    expect((await office.api.documents.find({})).rows.map(({ name }) => name).sort()).toEqual([...names].sort())
    await panel().getByRole('button', { name: 'Chiudi' }).click()
    await panel().waitFor({ state: 'detached' })
  })

  it('who does not wait leaves files behind, and their person reads which', patience, async () => {
    await dropAndLock()
    await page.getByRole('button', { name: 'Non aspettare' }).click()
    await heading('La finestra è bloccata')
    letGo()
    await signIn(page)
    for (const name of names) await panel().getByText(name, { exact: true }).waitFor()
    expect(
      await panel()
        .getByText(/la finestra è stata chiusa prima/)
        .count(),
    ).toBe(3)
    expect((await office.api.documents.find({})).total).toBe(0)
  })
})
