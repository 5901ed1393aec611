import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeInBrowser, openBrowser, type TestBrowser } from '../support/browser.ts'

describeInBrowser('the browser of the tests', () => {
  let browser: TestBrowser
  let server: Server
  let url: string

  beforeAll(async () => {
    browser = await openBrowser()
    server = createServer((_request, response) => {
      response.setHeader('content-security-policy', "default-src 'self'")
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end('<!doctype html><title>Prova</title><p>Perché no?</p><script>document.title = "eseguito"</script>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(async () => {
    await browser?.close()
    server?.close()
  })

  it('obeys a content security policy and tells what it stopped', async () => {
    const { page, violations } = await browser.newPage()
    await page.goto(url)
    expect(await page.title()).toBe('Prova')
    await expect.poll(() => violations).toEqual([expect.stringMatching(/^script-src-elem inline/)])
  })

  it('collects the errors that a page writes', async () => {
    const { page, errors } = await browser.newPage()
    await page.goto(url)
    await page.evaluate(() => console.error('qualcosa non va'))
    await expect.poll(() => errors).toContain('qualcosa non va')
  })
})
