/** Who comes in for the first time, and who comes after somebody at a desk of many: nothing of the former is left. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { holdAnswers } from '../support/answers.ts'
import { axeFaults } from '../support/axe.ts'
import { describeInBrowser, openBrowser, type TestBrowser } from '../support/browser.ts'
import { onePaper } from '../support/onePaper.ts'
import { openScreen, patience, type Screen, secondSession } from '../support/screen.ts'
import { tracesOf } from '../support/traces.ts'

const [ownPassword, firstPassword] = ['una password soltanto mia', 'detta a voce dalla porta']

describeInBrowser('newcomers at the desk', () => {
  let browser: TestBrowser
  let screen: Screen
  let page: Page

  beforeAll(async () => {
    browser = await openBrowser()
  })
  beforeEach(async () => {
    screen = await openScreen(browser, { mayErr: true })
    page = screen.page
  })
  afterEach(() => screen.close())
  afterAll(() => browser.close())

  it('invites a person with a code, shown once, by which they choose a password and come in', patience, async () => {
    await page.getByRole('link', { name: 'Amministrazione' }).click()
    await page.getByRole('link', { name: /^Persone/ }).click()
    await screen.heading('Persone')
    await screen.press('Invita una persona…')
    await page.getByLabel('Nome e cognome').fill('Chiara D’Arvegni')
    const login = page.getByRole('textbox', { name: 'Nome utente', exact: true })
    expect(await login.inputValue()).toBe('chiara.darvegni')
    await page.getByRole('checkbox', { name: /^Risorse umane/ }).check()
    expect(await axeFaults(page)).toEqual([])
    await screen.press('Prepara il codice')
    const groups = page.getByRole('group', { name: 'Codice' }).locator('span')
    // Reading a list does not wait for it, as waiting for a part of it does.
    await groups.last().waitFor()
    const code = await groups.allInnerTexts()
    expect(code).toHaveLength(4)
    expect(await axeFaults(page)).toEqual([])
    await screen.press('L’ho preso, chiudi')
    await page.getByRole('row', { name: /Chiara D’Arvegni.*Risorse umane.*Invitata/ }).waitFor()
    expect(await page.content()).not.toContain(code[1])

    await screen.lock()
    await screen.press('Ho un codice')
    await page.getByLabel('Nome utente').fill('chiara.darvegni')
    await page.getByLabel('Codice', { exact: true }).fill('AAAA-BBBB')
    await page.getByLabel('Nuova password').fill(ownPassword)
    await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
    await screen.press('Scegli la password ed entra')
    await page.getByText('Il nome utente o il codice non sono giusti').waitFor()
    await page.getByLabel('Codice', { exact: true }).fill(code.join(' ').toLowerCase())
    await screen.press('Scegli la password ed entra')
    await screen.heading(/, Chiara$/)
    expect(await page.getByRole('link', { name: 'Amministrazione' }).count()).toBe(0)
  })

  it('lets nobody in with an administrator’s password before they have one of their own', patience, async () => {
    await screen.go('/amministrazione/persone')
    await screen.press('Crea con una prima password…')
    await page.getByLabel('Nome e cognome').fill('Fabio Lunastri')
    await page.getByLabel('Nuova password').fill(firstPassword)
    await page.getByLabel('Scrivila di nuovo').fill(firstPassword)
    await screen.press('Crea la persona')
    await page.getByText('Fabio Lunastri può entrare con la prima password.').waitFor()
    await screen.lock()
    await screen.enterAs('fabio.lunastri', firstPassword)
    await page.getByRole('heading', { name: 'Scegli una password tua' }).waitFor()
    expect((await screen.api.door.state()).stage).toBe('shut')
    await page.getByLabel('Nuova password').fill(firstPassword)
    await page.getByLabel('Scrivila di nuovo').fill(firstPassword)
    await screen.press('Cambia la password ed entra')
    await page.getByText(/uguale a quella che hai ricevuto/).waitFor()
    await page.getByLabel('Nuova password').fill(ownPassword)
    await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
    await screen.press('Cambia la password ed entra')
    await screen.heading(/, Fabio$/)
  })

  it(
    'leaves nothing of a person behind: not on the page, in its stores, its address, nor its memory',
    patience,
    async () => {
      const word = 'zanzibarino'
      const teresa = { name: 'Teresa Bellomanti', login: 'teresa', office: 'Paghe', password: firstPassword }
      await screen.api.people.create({ ...teresa, roles: ['hr'] })
      await onePaper(screen.api, `Lettera riservata su ${word}`)
      await screen.go(`/documenti?q=${word}`)
      await page.locator('mark').first().waitFor()
      await page.locator('mark').first().dblclick()
      await page.locator('canvas').first().waitFor()
      await page.evaluate((secret) => {
        localStorage.setItem('bozza', secret)
        sessionStorage.setItem('bozza', secret)
        document.cookie = 'altro=1'
        return caches.open('carte').then((cache) => cache.put('/carta', new Response(secret)))
      }, word)
      expect(Object.keys(await tracesOf(page, word)).sort()).toEqual(['address', 'caches', 'dom', 'memory', 'storages'])

      await screen.lock()
      expect(await tracesOf(page, word)).toEqual({})
      await screen.enterAs('teresa', firstPassword)
      await page.getByLabel('Nuova password').fill(ownPassword)
      await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
      await screen.press('Cambia la password ed entra')
      await screen.heading(/, Teresa$/)
      expect(await page.evaluate(() => window.location.hash)).toMatch(/^(#\/)?$/)
    },
  )

  it('keeps the settings of the terminal and tells how to write the minutes', patience, async () => {
    await screen.go('/amministrazione/macchine')
    await page.getByText(/^([0-9A-F]{4} )+[0-9A-F]{4}$/).waitFor()
    await page.getByLabel('Minuti prima del blocco').fill('mezz’ora')
    await screen.press('Salva i minuti')
    await page.getByText('Scrivi un numero intero da 1 a 240.').waitFor()
    await page.getByLabel('Minuti prima del blocco').fill('5')
    await screen.press('Salva i minuti')
    await page.getByText('Impostazioni della postazione cambiate.').waitFor()
    await page.getByRole('switch', { name: /^Postazione condivisa/ }).click()
    const shared = { idleMinutes: 5, hotDesk: true, space: 'direzione' }
    await expect.poll(async () => (await screen.api.door.state()).terminal).toEqual(shared)
    // On a hot desk nobody's place is kept.
    await screen.press('Blocca')
    await screen.heading(/Chi sei\?$/)
  })

  it(
    'begin at Oggi, also when the door says that they are in before their sign-in has its answer',
    patience,
    async () => {
      const { code } = await screen.api.people.invite({ login: 'chiara', name: 'Chiara D’Arvegni', roles: ['hr'] })
      const second = await secondSession(screen.office)
      await screen.go('/amministrazione/ruoli')
      await screen.heading('Ruoli')
      const answers = await holdAnswers(page, 'door/redeem')
      await screen.lock()
      await screen.press('Ho un codice')
      await page.getByLabel('Nome utente').fill('chiara')
      await page.getByLabel('Codice', { exact: true }).fill(code)
      await page.getByLabel('Nuova password').fill(ownPassword)
      await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
      await screen.press('Scegli la password ed entra')
      await answers.given
      // The door's news, of somebody else's leaving, make the page ask who is in.
      await second.door.signOut({})
      await screen.heading(/, Chiara$/)
      answers.let()
      expect(await page.evaluate(() => window.location.hash)).toMatch(/^(#\/)?$/)
    },
  )
})
