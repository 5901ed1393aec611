import { mkdtempSync, rmSync } from 'node:fs'
import { openCore } from '#core/core.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { serveCore } from '#main/loopback/serve.ts'
import { openBrowser } from './support/browser.ts'
const folder = mkdtempSync('/tmp/frame-look-')
const core = await openCore({ dataFolder: folder, host: nodeHost('loopback'), log: (e: any, d: any) => console.log('log', e, JSON.stringify(d)), cost: { ops: 1, memory: 8 * 1024 * 1024 } } as any)
const host = await serveCore(core, { rendererFolder: '/tmp/frame-out', log: (e: any, d: any) => console.log('log', e, JSON.stringify(d)) } as any)
const b = await openBrowser()
const { page, errors, violations } = await b.newPage({ viewport: { width: 1366, height: 768 } })
const js: Record<string, number> = {}
page.on('response', async (r) => { if (r.url().endsWith('.js')) js[r.url().split('/').pop()!] = (await r.body()).length })
const shot = (n: string) => page.screenshot({ path: `/tmp/frame-look/${n}.png` })
try {
  await page.goto(host.url); await page.waitForTimeout(1500); await shot('01-start')
  console.log('start js', Object.values(js).reduce((a, b) => a + b, 0), js)
  await page.getByRole('button', { name: 'Caratteri grandi' }).click(); await page.waitForTimeout(500); await shot('02-start-large')
  await page.getByRole('button', { name: 'Scuro' }).click(); await page.waitForTimeout(500); await shot('03-start-large-dark')
  await page.getByRole('button', { name: 'Normale' }).click(); await page.getByRole('button', { name: 'Scuro' }).click(); await page.waitForTimeout(300)
  await page.getByRole('button', { name: /Crea una nuova/ }).click(); await page.waitForTimeout(300); await shot('04-found')
  await page.getByRole('button', { name: 'Conferma' }).click(); await page.waitForTimeout(300); await shot('05-found-faults')
  await page.getByLabel('Nome della cooperativa').fill('Cooperativa Sociale Il Tiglio')
  await page.getByLabel('Il tuo nome e cognome').fill('Ada Bianchi')
  await page.getByLabel('Il tuo ufficio').fill('Direzione')
  await page.getByLabel('Nuova password').fill('una frase lunga di prova')
  await page.getByLabel('Scrivila di nuovo').fill('una frase lunga di prova')
  await shot('06-found-full')
  await page.getByRole('button', { name: 'Conferma' }).click()
  await page.getByRole('heading', { name: 'Foglio di recupero' }).waitFor(); await page.waitForTimeout(500); await shot('07-sheet')
  await page.emulateMedia({ media: 'print' }); await page.setViewportSize({ width: 700, height: 990 }); await shot('07p-sheet-print'); await page.emulateMedia({ media: 'screen' }); await page.setViewportSize({ width: 1366, height: 768 })
  const items = await page.locator('article li').allInnerTexts()
  const groups = items.map((t) => t.split(/\s+/).pop()!)
  for (const label of await page.locator('form label').allInnerTexts()) { const n = Number(/\d+/.exec(label)![0]); await page.getByLabel(label, { exact: true }).fill(groups[n - 1]!.toLowerCase()) }
  await page.getByRole('button', { name: /Ho il foglio/ }).click(); await page.waitForTimeout(1200); await shot('08-today')
  for (const k of Object.keys(js)) delete js[k]; page.on('dialog', (d) => d.accept()); await page.reload(); await page.waitForTimeout(1500); console.log('today fresh', Object.values(js).reduce((a, b) => a + b, 0), js)
  console.log('today js', Object.values(js).reduce((a, b) => a + b, 0))
  await page.keyboard.press('Control+k'); await page.waitForTimeout(500); await shot('09-palette')
  await page.keyboard.type('amm'); await page.waitForTimeout(500); await shot('10-palette-amm'); await page.keyboard.press('Enter'); await page.waitForTimeout(1000); await shot('11-admin')
  await page.getByRole('button', { name: 'Controlla tutto' }).click(); await page.waitForTimeout(1500); await shot('12-admin-verified')
  await page.keyboard.press('F1'); await page.waitForTimeout(400); await shot('13-keys'); await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Ada Bianchi:/ }).click(); await page.waitForTimeout(400); await shot('14-menu'); await page.getByRole('menuitemradio', { name: 'Scuro' }).click(); await page.waitForTimeout(500); await shot('15-admin-dark')
  await page.setViewportSize({ width: 1024, height: 768 }); await page.waitForTimeout(400); await shot('16-admin-1024')
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('link', { name: /Documenti/ }).click(); await page.waitForTimeout(1000); await shot('17-documents-dark')
  await page.getByRole('button', { name: 'Blocca' }).click(); await page.waitForTimeout(800); await shot('18-locked-dark')
  await page.getByLabel('Password', { exact: true }).fill('sbagliata sbagliata'); await page.keyboard.press('Enter'); await page.waitForTimeout(800); await shot('19-wrong')
  for (let i = 0; i < 3; i++) { await page.getByLabel('Password', { exact: true }).fill('sbagliata'); await page.keyboard.press('Enter'); await page.waitForTimeout(700) } await shot('20-wait')
  await page.getByRole('button', { name: /Un’altra/ }).click(); await page.waitForTimeout(300); await shot('21-other')
  await page.getByRole('button', { name: /Ho perso/ }).click(); await page.waitForTimeout(300); await shot('22-recover')
} catch (e) { console.log('FAILED', e); await shot('fail') }
console.log('errors', errors, 'violations', violations)
await b.close(); await host.close(); await core.close(); rmSync(folder, { recursive: true }); process.exit(0)
