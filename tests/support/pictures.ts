/**
 * `npm run pictures`: the pictures of the README, taken from the running program with the demo in it. Run it
 * again when a screen changes; a test only looks that they are there.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { openCore } from '#core/core.ts'
import { silentLog } from '#core/lib/log.ts'
import { demoSignIn } from '#core/modules/door/demo.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { buildPage } from '#main/cli/build.ts'
import { fromRoot, rendererFolder } from '#main/cli/paths.ts'
import { serveCore } from '#main/loopback/serve.ts'
import { openBrowser } from './browser.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const folder = mkdtempSync(join(tmpdir(), 'smart-coop-pictures-'))
const target = fromRoot('resources/readme')
mkdirSync(target, { recursive: true })

await buildPage(say)
const core = await openCore({ dataFolder: folder, host: nodeHost('loopback'), log: silentLog })
const served = await serveCore(core, { rendererFolder, log: silentLog })
const browser = await openBrowser()
try {
  const api = createRouterClient(core.router, { context: { caller: core.caller('cli', true) } })
  const filling = await api.door.demo({ papers: 30, seed: 1 })
  while (!(await filling.next()).done);

  const { page } = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(served.url)
  await page.getByLabel('Password', { exact: true }).fill(demoSignIn.password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /Ornella/ }).waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(2500)
  await page.screenshot({ path: join(target, 'oggi.png') })

  await page.evaluate(() => void (window.location.hash = '/documenti?q=scuola'))
  await page.locator('mark').first().click()
  await page.locator('canvas').first().waitFor()
  await page.waitForTimeout(2500)
  await page.screenshot({ path: join(target, 'documenti.png') })
  say(`pictures in ${target}`)
} finally {
  await browser.close()
  await served.close()
  await core.close()
  rmSync(folder, { recursive: true, force: true })
}
