/** A paper's history as a person sees it: what was changed, taking it back, how it stood, the trash. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeInBrowser, openBrowser, type TestBrowser } from '../support/browser.ts'
import type { Client } from '../support/office.ts'
import { dropPaper, openScreen, patience, type Screen, secondSession } from '../support/screen.ts'
import { founder } from '../support/serve.ts'

describeInBrowser('the history of a paper', () => {
  let browser: TestBrowser
  let screen: Screen
  let page: Page
  let api: Client
  let id: string

  beforeAll(async () => {
    browser = await openBrowser()
    screen = await openScreen(browser)
    page = screen.page
    api = await secondSession(screen.office)
    // Read, so that the title is the paper's own.
    id = await dropPaper(screen, 'Delibera.pdf', 'Delibera del consiglio')
    await screen.go(`/documenti/${id}`)
    await page.getByRole('heading', { level: 2, name: 'Storia' }).waitFor()
  }, 120_000)
  afterAll(async () => {
    await screen.close()
    await browser.close()
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
    await screen.go('/documenti?vista=trash')
    await page.getByRole('tab', { name: /Cestino/ }).click()
    await page.getByRole('option', { name: /Delibera del consiglio/ }).waitFor()
    if (process.env['PICTURES']) await page.screenshot({ path: `${process.env['PICTURES']}/trash.png` })
    await screen.go(`/documenti/${id}`)
    await page.getByRole('button', { name: 'Riprendi dal cestino' }).click()
    await page
      .getByText(/è tornato fra i documenti/)
      .first()
      .waitFor()
    expect((await api.documents.open({ id })).paper.trashedAt).toBeNull()
  })
})
