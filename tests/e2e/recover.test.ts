/** With the recovery sheet at the door, where nobody administers any more: what is asked, and who comes in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Saying } from '#core/identity/say.ts'
import { axeFaults } from '../support/axe.ts'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import { founder, served, type ServedOffice } from '../support/serve.ts'
import { sayWithSheet } from '../support/sheet.ts'

// A page, a core and a browser: on a busy machine one step may take seconds.
const patience = { timeout: 120_000 }
const password = 'ritrovata con il foglio'

describeInBrowser('the recovery sheet where nobody administers', () => {
  let browser: TestBrowser
  let office: ServedOffice
  let watched: WatchedPage
  let folder: string

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    expect([watched.violations, watched.errors]).toEqual([[], []])
    await watched.context.close()
    await office.close()
    rmSync(folder, { recursive: true })
  })

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  /** The form, filled in, at an office of which the sheet has said something about everybody. */
  async function open(say: (person: string) => Saying): Promise<Page> {
    folder = mkdtempSync(join(tmpdir(), 'smart-coop-recover-'))
    office = await served({ stage: 'new', folder })
    const { recovery } = await office.api.door.found(founder)
    await office.close()
    await sayWithSheet(folder, recovery, ({ people }) => [...people.keys()].map(say))
    office = await served({ stage: 'shut', folder })
    watched = await browser.newPage({ viewport: { width: 1366, height: 900 }, reducedMotion: 'reduce' })
    const { page } = watched
    await page.goto(office.served.url)
    await press(page, 'Ho perso la password')
    await page.getByLabel('Codice di recupero').fill(recovery.toLowerCase())
    await page.getByLabel('Nuova password').fill(password)
    await page.getByLabel('Scrivila di nuovo').fill(password)
    await press(page, 'Cambia la password ed entra')
    return page
  }

  it('asks to become the administrator, says what happens, and does it on a second word', patience, async () => {
    const page = await open((person) => ({ kind: 'role-taken', person, role: 'administrator' }))
    const question = page.getByRole('heading', { name: 'Nessuno amministra più Smart-Coop' })
    await question.waitFor()
    expect(await question.evaluate((heading) => heading === document.activeElement)).toBe(true)
    expect(await axeFaults(page)).toEqual([])
    // The yes is for the person who stands there: for another it is asked again.
    await page.getByLabel('Nome utente').fill('adele')
    await question.waitFor({ state: 'detached' })
    await page.getByLabel('Nome utente').fill(founder.login)
    await press(page, 'Cambia la password ed entra')
    await press(page, 'Entra e amministra Smart-Coop')
    await page.getByRole('link', { name: 'Amministrazione' }).first().waitFor()
    expect((await office.api.door.state()).person?.roles).toEqual(['administrator'])
  })

  it('takes in a new person where all were removed', patience, async () => {
    const page = await open((person) => ({ kind: 'person-revoked', person }))
    await page.getByRole('heading', { name: 'Non c’è più nessuno che possa entrare' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByLabel('Nome utente').fill('Bea!')
    await press(page, 'Entra come persona nuova')
    await page.getByText('Scrivi il tuo nome e cognome.').waitFor()
    await page.getByText(/Scrivi così: ada\.bianchi/).waitFor()
    await page.getByLabel('Nome utente').fill('bea')
    await page.getByLabel('Il tuo nome e cognome').fill("Bea D'Angelo")
    await press(page, 'Entra come persona nuova')
    await page.getByRole('link', { name: 'Amministrazione' }).first().waitFor()
    const { person } = await office.api.door.state()
    expect(person).toMatchObject({ login: 'bea', name: "Bea D'Angelo", roles: ['administrator'] })
  })
})
