/** Administration of people on the screen: who may what, roles, names, what was done. One page, as it is used. */
import type { Download, Page } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { mayDo, permissions, roleNames } from '#contract/permissions.ts'
import { axeFaults } from '../support/axe.ts'
import { describeInBrowser, openBrowser, type TestBrowser } from '../support/browser.ts'
import { openScreen, patience, type Screen } from '../support/screen.ts'
import { founder } from '../support/serve.ts'

const [ownPassword, firstPassword] = ['una password soltanto mia', 'detta a voce dalla porta']

describeInBrowser('people in Amministrazione', () => {
  let browser: TestBrowser
  let screen: Screen
  let page: Page

  const newPerson = (name: string, login: string, roles: ('hr' | 'direction' | 'member')[] = []) =>
    screen.api.people.create({ name, login, office: 'Paghe', roles, password: firstPassword })

  beforeAll(async () => {
    browser = await openBrowser()
    screen = await openScreen(browser, { mayErr: true })
    page = screen.page
  })
  afterAll(async () => {
    await screen.close()
    await browser.close()
  })

  it('reads the matrix of roles aloud as it shows it', patience, async () => {
    await screen.go('/amministrazione/ruoli')
    await screen.heading('Ruoli')
    const table = page.getByRole('table', { name: 'Ruoli e permessi' })
    await table.getByRole('cell', { name: 'sì' }).first().waitFor()
    const granted = roleNames.flatMap((role) => permissions.filter((permission) => mayDo([role], permission)))
    expect(await table.getByRole('cell', { name: 'sì' }).count()).toBe(granted.length)
    const cells = roleNames.length * permissions.length
    expect(await table.getByRole('cell', { name: 'no' }).count()).toBe(cells - granted.length)
  })

  it('prints dark words on white paper, also where the screen is dark', patience, async () => {
    await screen.api.door.setLook({ theme: 'dark' })
    await screen.go('/amministrazione/ruoli')
    const cell = page.getByRole('rowheader', { name: 'Paghe' }).first()
    const colour = () => cell.evaluate((one) => getComputedStyle(one).color)
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark')
    await vi.waitFor(async () => expect(await colour()).toBe('rgb(233, 239, 237)'), { timeout: 10_000 })
    await page.emulateMedia({ media: 'print' })
    await vi.waitFor(async () => expect(await colour()).toBe('rgb(27, 42, 43)'), { timeout: 10_000 })
    await page.emulateMedia({ media: null })
    await screen.api.door.setLook({ theme: 'light' })
  })

  it('says who sees what and why, and that no role holds against the system’s administrator', patience, async () => {
    await screen.go('/amministrazione/chi-vede-cosa')
    await page.getByText(/diritti di amministratore del sistema/).waitFor()
    await page.getByRole('row', { name: /Ada.*Vedere i documenti perché: Ammin.*Paghe perché: Ammin/ }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('tab', { name: 'Per computer' }).click()
    await page.getByText(/Chi amministra il sistema di pc-di-prova può leggere: Comune/).waitFor()
  })

  it('says at its field that a login is taken, and in plain words what cannot be done', patience, async () => {
    await screen.go('/amministrazione/persone')
    await screen.press('Invita una persona…')
    await page.getByLabel('Nome e cognome').fill('Ada')
    await screen.press('Prepara il codice')
    await page.getByText(/«ada» è già di un'altra persona/).waitFor()
    await screen.press('Lascia com’è')
    await page.getByRole('link', { name: founder.name }).click()
    await screen.heading(founder.name)
    expect(await page.getByRole('button', { name: 'Sospendi' }).count()).toBe(0)
    await page.getByRole('checkbox', { name: /^Amministrazione di Smart-Coop/ }).uncheck()
    await screen.press('Salva i ruoli')
    await page.getByRole('alert').filter({ hasText: 'ultima persona che può amministrare' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
  })

  it('finds people whatever the apostrophe and the accents, and says when there is nobody', patience, async () => {
    await newPerson('Nicolò D’Ètere', 'nicolo')
    await newPerson('Paolo Ghirelandi', 'paolo')
    await screen.go('/amministrazione/persone')
    const search = page.getByRole('searchbox', { name: /Cerca per nome/ })
    await search.fill("d'etere")
    await page.getByText('1 persona', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Nicolò D’Ètere' }).waitFor()
    await search.fill('zzz')
    await page.getByText('Nessuna persona così').waitFor()
    await screen.press('Togli i filtri')
    await page.getByRole('link', { name: 'Paolo Ghirelandi' }).waitFor()
    await screen.press('Stato')
    await page.getByRole('menuitem', { name: 'Prima password' }).click()
    await page.getByText('2 persone', { exact: true }).waitFor()
  })

  it('changes roles and suspends at once, and takes both back; removal asks first', patience, async () => {
    const { person } = await newPerson('Ornella Sarvetti', 'ornella', ['member'])
    await screen.go(`/amministrazione/persone/${person}`)
    await screen.heading('Ornella Sarvetti')
    const row = async () => (await screen.api.people.one({ person })) satisfies { roles: string[]; state: string }
    await page.getByRole('checkbox', { name: /^Risorse umane/ }).check()
    await screen.press('Salva i ruoli')
    await page.getByText('Ruoli di Ornella Sarvetti cambiati.').waitFor()
    expect((await row()).roles.sort()).toEqual(['hr', 'member'])
    await page.keyboard.press('Control+z')
    await page.getByText(/^Annullato: Ruoli/).waitFor()
    expect((await row()).roles).toEqual(['member'])

    await screen.press('Sospendi')
    await page.getByRole('button', { name: 'Riammetti' }).waitFor()
    expect((await row()).state).toBe('suspended')
    await screen.press('Riammetti')
    await page.getByRole('button', { name: 'Sospendi' }).waitFor()

    await screen.press('Togli dall’organizzazione…')
    const asked = page.getByRole('dialog', { name: 'Togliere Ornella Sarvetti dall’organizzazione?' })
    expect(
      await asked.getByRole('button', { name: 'Lascia com’è' }).evaluate((one) => one === document.activeElement),
    ).toBe(true)
    await asked.getByRole('button', { name: 'Togli per sempre' }).click()
    await page.getByText('È fuori per sempre.').waitFor()
    expect((await row()).state).toBe('revoked')
  })

  it(
    'lists what was done, by subject and by person, and hands it out as a table; nothing in it can be changed',
    patience,
    async () => {
      await newPerson('Nadia Corvaresi', 'nadia', ['hr'])
      await screen.go('/amministrazione/registro')
      const table = page.getByRole('table', { name: 'Registro degli accessi' })
      await table.getByText('Nadia Corvaresi').waitFor()
      await table.getByRole('cell', { name: /Nadia Corvaresi Dati: Risorse umane\.$/ }).waitFor()
      expect(await table.getByRole('button').or(table.getByRole('textbox')).count()).toBe(0)
      await screen.press('Che cosa')
      await page.getByRole('menuitem', { name: 'Accessi' }).click()
      await table.getByText('Nadia Corvaresi').waitFor({ state: 'detached' })
      await table.getByText('È entrata una persona').first().waitFor()
      expect(await axeFaults(page)).toEqual([])

      const [download] = await Promise.all([
        page.waitForEvent('download') as Promise<Download>,
        screen.press('Esporta'),
      ])
      const csv = readFileSync(await download.path(), 'utf8')
      expect(csv.startsWith('\uFEFF')).toBe(true)
      expect(csv).toContain(founder.name)
      expect(csv).not.toContain('Nadia')
      await screen.press('Togli i filtri')
      await table.getByText('Ha esportato').waitFor()
      await screen.go('/amministrazione/registro?pagina=99')
      await page.getByText('Questa pagina non c’è').waitFor()
      await screen.press('Vai all’inizio')
      await table.getByText('Ha esportato').waitFor()
    },
  )

  it('opens to the direction the register alone, and to no other room of Amministrazione', patience, async () => {
    await newPerson('Ivan Dorvasco', 'ivan', ['direction'])
    await screen.lock()
    await screen.enterAs('ivan', firstPassword)
    await page.getByLabel('Nuova password').fill(ownPassword)
    await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
    await screen.press('Cambia la password ed entra')
    await page.getByRole('link', { name: 'Amministrazione' }).click()
    await page.getByRole('link', { name: /^Registro degli accessi/ }).waitFor()
    expect(await page.getByRole('link', { name: /^Persone/ }).count()).toBe(0)
    await screen.go('/amministrazione/persone')
    await screen.heading('Questa stanza non è tra le tue')
  })
})
