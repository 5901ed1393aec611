/** A paper's way as a person goes it: dropped on the window, read, found by its words, opened, mended, taken out. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createCanvas } from '@napi-rs/canvas'
import { createRouterClient } from '@orpc/server'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { mostPaperBytes } from '#contract/shared.ts'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import type { Client } from '../support/office.ts'
import { drop, scannedPdf, textPdf } from '../support/papers.ts'
import { founder, served, type ServedOffice } from '../support/serve.ts'

// A page, a core, a parser and a browser: on a busy machine one step may take seconds.
const patience = { timeout: 120_000 }

const pages = [
  'Relazione annuale del servizio educativo',
  'Le ore di mensa e di pulizia dei locali',
  'La perequazione delle attività è già stata deliberata; perché non basti, segue la tabella',
]

describeInBrowser('a paper', () => {
  let browser: TestBrowser
  let office: ServedOffice
  let watched: WatchedPage
  let page: Page
  let api: Client
  let dropped: Buffer

  beforeAll(async () => {
    browser = await openBrowser()
    office = await served()
    // A caller of its own, without a network between: what the page did is asked of the core itself.
    api = createRouterClient(office.core.router, { context: { caller: office.core.caller('cli', true) } })
    await api.door.signIn({ login: founder.login, password: founder.password })
    watched = await browser.newPage({ viewport: { width: 1366, height: 768 }, acceptDownloads: true })
    page = watched.page
    page.setDefaultTimeout(30_000)
    await page.goto(office.served.url)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }, 120_000)
  afterEach(() => {
    expect(watched.violations).toEqual([])
  })
  afterAll(async () => {
    expect(watched.errors.filter((text) => !text.includes('net::ERR_FAILED'))).toEqual([])
    await browser.close()
    await office.close()
  })

  const list = async (search = '') => {
    await page.evaluate((hash) => void (window.location.hash = hash), `/documenti${search}`)
    await page.getByRole('heading', { level: 1, name: 'Documenti' }).waitFor()
  }
  /** Until the address, and with it the list, has followed the typing. */
  const asked = (query: string) =>
    page.waitForFunction((text) => new URLSearchParams(location.hash.split('?')[1]).get('q') === text, query)
  const row = (name: RegExp | string) => page.getByRole('option', { name })

  it('dropped on the window is read, and found by a word without its accent', patience, async () => {
    dropped = await textPdf(pages)
    await drop(page, [{ name: "L'attività del 2025.pdf", bytes: dropped }])
    await page.getByText('Un documento arrivato').waitFor()
    await list()
    await row(/Archiviato L'attività del 2025\.pdf/).waitFor()
    await page.getByRole('searchbox', { name: 'Cerca nei documenti' }).fill('attivita perche')
    await row(/pagina 3/).waitFor()
    expect(
      await row(/pagina 3/)
        .locator('mark')
        .allTextContents(),
    ).toContain('attività')
  })

  it(
    'opens at the page of the hit, by the keyboard alone, and Esc goes back to the list as it was',
    patience,
    async () => {
      await page.keyboard.press('Control+f')
      await page.keyboard.press('Control+a')
      await page.keyboard.type('attivita')
      await asked('attivita')
      // The list before it had the same row, with one word more.
      await row(/pagina 3/)
        .getByText('perché', { exact: true })
        .waitFor({ state: 'detached' })
      await row(/pagina 3/).waitFor()
      await page.keyboard.press('ArrowDown')
      await page.getByRole('button', { name: 'Apri a pagina 3' }).waitFor()
      expect(await page.getByRole('listbox').evaluate((one) => one === document.activeElement)).toBe(true)
      await page.keyboard.press('Enter')
      const mark = page.getByRole('region', { name: 'Pagina 3', exact: true }).locator('.highlight.selected')
      await mark.waitFor()
      expect(await mark.textContent()).toBe('attività')
      expect(await page.getByLabel('Pagina', { exact: true }).inputValue()).toBe('3')
      await page.getByRole('search', { name: 'Cerca nel documento' }).getByText('1 di 1', { exact: true }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('heading', { level: 1, name: 'Documenti' }).waitFor()
      expect(await page.getByRole('searchbox', { name: 'Cerca nei documenti' }).inputValue()).toBe('attivita')
      await page.getByRole('option', { name: /pagina 3/, selected: true }).waitFor()
    },
  )

  it('is searched in, whole: what the archive was not asked for is found too', patience, async () => {
    await row(/pagina 3/).dblclick()
    // The list's preview has marks, too: it is the paper's own page that must have come.
    await page.getByRole('search', { name: 'Cerca nel documento' }).waitFor()
    await page.locator('.textLayer .highlight').first().waitFor()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('mensa')
    const mark = page.getByRole('region', { name: 'Pagina 2', exact: true }).locator('.highlight.selected')
    await mark.waitFor()
    await page.keyboard.type('xyz')
    await page.getByText('Non c’è', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await mark.waitFor({ state: 'detached' })
  })

  it('takes the letter that follows Ctrl F at once: the field is there before the next key', async () => {
    const focused = await page.evaluate(() => {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', ctrlKey: true, bubbles: true }))
      return document.activeElement?.getAttribute('aria-label')
    })
    expect(focused).toBe('Cerca nel documento')
    await page.keyboard.press('Escape')
  })

  it('is searched in, whole, also when the bar with the hits of the archive was closed first', patience, async () => {
    await list('?q=attivita')
    await row(/pagina 3/).dblclick()
    const bar = page.getByRole('search', { name: 'Cerca nel documento' })
    await bar.getByText('1 di 1', { exact: true }).waitFor()
    await bar.getByRole('button', { name: 'Chiudi la ricerca nel documento' }).click()
    await bar.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+f')
    await page.keyboard.type('mensa')
    await page
      .getByRole('region', { name: 'Pagina 2', exact: true })
      .locator('.highlight.selected')
      .waitFor({ timeout: 15_000 })
  })

  it(
    'is looked for in the whole list again when the address says so, even from within the field',
    patience,
    async () => {
      await list('?q=perequazione')
      const field = page.getByRole('searchbox', { name: 'Cerca nei documenti' })
      await field.press('End')
      await field.pressSequentially(' segue')
      await asked('perequazione segue')
      await list()
      await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[type="search"]')?.value === '')
      // Longer than the field waits before it asks by itself.
      await page.waitForTimeout(500)
      expect(await page.evaluate(() => location.hash)).toBe('#/documenti')
    },
  )

  it('is chosen with the arrow that follows the last letter, before its list has come', patience, async () => {
    // The newest stands first in the whole list, and not in the one that is asked for.
    await drop(page, [{ name: 'verbale.pdf', bytes: await textPdf(['Verbale della riunione']) }])
    await list()
    await row(/Archiviato verbale\.pdf/).waitFor()
    const isEntered = async () => {
      await page.getByRole('option', { name: /pagina 3/, selected: true }).waitFor()
      await page.waitForFunction(() => document.activeElement?.role === 'listbox')
    }
    await page.keyboard.press('Control+f')
    await page.keyboard.type('perequazione')
    await page.keyboard.press('ArrowDown')
    await isEntered()
    // The same from where there is no list at all.
    await list('?q=perequ')
    await page.getByRole('heading', { name: 'Nulla con «perequ»' }).waitFor()
    await page.keyboard.press('Control+f')
    await page.keyboard.press('End')
    await page.keyboard.type('azione')
    await page.keyboard.press('ArrowDown')
    await isEntered()
  })

  it('left while it is still being opened leaves no error behind', patience, async () => {
    const bytes = '**/rpc/documents/bytes'
    const held = Promise.withResolvers<void>()
    await page.route(bytes, async (route) => {
      await held.promise
      await route.continue().catch(() => {}) // the page no longer waits for them
    })
    const go = (hash: string) => page.evaluate((place) => void (window.location.hash = place), hash)
    const paper = (await api.documents.find({ query: 'attivita' })).rows[0]
    await go('/amministrazione')
    await page.getByRole('heading', { level: 1, name: 'Amministrazione' }).waitFor()
    const [worker] = await Promise.all([
      page.waitForEvent('worker'),
      page.waitForRequest(bytes),
      go(`/documenti/${paper?.id}`),
    ])
    await Promise.all([worker.waitForEvent('close'), go('/amministrazione')])
    held.resolve()
    await page.unroute(bytes)
    expect(watched.errors).toEqual([])
    await go(`/documenti/${paper?.id}`)
    await page.locator('.textLayer').first().waitFor()
  })

  it('left at whatever moment leaves no error behind', patience, async () => {
    const paper = (await api.documents.find({ query: 'attivita' })).rows[0]
    const go = (hash: string) => page.evaluate((place) => void (window.location.hash = place), hash)
    for (let ms = 0; ms <= 240; ms += 12) {
      await go(`/documenti/${paper?.id}`)
      await page.waitForTimeout(ms)
      await go('/amministrazione')
      await page.getByRole('heading', { level: 1, name: 'Amministrazione' }).waitFor()
    }
    expect(watched.errors).toEqual([])
    await go(`/documenti/${paper?.id}`)
    await page.locator('.textLayer').first().waitFor()
  })

  it('takes another title, and its old one back', patience, async () => {
    const field = page.getByLabel('Titolo', { exact: true })
    const before = await field.inputValue()
    await field.fill('')
    await field.press('Enter')
    await page.getByText('Scrivi un titolo').waitFor()
    await field.fill('Relazione sulle attività')
    await field.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Relazione sulle attività' }).waitFor()
    await page
      .getByRole('button', { name: /^Annulla/ })
      .last()
      .click()
    await page.getByRole('heading', { level: 1, name: before }).waitFor()
    await page.getByLabel('Data del documento').fill('31/02/2026')
    await page.keyboard.press('Enter')
    await page.getByText('Scrivi così: 31/12/2026').waitFor()
    await page.keyboard.press('Escape')
  })

  it('is given back byte for byte, under its own name', patience, async () => {
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Scarica l’originale' }).click()
    const download = await coming
    expect(download.suggestedFilename()).toMatch(/^L.attività del 2025\.pdf$/)
    expect((await readFile(await download.path())).equals(dropped)).toBe(true)
  })

  it('is printed page by page, as pictures', patience, async () => {
    await page.evaluate(() => {
      window.print = () => {
        document.body.dataset['printed'] = String(document.querySelectorAll('.paper-print img').length)
        window.dispatchEvent(new Event('afterprint'))
      }
    })
    await page.getByRole('button', { name: 'Stampa' }).click()
    await page.locator('body[data-printed="3"]').waitFor()
    expect(await page.locator('.paper-print').count()).toBe(0)
  })

  it('of scanned pages says that it needs OCR', patience, async () => {
    const canvas = createCanvas(600, 800)
    const pen = canvas.getContext('2d')
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, 600, 800)
    pen.fillStyle = '#333'
    pen.fillRect(60, 60, 300, 20)
    await drop(page, [{ name: 'scansione.pdf', bytes: await scannedPdf(canvas.toBuffer('image/png'), 2) }])
    await list('?vista=review')
    await row(/Da leggere con OCR.*scansione\.pdf/).click()
    await page.getByText('le pagine sono immagini senza testo').waitFor()
  })

  it('that is broken says so, keeps its bytes and can be tried again', patience, async () => {
    await drop(page, [{ name: 'rotto.pdf', bytes: Buffer.from('%PDF-1.7\n1 0 obj <<') }])
    await list('?vista=refused')
    await row(/Rovinato.*rotto\.pdf/).dblclick()
    await page.getByText('Il file è rovinato o incompleto').waitFor()
    await page.getByRole('button', { name: 'Riprova' }).first().waitFor()
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Scarica l’originale' }).first().click()
    expect((await readFile(await (await coming).path())).toString()).toBe('%PDF-1.7\n1 0 obj <<')
  })

  it('that was there already is not kept twice, one without content is refused by name', patience, async () => {
    const panel = page.getByRole('region', { name: 'Documenti in arrivo' })
    await drop(page, [
      { name: 'rotto di nuovo.pdf', bytes: Buffer.from('%PDF-1.7\n1 0 obj <<') },
      { name: 'niente.pdf', bytes: Buffer.alloc(0) },
    ])
    await panel.getByRole('link', { name: 'C’era già: lo apri da qui' }).waitFor()
    await panel.getByText(/«niente\.pdf» è vuoto/).waitFor()
    await panel.getByRole('button', { name: 'Chiudi' }).click()
    await panel.waitFor({ state: 'hidden' })
  })

  it('arrives whole over a line that breaks', patience, async () => {
    let broken = 0
    await page.route('**/rpc/files/append', async (route) => {
      broken += 1
      await (broken <= 2 ? route.abort() : route.continue())
    })
    const bytes = Buffer.concat([Buffer.from('a;b\n'), Buffer.alloc(9 * 1024 * 1024, 'x')])
    await page.evaluate(
      (size) => {
        const file = new File(['a;b\n', 'x'.repeat(size)], 'lungo.csv')
        const transfer = new DataTransfer()
        transfer.items.add(file)
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }))
      },
      9 * 1024 * 1024,
    )
    await page.getByText('Connessione persa: riprovo da solo').waitFor()
    await page.getByText('Un documento arrivato').waitFor()
    await page.unroute('**/rpc/files/append')
    const kept = (await api.documents.find({ formats: ['csv', 'text'] })).rows[0]
    expect(kept?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('of 100 MB arrives, one of a byte more is refused by name', { timeout: 300_000 }, async () => {
    await page.evaluate((most) => {
      const noise = crypto.getRandomValues(new Uint8Array(65_536))
      const big = new Blob([noise, new Uint8Array(most - noise.length)])
      const transfer = new DataTransfer()
      transfer.items.add(new File([big], 'grande.bin'))
      transfer.items.add(new File([big, 'x'], 'troppo grande.bin'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true }))
    }, mostPaperBytes)
    await page.getByText(/«troppo grande\.bin» è troppo grande/).waitFor()
    await page.getByText(/arrivat[oi], uno non è entrato/).waitFor({ timeout: 240_000 })
    const big = (await api.documents.find({ query: 'grande' })).rows.find((one) => one.name === 'grande.bin')
    expect(big?.size).toBe(mostPaperBytes)
  })

  it(
    'is asked for in any words: query syntax is answered with results or a sentence, never with an error',
    patience,
    async () => {
      await list()
      const field = page.getByRole('searchbox', { name: 'Cerca nei documenti' })
      for (const query of [
        '"',
        '*',
        'AND OR NOT',
        'title:x',
        'NEAR(a b)',
        '-solo',
        'a^2 {b}',
        "' OR 1=1 --",
        '((("',
        '«»',
      ]) {
        await field.fill(query)
        await asked(query)
        await page.locator('[role="tabpanel"] :is([role="option"], h2)').first().waitFor()
        expect(await page.getByText('Non riesco ad aprire questo elenco').count(), query).toBe(0)
      }
      await field.fill('"aperta')
      await page.getByText(/Hai aperto le virgolette/).waitFor()
      await page.getByRole('button', { name: 'Svuota la ricerca' }).last().click()
      await row(/attività/)
        .first()
        .waitFor()
    },
  )

  it('leads outside only after its place was shown', patience, async () => {
    await drop(page, [
      {
        name: 'con un legame.pdf',
        bytes: await textPdf(['Vedi il sito della cooperativa'], 'https://coop.example/pagina'),
      },
    ])
    await list('?q=sito')
    await row(/con un legame/).dblclick()
    await page.locator('.annotationLayer [role="link"]').click()
    await page.getByRole('dialog').getByText('coop.example', { exact: true }).waitFor()
    expect(await page.locator('.annotationLayer a[href^="http"]').count()).toBe(0)
    await page.getByRole('button', { name: 'Resta qui' }).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(watched.context.pages()).toHaveLength(1)
  })
})
