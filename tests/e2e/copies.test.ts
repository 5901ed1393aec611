/** Copie di sicurezza on the screen: made, planned, taken back at the first start, named beside a broken archive. */
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import { signIn } from '../support/doorSteps.ts'
import { onePaper } from '../support/onePaper.ts'
import { founder, served, type ServedOffice } from '../support/serve.ts'

// A page, a core and a browser: on a busy machine one step may take seconds.
const patience = { timeout: 120_000 }

describeInBrowser('copies on the screen', () => {
  let browser: TestBrowser
  let office: ServedOffice
  let watched: WatchedPage
  let stick: string

  beforeAll(async () => {
    browser = await openBrowser()
    stick = mkdtempSync(join(tmpdir(), 'smart-coop-stick-'))
  })
  afterAll(async () => {
    await browser.close()
    rmSync(stick, { recursive: true, force: true })
  })
  afterEach(async () => {
    await watched.context.close()
    await office.close()
  })

  async function open(stage: 'new' | 'shut' | 'in', folder?: string): Promise<Page> {
    office = await served({ stage, ...(folder && { folder }) })
    watched = await browser.newPage({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })
    await watched.page.goto(office.served.url)
    return watched.page
  }

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  const copies = () => readdirSync(stick).filter((name) => name.endsWith('.copia'))

  it('is made now and planned, says where it lies, and what a wrong folder is', patience, async () => {
    const page = await open('in')
    await onePaper(office.api)
    await page.getByRole('link', { name: 'Amministrazione' }).first().click()
    await page.getByRole('link', { name: /^Copie di sicurezza/ }).click()
    await heading(page, 'Copie di sicurezza')
    await page.getByText('Non c’è ancora una copia').waitFor()
    const now = page.getByRole('region', { name: 'Fai una copia adesso' })
    await now.getByLabel('Cartella della copia').fill(join(stick, 'manca'))
    await now.getByRole('button', { name: 'Fai la copia' }).click()
    await now.getByRole('alert').getByText('Non trovo la cartella').waitFor()
    await now.getByLabel('Cartella della copia').fill(stick)
    await now.getByRole('button', { name: 'Fai la copia' }).click()
    await now.getByText('La copia è pronta e riletta').waitFor()
    expect(copies()).toHaveLength(1)
    await page.getByText('L’ultima copia è di oggi').waitFor()

    const plan = page.getByRole('region', { name: 'Copie che partono da sole' })
    await plan.getByRole('radio', { name: 'Ogni giorno' }).check()
    await plan.getByLabel('Cartella della copia').fill(stick)
    await plan.getByRole('button', { name: 'Salva' }).click()
    await page.getByText(/^La prossima parte da sola: /).waitFor()
    await page
      .getByRole('region', { name: 'Copie in questa cartella' })
      .getByText(join(stick, copies()[0] ?? ''))
      .waitFor()
    expect(await axeFaults(page)).toEqual([])
    expect([watched.errors, watched.violations]).toEqual([[], []])
  })

  it('makes a new computer the old one, from its first page', patience, async () => {
    const page = await open('new')
    await page.getByRole('button', { name: /^Riprendi da una copia/ }).click()
    await heading(page, 'Riprendi da una copia')
    expect(await axeFaults(page)).toEqual([])
    await page.getByLabel('File della copia').fill(join(stick, copies()[0] ?? ''))
    await page.getByLabel('Password del giorno della copia').fill('una frase sbagliata')
    await page.getByRole('button', { name: 'Riprendi' }).click()
    await page.getByText('Questa password non apre la copia').waitFor()
    await page.getByLabel('Password del giorno della copia').fill(founder.password)
    await page.getByRole('button', { name: 'Riprendi' }).click()
    await page.getByRole('heading', { name: founder.name }).waitFor()
    await signIn(page)
    await heading(page, /, Ada$/)
    expect((await office.api.documents.find({})).total).toBe(1)
  })

  it('is named beside a broken archive, with how it is taken back', patience, async () => {
    const data = mkdtempSync(join(tmpdir(), 'smart-coop-broken-'))
    try {
      const before = await served({ stage: 'in', folder: data })
      const stream = await before.api.copies.make({ to: stick })
      let step = await stream.next()
      while (!step.done) step = await stream.next()
      await before.close()
      const fd = openSync(join(data, 'smart-coop.db'), 'r+')
      writeSync(fd, Buffer.alloc(4096, 7), 0, 4096, 0)
      closeSync(fd)
      const page = await open('shut', data)
      await signIn(page)
      await page.getByText(step.value.file).waitFor()
      await page
        .getByText(/dai un altro nome alla cartella dei dati, riaprilo e scegli «Riprendi da una copia»/)
        .waitFor()
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  })
})
