/** A new recovery sheet on the screen: shown, read back, in force; the old one opens nothing more. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import { answerSheet, groupsOnSheet, signIn } from '../support/doorSteps.ts'
import { founder, served, type ServedOffice } from '../support/serve.ts'

// A page, a core and a browser: on a busy machine one step may take seconds.
const patience = { timeout: 120_000 }

describeInBrowser('the recovery sheet on the screen', () => {
  let browser: TestBrowser
  let office: ServedOffice
  let watched: WatchedPage

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    expect(watched.violations).toEqual([])
    await watched.context.close()
    await office.close()
  })

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  /** The room, come to as a person does. */
  async function open(): Promise<Page> {
    office = await served({ stage: 'in' })
    watched = await browser.newPage({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })
    const { page } = watched
    await page.goto(office.served.url)
    await page.getByRole('link', { name: 'Amministrazione' }).first().click()
    await page.getByRole('link', { name: /^Foglio di recupero/ }).click()
    await heading(page, 'Foglio di recupero')
    await page.getByText(/^Fatto il /).waitFor()
    return page
  }

  async function shownSheet(page: Page): Promise<string[]> {
    await press(page, 'Fai un foglio nuovo…')
    await page.getByRole('article').waitFor()
    return groupsOnSheet(page)
  }

  it('is renewed once two groups are read back, and the screen says that the old one is over', patience, async () => {
    const page = await open()
    expect(await axeFaults(page)).toEqual([])
    const first = await shownSheet(page)
    expect([first.length, new Set(first.map((group) => group.length))]).toEqual([14, new Set([4])])
    expect(await axeFaults(page)).toEqual([])
    await press(page, 'Lascia com’è')
    await page.getByRole('article').waitFor({ state: 'detached' })

    const code = (await shownSheet(page)).join('-')
    expect(code).not.toBe(first.join('-'))
    await answerSheet(page, () => 'XXXX')
    await page
      .getByText(/Non è il gruppo/)
      .first()
      .waitFor()
    const renewals = async () => (await office.api.audit.list({ kinds: ['sheet-renewed'] })).total
    expect(await renewals()).toBe(0)
    await answerSheet(page, (group) => group.toLowerCase().replaceAll('g', '9'))
    await page.getByText('Il foglio nuovo vale da adesso').waitFor()
    await page.getByText(/Quello di prima non apre più/).waitFor()
    expect(await axeFaults(page)).toEqual([])
    expect(await page.content()).not.toContain(code.slice(0, 4))
    expect(await renewals()).toBe(1)

    const password = 'ritrovata con il foglio'
    await page.getByRole('button', { name: 'Blocca' }).click()
    await heading(page, 'La finestra è bloccata')
    await office.api.door.recover({ login: founder.login, recovery: code, password })
    expect(watched.errors).toEqual([])
  })

  it('is called old at the door when a newer one was made, not wrongly written', patience, async () => {
    const page = await open()
    const renew = async (): Promise<string> => {
      const code = (await shownSheet(page)).join('-')
      await answerSheet(page, (group) => group)
      await page.getByText('Il foglio nuovo vale da adesso').waitFor()
      return code
    }
    const old = await renew()
    await page.reload()
    await page.getByText(/^Fatto il /).waitFor()
    await renew()
    await page.getByRole('button', { name: 'Blocca' }).click()
    await heading(page, 'La finestra è bloccata')
    await page.getByRole('button', { name: 'Ho perso la password' }).click()
    await page.getByLabel('Codice di recupero').fill(old)
    await page.getByLabel('Nuova password').fill('ritrovata con il foglio')
    await page.getByLabel('Scrivila di nuovo').fill('ritrovata con il foglio')
    await press(page, 'Cambia la password ed entra')
    await page.getByText(/foglio di recupero vecchio, che non vale più/).waitFor()
  })

  it('leaves nothing of a code that was shown when the window is locked', patience, async () => {
    const page = await open()
    const groups = await shownSheet(page)
    await page.getByRole('button', { name: 'Blocca' }).click()
    await heading(page, 'La finestra è bloccata')
    expect(await page.content()).not.toContain(groups[0])
    await signIn(page)
    await heading(page, 'Foglio di recupero')
    expect(await page.getByRole('article').count()).toBe(0)
  })
})
