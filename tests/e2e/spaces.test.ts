/** Who sees a paper, as people meet it on the screen: when it comes in, on its page, in the matrix. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { describeInBrowser, openBrowser, type TestBrowser } from '../support/browser.ts'
import type { Client } from '../support/office.ts'
import { drop, textPdf } from '../support/papers.ts'
import { passwordOf } from '../support/people.ts'
import { openScreen, patience, type Screen, secondSession } from '../support/screen.ts'

describeInBrowser('who sees a paper', () => {
  let browser: TestBrowser
  let screen: Screen
  let page: Page
  let api: Client

  beforeAll(async () => {
    browser = await openBrowser()
    screen = await openScreen(browser)
    page = screen.page
    api = await secondSession(screen.office)
  }, 120_000)
  afterAll(async () => {
    await screen.close()
    await browser.close()
  })

  const theOne = async () => (await api.documents.find({})).rows[0]

  it('is chosen in the panel of what comes in, also for what has come', patience, async () => {
    await drop(page, [{ name: 'Cedolino.pdf', bytes: await textPdf(['Cedolino di aprile']) }])
    const panel = page.getByRole('region', { name: 'Documenti in arrivo' })
    await panel.getByRole('button', { name: 'Li vede: Direzione. Cambia' }).click()
    await page.getByRole('menuitem', { name: 'Paghe' }).click()
    await panel.getByRole('button', { name: 'Li vede: Paghe. Cambia' }).waitFor()
    await vi.waitFor(async () => expect((await theOne())?.space).toBe('paghe'), { timeout: 20_000, interval: 100 })
  })

  it('stands on the page of the paper, is changed there, told in its history and taken back', patience, async () => {
    await screen.go(`/documenti/${(await theOne())?.id}`)
    const story = page.getByRole('region', { name: 'Storia' })
    await story.getByText('Lo vede: da Direzione a Paghe').waitFor()
    await page.getByRole('button', { name: 'Lo vede: Paghe. Cambia' }).click()
    await page.getByRole('menuitem', { name: 'Soci' }).click()
    await page.getByText('Ora lo vede: Soci').waitFor()
    await story.getByText('Lo vede: da Paghe a Soci').waitFor()
    await story.getByRole('button', { name: 'Annulla: Lo vede' }).first().click()
    await page.getByRole('button', { name: 'Lo vede: Paghe. Cambia' }).waitFor()
  })

  it('stands in the matrix by role, and is said of the terminal', patience, async () => {
    await screen.go('/amministrazione/ruoli')
    const row = page.getByRole('region', { name: 'Ruoli e spazi' }).getByRole('row', { name: /^Paghe/ })
    await row.waitFor()
    const marks = (await row.getByRole('cell').allInnerTexts()).map((text) => text.replace('–', '').trim())
    expect(marks).toEqual(['sì', 'sì', 'sì', 'no', 'no', 'no'])
    await screen.go('/amministrazione/macchine')
    await page.getByRole('button', { name: /^I documenti nuovi li vede: Direzione/ }).click()
    await page.getByRole('menuitem', { name: 'Gare' }).waitFor()
    expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Soci', 'Paghe', 'Gare', 'Welfare', 'Direzione'])
    await page.getByRole('menuitem', { name: 'Gare' }).click()
    await vi.waitFor(async () => expect((await api.door.state()).terminal.space).toBe('gare'), { timeout: 20_000 })
  })

  it('is nothing that a person meets who does not reach it, and what they bring is kept unseen', patience, async () => {
    const { code } = await api.people.invite({ login: 'marta', name: 'Marta Prova', roles: ['marketing'] })
    await screen.api.door.signOut({})
    // The page forgets who was in, and is loaded anew by itself.
    await page.getByRole('button', { name: 'Ho un codice' }).waitFor()
    await screen.api.door.redeem({ login: 'marta', code, password: passwordOf('marta') })
    await page.reload()
    await screen.heading(/Marta/)
    await screen.go('/documenti')
    await page.getByText(/^Vedi i documenti di: Comune\. Qui non ce n’è ancora nessuno\./).waitFor()
    await drop(page, [{ name: 'Volantino.pdf', bytes: await textPdf(['Volantino per la scuola']) }])
    const panel = page.getByRole('region', { name: 'Documenti in arrivo' })
    await panel.getByText('In archivio, in uno spazio che non vedi').waitFor()
    await panel.getByText('Tu non li vedi: arrivano lo stesso a chi serve.').waitFor()
    const found = (await api.documents.find({ query: 'volantino' })).rows
    expect(found.map(({ space }) => space)).toEqual(['gare'])
  })
})
