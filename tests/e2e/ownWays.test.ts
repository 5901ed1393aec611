/** The ways of one person at their terminal: PIN, idle lock, own page. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { describeInBrowser, openBrowser, type TestBrowser } from '../support/browser.ts'
import { signIn } from '../support/doorSteps.ts'
import { openScreen, patience, type Screen } from '../support/screen.ts'
import { founder } from '../support/serve.ts'

const [ownPassword, pin] = ['una password soltanto mia', '493817']

describeInBrowser('a person at their terminal', () => {
  let browser: TestBrowser
  let screen: Screen
  let page: Page
  /** Milliseconds by which the core's clock is ahead of the page's. */
  let ahead = 0

  async function setPin(): Promise<void> {
    await screen.api.door.setPin({ pin, password: founder.password })
    await page.reload()
    await page.getByRole('button', { name: 'Blocca' }).waitFor()
  }

  beforeAll(async () => {
    browser = await openBrowser()
    screen = await openScreen(browser, { mayErr: true, clock: { now: () => Date.now() + ahead } })
    page = screen.page
  })
  afterAll(async () => {
    await screen.close()
    await browser.close()
  })

  it('keeps the digits that are typed before the PIN pad has come', patience, async () => {
    await setPin()
    const pad = Promise.withResolvers<void>()
    await page.route('**/PinPad*', async (route) => {
      await pad.promise
      await route.continue()
    })
    await screen.lock()
    await page.keyboard.type(pin.slice(0, 3))
    pad.resolve()
    await page.getByText('3 cifre su 6').waitFor()
    await page.keyboard.type(pin.slice(3))
    await page.getByRole('button', { name: 'Blocca' }).waitFor()
  })

  it(
    'enters at the sixth digit, tells what is left after a wrong one, and asks the password after five',
    patience,
    async () => {
      await setPin()
      await screen.lock()
      expect(await axeFaults(page)).toEqual([])
      await page.keyboard.type('12345')
      await page.getByText('5 cifre su 6').waitFor()
      await screen.press('Svuota')
      for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
      await page.getByRole('button', { name: 'Blocca' }).waitFor()

      await screen.lock()
      await page.getByRole('region', { name: /^PIN di/ }).waitFor()
      for (let left = 4; left > 0; left--) {
        await page.keyboard.type('000111')
        await page.getByText(`Tentativi che restano: ${left}`).waitFor()
      }
      await page.keyboard.type('000111')
      await page.getByText('Cinque PIN sbagliati: ora serve la password.').waitFor()
      await signIn(page)
      await page.getByRole('button', { name: 'Blocca' }).waitFor()
    },
  )

  it('warns before the idle lock, stays for whoever moves, and locks who is gone', patience, async () => {
    await screen.api.door.removePin()
    await screen.api.door.setTerminal({ idleMinutes: 1 })
    const warning = page.getByRole('alert').filter({ hasText: 'la finestra si blocca' })
    ahead = -31_000
    await page.reload()
    await warning.waitFor()
    ahead = 0
    await page.mouse.move(300, 300)
    await warning.waitFor({ state: 'detached' })
    expect((await screen.api.door.state()).stage).toBe('in')
    ahead = 61_000
    await screen.heading('La finestra è bloccata')
    await page.getByText('si blocca da sola dopo 1 minuto.').waitFor()
    ahead = 0
    await signIn(page)
    await page.getByRole('button', { name: 'Blocca' }).waitFor()
    await screen.api.door.setTerminal({ idleMinutes: 10 })
  })

  it('sets and removes the PIN and changes the password on the own page', patience, async () => {
    await screen.go('/profilo')
    await screen.heading('Il mio profilo')
    expect(await axeFaults(page)).toEqual([])
    const write = async (first: string, second: string) => {
      await page.getByLabel('Nuovo PIN').fill(first)
      await page.getByLabel('Scrivilo di nuovo').fill(second)
      await page.getByLabel('La tua password').fill(founder.password)
      await screen.press(/^(Imposta|Cambia) il PIN$/)
    }
    await write(pin, '493818')
    await page.getByText('I due PIN sono diversi').waitFor()
    await write('111111', '111111')
    await page.getByText(/si indovina troppo facilmente/).waitFor()
    await write(pin, pin)
    await page.getByText('Hai un PIN').waitFor()
    await screen.press('Togli il PIN')
    await page.getByText('Hai un PIN').waitFor({ state: 'detached' })

    await page.getByLabel('Password di adesso').fill(founder.password)
    await page.getByLabel('Nuova password').fill(ownPassword)
    await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
    await screen.press('Cambia la password')
    await page.getByText('Password cambiata.').waitFor()
    await screen.lock()
    await signIn(page, ownPassword)
    await page.getByRole('button', { name: 'Blocca' }).waitFor()
  })
})
