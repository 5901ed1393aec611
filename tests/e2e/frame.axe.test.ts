/** Every room of the table and the door, in light, dark and large type: nothing that axe finds, nothing cut sideways. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Look } from '#contract/door.contract.ts'
import { rooms } from '#renderer/app/routes.tsx'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import { onePaper } from '../support/onePaper.ts'
import { served, type ServedOffice } from '../support/serve.ts'

const looks: { name: string; look: Partial<Look> }[] = [
  { name: 'light', look: { theme: 'light', type: 'normal' } },
  { name: 'dark', look: { theme: 'dark', type: 'normal' } },
  { name: 'large', look: { theme: 'light', type: 'large' } },
]

async function faultsOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.html)
        .join(' ')
        .slice(0, 300)}`,
  )
  return sideways ? [...found, 'the page scrolls sideways'] : found
}

describeInBrowser('what axe finds', () => {
  let browser: TestBrowser

  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser.close())

  describe.each(looks)('in $name', ({ look }) => {
    let office: ServedOffice
    let watched: WatchedPage
    let paper: string

    async function opened(stage: 'new' | 'shut' | 'in'): Promise<Page> {
      office = await served({ stage })
      await office.api.door.setLook(look)
      watched = await browser.newPage({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })
      await watched.page.goto(office.served.url)
      await watched.page.getByRole('heading', { level: 1 }).waitFor()
      expect(await watched.page.evaluate(() => ({ ...document.documentElement.dataset }))).toMatchObject(look)
      return watched.page
    }

    async function closed(): Promise<void> {
      expect(watched.violations).toEqual([])
      expect(watched.errors).toEqual([])
      await watched.context.close()
      await office.close()
    }

    describe('in every room', () => {
      beforeAll(async () => {
        await opened('in')
        paper = await onePaper(office.api)
      })
      afterAll(closed)

      it.each(rooms)('nothing: $path', { timeout: 90_000 }, async ({ path }) => {
        const { page } = watched
        await page.evaluate((hash) => void (window.location.hash = hash), `#${path.replace(':id', paper)}`)
        await page.waitForFunction((end) => window.location.hash.endsWith(end), path.replace(':id', paper))
        await page.locator('main h1').first().waitFor()
        await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'hidden' })
        expect(await faultsOn(page)).toEqual([])
      })

      it('nothing: palette, keys, person, notices', { timeout: 90_000 }, async () => {
        const { page } = watched
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: /Cerca documenti e comandi/ }).fill('mensa')
        await page.getByRole('option', { name: /Cerca «mensa»/ }).waitFor()
        const faults = { palette: await faultsOn(page) }
        await page.keyboard.press('Escape')
        await page.keyboard.press('F1')
        await page.getByRole('dialog', { name: 'Tasti' }).waitFor()
        const keys = await faultsOn(page)
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: /aspetto, password/ }).click()
        await page.getByRole('menu').waitFor()
        const person = await faultsOn(page)
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'Avvisi' }).click()
        await page.getByRole('dialog', { name: 'Avvisi' }).waitFor()
        const notices = await faultsOn(page)
        expect({ ...faults, keys, person, notices }).toEqual({ palette: [], keys: [], person: [], notices: [] })
      })
    })

    it('nothing at the first start and in the founding', { timeout: 90_000 }, async () => {
      const page = await opened('new')
      const start = await faultsOn(page)
      await page.getByRole('button', { name: /Crea una nuova/ }).click()
      await page.getByRole('button', { name: 'Conferma' }).click()
      await page.getByText('Scrivi il nome della cooperativa.').waitFor()
      expect({ start, founding: await faultsOn(page) }).toEqual({ start: [], founding: [] })
      await closed()
    })

    it('nothing at the sign-in and in the recovery', { timeout: 90_000 }, async () => {
      const page = await opened('shut')
      const signIn = await faultsOn(page)
      await page.getByRole('button', { name: 'Ho perso la password' }).click()
      await page.getByLabel('Codice di recupero').waitFor()
      expect({ signIn, recovery: await faultsOn(page) }).toEqual({ signIn: [], recovery: [] })
      await closed()
    })
  })
})
