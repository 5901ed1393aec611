/** A paper of 100 MB shows its first page long before the whole of it has come. */
import { randomFillSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod'
import { describeInBrowser, openBrowser, type TestBrowser } from '../support/browser.ts'
import type { Client } from '../support/office.ts'
import { founder, served, type ServedOffice } from '../support/serve.ts'

const wholeBytes = 100_000_000
const pageCount = 50
/** pdfjs looks at the table, the catalogue and each page's own few lines, 256 kB at a look: some 13 MB of fifty pages. */
const mostAsked = wholeBytes / 5

/** Fifty pages, each behind two megabytes that no page draws, as scans lie between the pages of a real paper. */
function bigPdf(): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const places: number[] = []
  let at = parts[0]?.length ?? 0
  const put = (number: number, content: string | Buffer) => {
    const body = Buffer.concat([Buffer.from(`${number} 0 obj\n`), Buffer.from(content), Buffer.from('\nendobj\n')])
    places[number] = at
    at += body.length
    parts.push(body)
  }
  const stream = (bytes: Buffer) =>
    Buffer.concat([Buffer.from(`<< /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')])
  const ballast = Buffer.alloc(wholeBytes / pageCount)
  const kids = Array.from({ length: pageCount }, (_none, page) => `${4 + page * 3} 0 R`).join(' ')
  put(1, '<< /Type /Catalog /Pages 2 0 R >>')
  put(2, `<< /Type /Pages /Kids [${kids}] /Count ${pageCount} >>`)
  put(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>')
  for (let page = 0; page < pageCount; page++) {
    const own = 4 + page * 3
    const look = `/MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents ${own + 1} 0 R`
    put(own, `<< /Type /Page /Parent 2 0 R ${look} >>`)
    put(own + 1, stream(Buffer.from(`BT /F 24 Tf 72 700 Td (Facciata ${page + 1} del progetto) Tj ET`)))
    put(own + 2, stream(randomFillSync(ballast)))
  }
  const rows = places.slice(1).map((place) => `${String(place).padStart(10, '0')} 00000 n \n`)
  const size = places.length
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`
  parts.push(Buffer.from(`${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`))
  return Buffer.concat(parts)
}

describeInBrowser('a paper of 100 MB', () => {
  let browser: TestBrowser
  let office: ServedOffice
  let api: Client
  const folder = mkdtempSync(join(tmpdir(), 'smart-coop-big-'))

  beforeAll(async () => {
    browser = await openBrowser()
    office = await served()
    api = createRouterClient(office.core.router, { context: { caller: office.core.caller('cli', true) } })
    await api.door.signIn({ login: founder.login, password: founder.password })
  }, 120_000)
  afterAll(async () => {
    await browser.close()
    await office.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('shows its first page when a small part of it has come', { timeout: 240_000 }, async () => {
    const file = join(folder, 'progetto.pdf')
    const bytes = bigPdf()
    writeFileSync(file, bytes)
    const papers: (string | null)[] = []
    for await (const step of await api.documents.takeIn({ paths: [file] })) {
      if (step.kind === 'outcome') papers.push(step.outcome.paper)
    }
    expect(papers).toHaveLength(1)
    const { page, errors } = await browser.newPage({ viewport: { width: 1366, height: 768 } })
    let asked = 0
    page.on('request', (request) => {
      if (!request.url().endsWith('/documents/bytes')) return
      asked += z.object({ json: z.object({ length: z.number() }) }).parse(request.postDataJSON()).json.length
    })
    await page.goto(`${office.served.url}`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate((hash) => void (window.location.hash = hash), `/documenti/${papers[0]}`)
    await page.getByRole('region', { name: 'Pagina 1', exact: true }).getByText('Facciata 1 del progetto').waitFor({
      timeout: 120_000,
    })
    await page.locator('[data-page-number="1"] canvas').waitFor()
    expect(asked).toBeGreaterThan(0)
    expect(asked).toBeLessThan(mostAsked)
    expect(errors).toEqual([])
  })
})
