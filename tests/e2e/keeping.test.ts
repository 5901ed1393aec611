/** A paper of class C3 and what the trash would lose, as a person sees them. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { describeInBrowser, openBrowser, type TestBrowser } from '../support/browser.ts'
import { signIn } from '../support/doorSteps.ts'
import type { Client } from '../support/office.ts'
import { dropPaper, openScreen, patience, type Screen, secondSession } from '../support/screen.ts'

const secret = 'prognosi riservatissima'

describeInBrowser('a paper with special data', () => {
  let browser: TestBrowser
  let screen: Screen
  let page: Page
  let api: Client
  let id: string

  const gate = () => page.getByRole('button', { name: 'Mostra: l’apertura viene registrata' })
  const openings = async () => (await api.audit.list({ kinds: ['c3-opened'] })).total

  beforeAll(async () => {
    browser = await openBrowser()
    screen = await openScreen(browser)
    page = screen.page
    api = await secondSession(screen.office)
    id = await dropPaper(screen, 'Attestato.pdf', `Attestato di malattia, ${secret}`)
    // The title that the machine takes from the text is for a person to make harmless.
    await api.documents.edit({ id, title: 'Attestato' })
  }, 120_000)
  afterAll(async () => {
    await screen.close()
    await browser.close()
  })

  it('is marked on its page, and hidden from then on: there, in the list, in the search', patience, async () => {
    await screen.go(`/documenti/${id}`)
    await page.locator('.textLayer', { hasText: secret }).waitFor()
    await page.getByRole('button', { name: 'Segna come dati particolari' }).click()
    await gate().waitFor()
    expect(await page.locator('canvas').count()).toBe(0)
    expect(await page.content()).not.toContain(secret)
    await screen.go('/documenti?q=riservatissima')
    await page.getByRole('option').first().click()
    await page.getByText('Contenuto nascosto: si apre dalla pagina del documento.').waitFor()
    expect(await page.locator('canvas, img').count()).toBe(0)
    expect(await page.content()).not.toContain(secret)
  })

  it('is shown on purpose, which is recorded, and hidden again behind a lock', patience, async () => {
    await screen.go(`/documenti/${id}`)
    expect(await openings()).toBe(0)
    await gate().click()
    await page.locator('.textLayer', { hasText: secret }).waitFor()
    await page.getByText(/Aperto fino alle/).waitFor()
    expect(await openings()).toBe(1)
    await screen.lock()
    await signIn(page)
    await gate().waitFor()
    expect(await page.content()).not.toContain(secret)
  })

  it('is kept as a person decides, and the trash says until when', patience, async () => {
    await page.getByRole('button', { name: 'Conservazione: Da decidere' }).click()
    await page.getByRole('menuitemradio', { name: 'Bozza, doppione, scansione sbagliata' }).click()
    await page.getByRole('button', { name: /^Conservazione: Bozza/ }).waitFor()
    await page.getByRole('switch', { name: 'Non cancellare: vertenza in corso' }).click()
    await vi.waitFor(async () => expect((await api.keeping.one({ id })).hold).toBe(true))
    await api.documents.trash({ ids: [id] })
    await screen.go('/documenti?vista=trash')
    await page.getByRole('link', { name: 'Che cosa andrebbe via' }).click()
    await page.getByRole('cell', { name: 'Vertenza in corso: non si cancella.' }).waitFor()
    await api.keeping.decide({ id, hold: false })
    await page.getByRole('cell', { name: /^Resta: termine in corso/ }).waitFor()
    await page.getByLabel('Guarda al giorno').fill('31/12/2099')
    await page.keyboard.press('Enter')
    await page.getByText('Al 31/12/2099: 1 da cancellare, 0 da tenere.').waitFor()
    expect((await api.documents.counts())['trash']).toBe(1)
    await screen.go('/documenti/cestino?pagina=9')
    await page.getByText('Questa pagina non c’è').waitFor()
    await screen.press('Vai all’inizio')
    await page.getByRole('cell', { name: /^Resta/ }).waitFor()
  })
})
