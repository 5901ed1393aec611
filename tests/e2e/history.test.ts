/** A paper's history as a person sees it: what was changed, taking it back, how it stood, the trash. */
import { createRouterClient } from '@orpc/server'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import type { Client } from '../support/office.ts'
import { drop, textPdf } from '../support/papers.ts'
import { founder, served, type ServedOffice } from '../support/serve.ts'

const patience = { timeout: 120_000 }

describeInBrowser('the history of a paper', () => {
  let browser: TestBrowser
  let office: ServedOffice
  let watched: WatchedPage
  let page: Page
  let api: Client
  let id: string

  beforeAll(async () => {
    browser = await openBrowser()
    office = await served()
    api = createRouterClient(office.core.router, { context: { caller: office.core.caller('cli', true) } })
    await api.door.signIn({ login: founder.login, password: founder.password })
    watched = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    page = watched.page
    page.setDefaultTimeout(30_000)
    await page.goto(office.served.url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await drop(page, [{ name: 'Delibera.pdf', bytes: await textPdf(['Delibera del consiglio']) }])
    await page.getByText('Un documento arrivato').waitFor()
    // Read, so that the title is the paper's own.
    await vi.waitFor(
      async () => {
        const paper = (await api.documents.find({})).rows[0]
        expect(paper?.state).toBe('filed')
        id = paper?.id ?? ''
      },
      { timeout: 60_000, interval: 200 },
    )
    await page.evaluate((hash) => void (window.location.hash = hash), `/documenti/${id}`)
    await page.getByRole('heading', { level: 2, name: 'Storia' }).waitFor()
  }, 120_000)
  afterEach(() => {
    expect(watched.violations).toEqual([])
  })
  afterAll(async () => {
    expect(watched.errors).toEqual([])
    await browser.close()
    await office.close()
  })

  const story = () => page.getByRole('region', { name: 'Storia' })

  it('says in the words of the screen from what to what, and takes it back', patience, async () => {
    await api.documents.edit({ id, title: 'Delibera n. 9' })
    await story().getByText('Titolo: da Delibera del consiglio a Delibera n. 9').waitFor()
    await story().getByRole('button', { name: 'Annulla: Titolo' }).click()
    await page.getByText('Ho annullato: Titolo').first().waitFor()
    await page.getByRole('heading', { level: 1, name: 'Delibera del consiglio' }).waitFor()
    await story().getByText('Titolo: da Delibera n. 9 a Delibera del consiglio').waitFor()
    await story()
      .getByText(/Annullato/)
      .waitFor()
  })

  it('says who has changed the same since, and takes nothing back', patience, async () => {
    await api.documents.edit({ id, note: 'prima' })
    await story().getByText('Nota: da vuoto a prima').waitFor()
    await api.documents.edit({ id, note: 'seconda' })
    await story().getByText('Nota: da prima a seconda').waitFor()
    await story().getByRole('button', { name: 'Annulla: Nota' }).last().click()
    await page
      .getByText(new RegExp(`Nel frattempo ${founder.name} ha cambiato gli stessi dati`))
      .first()
      .waitFor()
    expect((await api.documents.open({ id })).paper.note).toBe('seconda')
  })

  it('shows how the paper stood on a day, or how to write the day', patience, async () => {
    await story().getByRole('button', { name: 'Com’era il giorno…' }).click()
    const field = story().getByRole('textbox', { name: 'Situazione al' })
    await field.fill('trentuno')
    await field.press('Enter')
    await story().getByText('Scrivi così: 31/12/2026').waitFor()
    await field.fill('1/1/2020')
    await field.press('Enter')
    await story().getByText('Quel giorno non c’era ancora.').waitFor()
    await field.fill('31/12/2090')
    await field.press('Enter')
    await story().getByText('Com’era alla fine del 31/12/2090').waitFor()
    await story().getByRole('status').getByText('seconda').waitFor()
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/history.png` })
  })

  it('goes on in the trash, and back out of it', patience, async () => {
    await page.getByRole('button', { name: 'Metti nel cestino' }).click()
    await page.getByText(/Nel cestino dal/).waitFor()
    await page.evaluate(() => void (window.location.hash = '/documenti?vista=trash'))
    await page.getByRole('tab', { name: /Cestino/ }).click()
    await page.getByRole('option', { name: /Delibera del consiglio/ }).waitFor()
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/trash.png` })
    await page.evaluate((hash) => void (window.location.hash = hash), `/documenti/${id}`)
    await page.getByRole('button', { name: 'Riprendi dal cestino' }).click()
    await page
      .getByText(/è tornato fra i documenti/)
      .first()
      .waitFor()
    expect((await api.documents.open({ id })).paper.trashedAt).toBeNull()
  })
})
