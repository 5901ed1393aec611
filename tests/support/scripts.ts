/** How much JavaScript a page loads until it stands still, counted by its files. */
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'

export interface Weight {
  files: number
  /** As the files lie on the disk, minified. */
  bytes: number
  /** As a server that compresses would send them. */
  gzipped: number
}

/** Loads `url` anew and adds up every script of it. */
export async function weighScripts(page: Page, url: string): Promise<Weight> {
  const bodies: Promise<Buffer>[] = []
  const count = (response: { url(): string; body(): Promise<Buffer> }) => {
    if (/\.m?js(\?|$)/.test(response.url())) bodies.push(response.body())
  }
  page.on('response', count)
  await page.goto(url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  page.off('response', count)
  const scripts = await Promise.all(bodies)
  return {
    files: scripts.length,
    bytes: scripts.reduce((sum, script) => sum + script.length, 0),
    gzipped: scripts.reduce((sum, script) => sum + gzipSync(script).length, 0),
  }
}
