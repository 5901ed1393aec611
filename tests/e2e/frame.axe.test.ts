/**
 * Every room of the table and the door, in light, dark and large type: nothing that axe finds, nothing cut sideways.
 * English, whose words have other lengths and whose page says another language, is looked at in light.
 */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Look } from '#contract/door.contract.ts'
import { rooms } from '#renderer/app/routes.tsx'
import doorEn from '#resources/i18n/en/door.json'
import frameEn from '#resources/i18n/en/frame.json'
import recoveryEn from '#resources/i18n/en/recovery.json'
import doorIt from '#resources/i18n/it/door.json'
import frameIt from '#resources/i18n/it/frame.json'
import recoveryIt from '#resources/i18n/it/recovery.json'
import { axeFaults } from '../support/axe.ts'
import { describeInBrowser, openBrowser, type TestBrowser, type WatchedPage } from '../support/browser.ts'
import { onePaper } from '../support/onePaper.ts'
import { founder, served, type ServedOffice } from '../support/serve.ts'

const looks: { name: string; look: Partial<Look> }[] = [
  { name: 'light', look: { theme: 'light', type: 'normal' } },
  { name: 'dark', look: { theme: 'dark', type: 'normal' } },
  { name: 'large', look: { theme: 'light', type: 'large' } },
  { name: 'English', look: { theme: 'light', type: 'normal', language: 'en' } },
]

/** The words by which a person finds what the test presses. */
const words = {
  it: { door: doorIt, frame: frameIt, recovery: recoveryIt },
  en: { door: doorEn, frame: frameEn, recovery: recoveryEn },
}

async function faultsOn(page: Page): Promise<string[]> {
  const found = await axeFaults(page)
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
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
    /** What stands for `:id` in the address of a room. */
    let ids: Partial<Record<string, string>>
    const { door, frame, recovery } = words[look.language ?? 'it']

    async function opened(stage: 'new' | 'shut' | 'in'): Promise<Page> {
      office = await served({ stage })
      await office.api.door.setLook(look)
      watched = await browser.newPage({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })
      await watched.page.goto(office.served.url)
      await watched.page.getByRole('heading', { level: 1 }).waitFor()
      const worn = () => ({ ...document.documentElement.dataset, language: document.documentElement.lang })
      expect(await watched.page.evaluate(worn)).toMatchObject(look)
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
        const { person } = await office.api.door.state()
        ids = { paper: await onePaper(office.api), person: person?.id ?? '' }
      }, 120_000)
      afterAll(closed)

      it.each(rooms)('nothing: $path', { timeout: 90_000 }, async ({ id, path }) => {
        const { page } = watched
        const hash = path.replace(':id', ids[id] ?? 'none')
        // The room that is left keeps its heading until the next one has come: only a heading of its own counts.
        await page.evaluate((to) => {
          const isThere = (window.location.hash || '#/') === to
          if (!isThere) document.querySelector('main h1')?.setAttribute('data-left', '')
          window.location.hash = to
        }, `#${hash}`)
        await page.waitForFunction((end) => window.location.hash.endsWith(end), hash)
        await page.locator('main h1:not([data-left])').first().waitFor()
        await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'hidden' })
        // Else its error face is all that is looked at.
        if (id === 'person') await page.getByRole('heading', { level: 1, name: founder.name }).waitFor()
        expect(await faultsOn(page)).toEqual([])
      })

      it('nothing: palette, keys, person, notices', { timeout: 90_000 }, async () => {
        const { page } = watched
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox', { name: frame.search.placeholder }).fill('mensa')
        await page.getByRole('option', { name: frame.palette.all.replace('{{query}}', 'mensa') }).waitFor()
        const faults = { palette: await faultsOn(page) }
        await page.keyboard.press('Escape')
        await page.keyboard.press('F1')
        await page.getByRole('dialog', { name: frame.keysTitle }).waitFor()
        const keys = await faultsOn(page)
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: frame.person.menu.replace('{{name}}', founder.name) }).click()
        await page.getByRole('menu').waitFor()
        const person = await faultsOn(page)
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: frame.notices.title }).click()
        await page.getByRole('dialog', { name: frame.notices.title }).waitFor()
        const notices = await faultsOn(page)
        expect({ ...faults, keys, person, notices }).toEqual({ palette: [], keys: [], person: [], notices: [] })
      })
    })

    it('nothing at the first start and in the founding', { timeout: 90_000 }, async () => {
      const page = await opened('new')
      const start = await faultsOn(page)
      await page.getByRole('button', { name: door.ways.found }).click()
      await page.getByRole('button', { name: door.found.act }).click()
      await page.getByText(door.empty.organisation).waitFor()
      expect({ start, founding: await faultsOn(page) }).toEqual({ start: [], founding: [] })
      await closed()
    })

    it('nothing at the sign-in and in the recovery', { timeout: 90_000 }, async () => {
      const page = await opened('shut')
      const signIn = await faultsOn(page)
      await page.getByRole('button', { name: door.signIn.lost }).click()
      await page.getByLabel(recovery.code).waitFor()
      expect({ signIn, recovery: await faultsOn(page) }).toEqual({ signIn: [], recovery: [] })
      await closed()
    })
  })
})
