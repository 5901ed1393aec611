/** The screen around the work: door, frame, palette, in the built page over the loopback host. */
import { afterEach, beforeAll, afterAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { holdAnswers } from '../support/answers.ts'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import { answerSheet, foundByKeyboard, signIn, tabTo } from '../support/doorSteps.ts'
import { founder, served, type ServedOffice } from '../support/serve.ts'

// A page, a core and a browser: on a busy machine one step may take seconds.
const patience = { timeout: 90_000 }

describeInBrowser('the screen', () => {
  let browser: TestBrowser
  let office: ServedOffice
  let watched: WatchedPage

  async function open(stage: 'new' | 'shut' | 'in', path = ''): Promise<Page> {
    office = await served({ stage })
    watched = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    const { page } = watched
    await page.goto(office.served.url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    if (path) await page.evaluate((hash) => void (window.location.hash = hash), path)
    return page
  }

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterEach(async () => {
    expect(watched.violations).toEqual([])
    await watched.context.close()
    await office.close()
  })
  afterAll(() => browser.close())

  it(
    'founds a cooperative by the keyboard alone, and shows the sheet until two groups are read back',
    patience,
    async () => {
      const page = await open('new')
      expect((await office.api.door.state()).stage).toBe('new')
      await foundByKeyboard(page)
      await page.getByText(founder.organisation).waitFor()
      await answerSheet(page, () => 'XXXX')
      await page
        .getByText(/Non è il gruppo/)
        .first()
        .waitFor()
      await answerSheet(page, (group) => group.toLowerCase())
      await heading(page, /, Ada$/)
      expect(await office.api.door.state()).toMatchObject({ stage: 'in', organisation: founder.organisation })
      expect(watched.errors).toEqual([])
    },
  )

  it('tells bad input at its field and makes nothing', patience, async () => {
    const page = await open('new')
    await page.getByRole('button', { name: /Crea una nuova/ }).click()
    await page.getByLabel('Nuova password').fill('corta')
    await page.getByRole('button', { name: 'Conferma' }).click()
    await page.getByText('Scrivi il nome della cooperativa.').waitFor()
    await page.getByText('Scrivi almeno 12 caratteri.').waitFor()
    expect(await page.getByLabel('Nome della cooperativa').evaluate((field) => field === document.activeElement)).toBe(
      true,
    )
    expect((await office.api.door.state()).stage).toBe('new')
  })

  it('proposes the login from the name, until somebody writes their own', patience, async () => {
    const page = await open('new')
    await page.getByRole('button', { name: /Crea una nuova/ }).click()
    await page.getByLabel('Il tuo nome e cognome').fill('Nicolò  Dell’Ètere')
    expect(await page.getByLabel('Nome utente').inputValue()).toBe('nicolo.delletere')
    await page.getByLabel('Nome utente').fill('nico')
    await page.getByLabel('Il tuo nome e cognome').fill('Ada Bianchi')
    expect(await page.getByLabel('Nome utente').inputValue()).toBe('nico')
  })

  it('lets in with the right password only, and counts down after too many wrong ones', patience, async () => {
    const page = await open('shut')
    for (let wrong = 0; wrong < 3; wrong++) {
      await signIn(page, 'questa non è la mia')
      await page.getByText(/non sono giusti/).waitFor()
    }
    await page.getByText(/aspetta (un secondo|2 secondi)/).waitFor()
    expect(await page.getByRole('button', { name: 'Entra' }).isDisabled()).toBe(true)
    await page.getByText(/aspetta/).waitFor({ state: 'hidden' })
    await signIn(page)
    await heading(page, /, Ada$/)
  })

  it('asks the same person back after the lock, and returns to the same room', patience, async () => {
    const page = await open('in')
    await page.getByRole('link', { name: 'Amministrazione' }).click()
    await heading(page, 'Amministrazione')
    await page.getByRole('button', { name: 'Blocca' }).click()
    await heading(page, 'La finestra è bloccata')
    expect(await page.getByText('Impronta').count()).toBe(0)
    await signIn(page)
    await heading(page, 'Amministrazione')
  })

  it('has the palette at hand before anybody asks for it', patience, async () => {
    const page = await open('in')
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/Palette-')),
    )
  })

  it('goes anywhere from the palette, by the keyboard', patience, async () => {
    const page = await open('in')
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox')
    await field.waitFor()
    await page.keyboard.type('ammin')
    await page.getByRole('option', { name: 'Amministrazione' }).waitFor()
    const active = await field.getAttribute('aria-activedescendant')
    expect(active).toBe('room-admin')
    await page.keyboard.press('Enter')
    await heading(page, 'Amministrazione')
    await tabTo(page, /Cerca documenti e comandi/)
    await page.keyboard.press('Enter')
    await field.waitFor()
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/Cerca documenti e comandi/)
  })

  it('changes theme, type and language, and takes the change back with Ctrl Z', patience, async () => {
    const page = await open('in')
    const html = page.locator('html')
    // The second choice is made before the answer to the first has come.
    const answers = await holdAnswers(page, 'door/setLook')
    await page.reload()
    await heading(page, /, Ada$/)
    for (const command of ['Tema scuro', 'Caratteri grandi']) {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox').fill(command)
      await page.keyboard.press('Enter')
      await page.getByRole('combobox').waitFor({ state: 'detached' })
    }
    await answers.given
    answers.let()
    await page.waitForFunction(() => document.documentElement.dataset['type'] === 'large')
    expect(await html.getAttribute('data-theme')).toBe('dark')
    await page.keyboard.press('Control+z')
    await page.waitForFunction(() => document.documentElement.dataset['type'] === 'normal')
    expect(await html.getAttribute('data-theme')).toBe('dark')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('English')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Today' }).waitFor()
    expect(await html.getAttribute('lang')).toBe('en')
    await page.reload()
    await page.getByRole('link', { name: 'Today' }).waitFor()
    expect(await html.getAttribute('data-theme')).toBe('dark')
  })

  it('has a way on from an address that leads nowhere', patience, async () => {
    const page = await open('in', '#/non-esiste')
    await heading(page, 'Qui non c’è nulla')
    await page.getByRole('link', { name: 'Vai a Oggi' }).click()
    await heading(page, /, Ada$/)
  })

  it('keeps the frame and gives a number when a page breaks, and the person goes on', patience, async () => {
    const page = await open('in')
    await page.route(/AdminPage/, (route) => route.abort())
    await page.getByRole('link', { name: 'Amministrazione' }).click()
    await page.getByText(/segnala il numero [0-9A-F]{4}/).waitFor()
    await page.getByRole('link', { name: 'Oggi', exact: true }).click()
    await heading(page, /, Ada$/)
  })

  it('says that the core is gone', patience, async () => {
    const page = await open('in')
    await office.served.close()
    await page.getByText('Il programma non risponde').waitFor()
  })

  it('never lets a dropped file take the place of the program', patience, async () => {
    const page = await open('shut')
    const prevented = await page.evaluate(() =>
      ['dragover', 'drop'].map(
        (type) => !document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true })),
      ),
    )
    expect(prevented).toEqual([true, true])
  })

  it('gives way to a narrow window: the bar keeps its icons and tells their names', patience, async () => {
    const page = await open('in')
    await page.setViewportSize({ width: 1024, height: 768 })
    const link = page.getByRole('link', { name: 'Documenti' }).first()
    await page.waitForFunction(() => (document.querySelector('nav')?.clientWidth ?? 999) < 100)
    await link.focus()
    await page.getByRole('tooltip', { name: 'Documenti' }).waitFor()
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect(sideways).toBe(false)
  })

  it('skips the bars at the first Tab', patience, async () => {
    const page = await open('in')
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Vai al contenuto')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })
})
