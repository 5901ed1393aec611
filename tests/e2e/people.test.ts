/** People on the screen: let in, given roles, kept out; the door with code, PIN and lock; what stays behind: nothing. */
import type { Download, Page } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { mayDo, permissions, roleNames } from '#contract/permissions.ts'
import { axeFaults } from '../support/axe.ts'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import { signIn } from '../support/doorSteps.ts'
import { onePaper } from '../support/onePaper.ts'
import { founder, served, type ServedOffice } from '../support/serve.ts'
import { tracesOf } from '../support/traces.ts'

// A page, a core and a browser: on a busy machine one step may take seconds.
const patience = { timeout: 120_000 }
const [ownPassword, firstPassword, pin] = ['una password soltanto mia', 'detta a voce dalla porta', '493817']

describeInBrowser('people on the screen', () => {
  let browser: TestBrowser
  let office: ServedOffice
  let watched: WatchedPage
  /** Milliseconds by which the core's clock is ahead of the page's. */
  let ahead = 0

  async function open(hash = ''): Promise<Page> {
    ahead = 0
    office = await served({ stage: 'in', clock: { now: () => Date.now() + ahead } })
    watched = await browser.newPage({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })
    const { page } = watched
    await page.goto(office.served.url)
    await heading(page, /, Ada$/)
    if (hash) await go(page, hash)
    return page
  }

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const go = (page: Page, hash: string) => page.evaluate((to) => void (window.location.hash = to), hash)

  const newPerson = (name: string, login: string, roles: ('hr' | 'direction' | 'member')[] = []) =>
    office.api.people.create({ name, login, office: 'Paghe', roles, password: firstPassword })

  async function setPin(page: Page): Promise<void> {
    await office.api.door.setPin({ pin, password: founder.password })
    await page.reload()
    await page.getByRole('button', { name: 'Blocca' }).waitFor()
  }

  async function lock(page: Page): Promise<void> {
    await press(page, 'Blocca')
    await heading(page, 'La finestra è bloccata')
  }

  /** At the door, as somebody who is on no tile. */
  async function enterAs(page: Page, login: string, password: string): Promise<void> {
    await press(page, /^Un’altra persona/)
    await page.getByLabel('Nome utente').fill(login)
    await signIn(page, password)
  }

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterEach(async () => {
    expect(watched.violations).toEqual([])
    await watched.context.close()
    await office.close()
  })
  afterAll(() => browser.close())

  it('invites a person with a code, shown once, by which they choose a password and come in', patience, async () => {
    const page = await open()
    await page.getByRole('link', { name: 'Amministrazione' }).click()
    await page.getByRole('link', { name: /^Persone/ }).click()
    await heading(page, 'Persone')
    await press(page, 'Invita una persona…')
    await page.getByLabel('Nome e cognome').fill('Chiara D’Arvegni')
    const login = page.getByRole('textbox', { name: 'Nome utente', exact: true })
    expect(await login.inputValue()).toBe('chiara.darvegni')
    await page.getByRole('checkbox', { name: /^Risorse umane/ }).check()
    expect(await axeFaults(page)).toEqual([])
    await press(page, 'Prepara il codice')
    const groups = page.getByRole('group', { name: 'Codice' }).locator('span')
    // Reading a list does not wait for it, as waiting for a part of it does.
    await groups.last().waitFor()
    const code = await groups.allInnerTexts()
    expect(code).toHaveLength(4)
    expect(await axeFaults(page)).toEqual([])
    await press(page, 'L’ho preso, chiudi')
    await page.getByRole('row', { name: /Chiara D’Arvegni.*Risorse umane.*Invitata/ }).waitFor()
    expect(await page.content()).not.toContain(code[1])

    await lock(page)
    await press(page, 'Ho un codice')
    await page.getByLabel('Nome utente').fill('chiara.darvegni')
    await page.getByLabel('Codice', { exact: true }).fill('AAAA-BBBB')
    await page.getByLabel('Nuova password').fill(ownPassword)
    await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
    await press(page, 'Scegli la password ed entra')
    await page.getByText('Il nome utente o il codice non sono giusti').waitFor()
    await page.getByLabel('Codice', { exact: true }).fill(code.join(' ').toLowerCase())
    await press(page, 'Scegli la password ed entra')
    await heading(page, /, Chiara$/)
    expect(await page.getByRole('link', { name: 'Amministrazione' }).count()).toBe(0)
  })

  it('lets nobody in with an administrator’s password before they have one of their own', patience, async () => {
    const page = await open('#/amministrazione/persone')
    await press(page, 'Crea con una prima password…')
    await page.getByLabel('Nome e cognome').fill('Fabio Lunastri')
    await page.getByLabel('Nuova password').fill(firstPassword)
    await page.getByLabel('Scrivila di nuovo').fill(firstPassword)
    await press(page, 'Crea la persona')
    await page.getByText('Fabio Lunastri può entrare con la prima password.').waitFor()
    await lock(page)
    await enterAs(page, 'fabio.lunastri', firstPassword)
    await page.getByRole('heading', { name: 'Scegli una password tua' }).waitFor()
    expect((await office.api.door.state()).stage).toBe('shut')
    await page.getByLabel('Nuova password').fill(firstPassword)
    await page.getByLabel('Scrivila di nuovo').fill(firstPassword)
    await press(page, 'Cambia la password ed entra')
    await page.getByText(/uguale a quella che hai ricevuto/).waitFor()
    await page.getByLabel('Nuova password').fill(ownPassword)
    await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
    await press(page, 'Cambia la password ed entra')
    await heading(page, /, Fabio$/)
  })

  it('says at its field that a login is taken, and in plain words what cannot be done', patience, async () => {
    const page = await open('#/amministrazione/persone')
    await press(page, 'Invita una persona…')
    await page.getByLabel('Nome e cognome').fill('Ada')
    await press(page, 'Prepara il codice')
    await page.getByText(/«ada» è già di un'altra persona/).waitFor()
    await press(page, 'Lascia com’è')
    await page.getByRole('link', { name: founder.name }).click()
    await heading(page, founder.name)
    expect(await page.getByRole('button', { name: 'Sospendi' }).count()).toBe(0)
    await page.getByRole('checkbox', { name: /^Amministrazione di Smart-Coop/ }).uncheck()
    await press(page, 'Salva i ruoli')
    await page.getByRole('alert').filter({ hasText: 'ultima persona che può amministrare' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
  })

  it('changes roles and suspends at once, and takes both back; removal asks first', patience, async () => {
    const page = await open()
    const { person } = await newPerson('Ornella Sarvetti', 'ornella', ['member'])
    await go(page, `#/amministrazione/persone/${person}`)
    await heading(page, 'Ornella Sarvetti')
    const row = async () => (await office.api.people.one({ person })) satisfies { roles: string[]; state: string }
    await page.getByRole('checkbox', { name: /^Risorse umane/ }).check()
    await press(page, 'Salva i ruoli')
    await page.getByText('Ruoli di Ornella Sarvetti cambiati.').waitFor()
    expect((await row()).roles.sort()).toEqual(['hr', 'member'])
    await page.keyboard.press('Control+z')
    await page.getByText(/^Annullato: Ruoli/).waitFor()
    expect((await row()).roles).toEqual(['member'])

    await press(page, 'Sospendi')
    await page.getByRole('button', { name: 'Riammetti' }).waitFor()
    expect((await row()).state).toBe('suspended')
    await press(page, 'Riammetti')
    await page.getByRole('button', { name: 'Sospendi' }).waitFor()

    await press(page, 'Togli dall’organizzazione…')
    const asked = page.getByRole('dialog', { name: 'Togliere Ornella Sarvetti dall’organizzazione?' })
    expect(
      await asked.getByRole('button', { name: 'Lascia com’è' }).evaluate((one) => one === document.activeElement),
    ).toBe(true)
    await asked.getByRole('button', { name: 'Togli per sempre' }).click()
    await page.getByText('È fuori per sempre.').waitFor()
    expect((await row()).state).toBe('revoked')
  })

  it('finds people whatever the apostrophe and the accents, and says when there is nobody', patience, async () => {
    const page = await open()
    await newPerson('Nicolò D’Ètere', 'nicolo')
    await newPerson('Paolo Ghirelandi', 'paolo')
    await go(page, '#/amministrazione/persone')
    const search = page.getByRole('searchbox', { name: /Cerca per nome/ })
    await search.fill("d'etere")
    await page.getByText('1 persona', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Nicolò D’Ètere' }).waitFor()
    await search.fill('zzz')
    await page.getByText('Nessuna persona così').waitFor()
    await press(page, 'Togli i filtri')
    await page.getByRole('link', { name: 'Paolo Ghirelandi' }).waitFor()
    await press(page, 'Stato')
    await page.getByRole('menuitem', { name: 'Prima password' }).click()
    await page.getByText('2 persone', { exact: true }).waitFor()
  })

  it('reads the matrix of roles aloud as it shows it', patience, async () => {
    const page = await open('#/amministrazione/ruoli')
    await heading(page, 'Ruoli')
    const table = page.getByRole('table', { name: 'Ruoli e permessi' })
    await table.getByRole('cell', { name: 'sì' }).first().waitFor()
    const granted = roleNames.flatMap((role) => permissions.filter((permission) => mayDo([role], permission)))
    expect(await table.getByRole('cell', { name: 'sì' }).count()).toBe(granted.length)
    const cells = roleNames.length * permissions.length
    expect(await table.getByRole('cell', { name: 'no' }).count()).toBe(cells - granted.length)
  })

  it('prints dark words on white paper, also where the screen is dark', patience, async () => {
    const page = await open()
    await office.api.door.setLook({ theme: 'dark' })
    await go(page, '#/amministrazione/ruoli')
    const cell = page.getByRole('rowheader', { name: 'Paghe' }).first()
    const colour = () => cell.evaluate((one) => getComputedStyle(one).color)
    await page.waitForFunction(() => document.documentElement.dataset['theme'] === 'dark')
    await vi.waitFor(async () => expect(await colour()).toBe('rgb(233, 239, 237)'), { timeout: 10_000 })
    await page.emulateMedia({ media: 'print' })
    await vi.waitFor(async () => expect(await colour()).toBe('rgb(27, 42, 43)'), { timeout: 10_000 })
  })

  it('says who sees what and why, and that no role holds against the system’s administrator', patience, async () => {
    const page = await open('#/amministrazione/chi-vede-cosa')
    await page.getByText(/diritti di amministratore del sistema/).waitFor()
    await page.getByRole('row', { name: /Ada.*Vedere i documenti perché: Ammin.*Paghe perché: Ammin/ }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('tab', { name: 'Per computer' }).click()
    await page.getByText(/Chi amministra il sistema di pc-di-prova può leggere: Comune/).waitFor()
  })

  it('opens to the direction the register alone, and to no other room of Amministrazione', patience, async () => {
    const page = await open()
    await newPerson('Ivan Dorvasco', 'ivan', ['direction'])
    await lock(page)
    await enterAs(page, 'ivan', firstPassword)
    await page.getByLabel('Nuova password').fill(ownPassword)
    await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
    await press(page, 'Cambia la password ed entra')
    await page.getByRole('link', { name: 'Amministrazione' }).click()
    await page.getByRole('link', { name: /^Registro degli accessi/ }).waitFor()
    expect(await page.getByRole('link', { name: /^Persone/ }).count()).toBe(0)
    await go(page, '#/amministrazione/persone')
    await heading(page, 'Questa stanza non è tra le tue')
  })

  it(
    'enters at the sixth digit, tells what is left after a wrong one, and asks the password after five',
    patience,
    async () => {
      const page = await open()
      await setPin(page)
      await lock(page)
      expect(await axeFaults(page)).toEqual([])
      await page.keyboard.type('12345')
      await page.getByText('5 cifre su 6').waitFor()
      await press(page, 'Svuota')
      for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click()
      await page.getByRole('button', { name: 'Blocca' }).waitFor()

      await lock(page)
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

  it('keeps the digits that are typed before the PIN pad has come', patience, async () => {
    const page = await open()
    await setPin(page)
    const pad = Promise.withResolvers<void>()
    await page.route('**/PinPad*', async (route) => {
      await pad.promise
      await route.continue()
    })
    await lock(page)
    await page.keyboard.type(pin.slice(0, 3))
    pad.resolve()
    await page.getByText('3 cifre su 6').waitFor()
    await page.keyboard.type(pin.slice(3))
    await page.getByRole('button', { name: 'Blocca' }).waitFor()
  })

  it('sets and removes the PIN and changes the password on the own page', patience, async () => {
    const page = await open('#/profilo')
    await heading(page, 'Il mio profilo')
    expect(await axeFaults(page)).toEqual([])
    const write = async (first: string, second: string) => {
      await page.getByLabel('Nuovo PIN').fill(first)
      await page.getByLabel('Scrivilo di nuovo').fill(second)
      await page.getByLabel('La tua password').fill(founder.password)
      await press(page, /^(Imposta|Cambia) il PIN$/)
    }
    await write(pin, '493818')
    await page.getByText('I due PIN sono diversi').waitFor()
    await write('111111', '111111')
    await page.getByText(/si indovina troppo facilmente/).waitFor()
    await write(pin, pin)
    await page.getByText('Hai un PIN').waitFor()
    await press(page, 'Togli il PIN')
    await page.getByText('Hai un PIN').waitFor({ state: 'detached' })

    await page.getByLabel('Password di adesso').fill(founder.password)
    await page.getByLabel('Nuova password').fill(ownPassword)
    await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
    await press(page, 'Cambia la password')
    await page.getByText('Password cambiata.').waitFor()
    await lock(page)
    await signIn(page, ownPassword)
    await page.getByRole('button', { name: 'Blocca' }).waitFor()
  })

  it('warns before the idle lock, stays for whoever moves, and locks who is gone', patience, async () => {
    const page = await open()
    await office.api.door.setTerminal({ idleMinutes: 1 })
    const warning = page.getByRole('alert').filter({ hasText: 'la finestra si blocca' })
    ahead = -31_000
    await page.reload()
    await warning.waitFor()
    ahead = 0
    await page.mouse.move(300, 300)
    await warning.waitFor({ state: 'detached' })
    expect((await office.api.door.state()).stage).toBe('in')
    ahead = 61_000
    await heading(page, 'La finestra è bloccata')
    await page.getByText('si blocca da sola dopo 1 minuto.').waitFor()
    ahead = 0
    await signIn(page)
    await page.getByRole('button', { name: 'Blocca' }).waitFor()
  })

  it('keeps the settings of the terminal and tells how to write the minutes', patience, async () => {
    const page = await open('#/amministrazione/macchine')
    await page.getByText(/^([0-9A-F]{4} )+[0-9A-F]{4}$/).waitFor()
    await page.getByLabel('Minuti prima del blocco').fill('mezz’ora')
    await press(page, 'Salva i minuti')
    await page.getByText('Scrivi un numero intero da 1 a 240.').waitFor()
    await page.getByLabel('Minuti prima del blocco').fill('5')
    await press(page, 'Salva i minuti')
    await page.getByText('Impostazioni della postazione cambiate.').waitFor()
    await page.getByRole('switch', { name: /^Postazione condivisa/ }).click()
    const shared = { idleMinutes: 5, hotDesk: true, space: 'direzione' }
    await expect.poll(async () => (await office.api.door.state()).terminal).toEqual(shared)
    // On a hot desk nobody's place is kept.
    await press(page, 'Blocca')
    await heading(page, /Chi sei\?$/)
  })

  it(
    'leaves nothing of a person behind: not on the page, in its stores, its address, nor its memory',
    patience,
    async () => {
      const page = await open()
      const word = 'zanzibarino'
      await newPerson('Teresa Bellomanti', 'teresa', ['hr'])
      await onePaper(office.api, `Lettera riservata su ${word}`)
      await go(page, `#/documenti?q=${word}`)
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

      await lock(page)
      expect(await tracesOf(page, word)).toEqual({})
      await enterAs(page, 'teresa', firstPassword)
      await page.getByLabel('Nuova password').fill(ownPassword)
      await page.getByLabel('Scrivila di nuovo').fill(ownPassword)
      await press(page, 'Cambia la password ed entra')
      await heading(page, /, Teresa$/)
      expect(await page.evaluate(() => window.location.hash)).toMatch(/^(#\/)?$/)
    },
  )

  it(
    'lists what was done, by subject and by person, and hands it out as a table; nothing in it can be changed',
    patience,
    async () => {
      const page = await open()
      await newPerson('Nadia Corvaresi', 'nadia', ['hr'])
      await go(page, '#/amministrazione/registro')
      const table = page.getByRole('table', { name: 'Registro degli accessi' })
      await table.getByText('Nadia Corvaresi').waitFor()
      await page.getByText('Dati: Risorse umane.').waitFor()
      expect(await table.getByRole('button').or(table.getByRole('textbox')).count()).toBe(0)
      await press(page, 'Che cosa')
      await page.getByRole('menuitem', { name: 'Accessi' }).click()
      await table.getByText('Nadia Corvaresi').waitFor({ state: 'detached' })
      await table.getByText('È entrata una persona').first().waitFor()
      expect(await axeFaults(page)).toEqual([])

      const [download] = await Promise.all([page.waitForEvent('download') as Promise<Download>, press(page, 'Esporta')])
      const csv = readFileSync(await download.path(), 'utf8')
      expect(csv.startsWith('\uFEFF')).toBe(true)
      expect(csv).toContain(founder.name)
      expect(csv).not.toContain('Nadia')
      await press(page, 'Togli i filtri')
      await table.getByText('Ha esportato').waitFor()
    },
  )
})
