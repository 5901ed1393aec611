/** An office with a page open on it, and what a person does there in every journey. */
import { createRouterClient } from '@orpc/server'
import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'
import type { TestBrowser, WatchedPage } from './browser.ts'
import { signIn } from './doorSteps.ts'
import type { Api } from './httpApi.ts'
import type { Client } from './office.ts'
import { drop, textPdf } from './papers.ts'
import { founder, served, type ServedOffice, type ServedOptions } from './serve.ts'

/** A page, a core and a browser: on a busy machine one step may take seconds. */
export const patience = { timeout: 120_000 }

export interface Screen {
  office: ServedOffice
  watched: WatchedPage
  page: Page
  /** The same caller as the page. */
  api: Api
  /** Waits for the great heading of a room. */
  heading(name: string | RegExp): Promise<void>
  /** The first button of that name. */
  press(name: string | RegExp): Promise<void>
  /** To a room by its address: `/documenti`. */
  go(hash: string): Promise<void>
  lock(): Promise<void>
  /** At the door, as somebody who is on no tile. */
  enterAs(login: string, password: string): Promise<void>
  /** Ends in red if the page broke the content security policy, or wrote an error that is not in `mayErr`. */
  close(): Promise<void>
}

export interface ScreenOptions extends ServedOptions {
  /** The window's height; 768 unless told. */
  height?: number
  /** A room to open at once. */
  hash?: string
  /** Whether errors in the page's console are part of the journey. */
  mayErr?: boolean
}

export async function openScreen(browser: TestBrowser, options: ScreenOptions = {}): Promise<Screen> {
  const { stage = 'in', height = 768, hash, mayErr = false, ...rest } = options
  const office = await served({ stage, ...rest })
  const watched = await browser.newPage({ viewport: { width: 1366, height }, reducedMotion: 'reduce' })
  const { page } = watched
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor()
  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
  const go = (to: string) => page.evaluate((room) => void (window.location.hash = room), to)
  await page.goto(office.served.url)
  if (stage === 'in') await heading(/, Ada$/)
  if (hash) await go(hash)
  return {
    ...{ office, watched, page, heading, press, go, api: office.api },
    async lock() {
      await press('Blocca')
      await heading('La finestra è bloccata')
    },
    async enterAs(login, password) {
      await press(/^Un’altra persona/)
      await page.getByLabel('Nome utente').fill(login)
      await signIn(page, password)
    },
    async close() {
      await watched.context.close()
      await office.close()
      expect(watched.violations).toEqual([])
      if (!mayErr) expect(watched.errors).toEqual([])
    },
  }
}

/** The founder once more, in a session that is not the page's. */
export async function secondSession({ core }: ServedOffice): Promise<Client> {
  const client: Client = createRouterClient(core.router, { context: { caller: core.caller('cli', true) } })
  await client.door.signIn({ login: founder.login, password: founder.password })
  return client
}

/** Drops a paper of these words on the window, and waits until it is read. Gives its id. */
export async function dropPaper({ page, api }: Screen, name: string, words: string): Promise<string> {
  await drop(page, [{ name, bytes: await textPdf([words]) }])
  return vi.waitFor(
    async () => {
      const paper = (await api.documents.find({})).rows.find(({ state }) => state === 'filed')
      if (!paper) throw new Error('no paper is filed yet')
      return paper.id
    },
    { timeout: 60_000, interval: 200 },
  )
}
