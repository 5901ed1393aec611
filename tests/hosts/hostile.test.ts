/** Another page of the same browser, and what it can reach of the loopback host: nothing. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { silentLog } from '#core/lib/log.ts'
import { serveCore, type Served } from '#main/loopback/serve.ts'
import { describeInBrowser, openBrowser, type TestBrowser } from '../support/browser.ts'
import { type SmallCore, smallCore } from './smallCore.ts'

describeInBrowser('a hostile web page', () => {
  let browser: TestBrowser
  let folder: string
  let core: SmallCore
  let host: Served
  let evil: Server
  let evilUrl: string

  beforeAll(async () => {
    browser = await openBrowser()
    folder = mkdtempSync(join(tmpdir(), 'smart-coop-page-'))
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Smart-Coop</title>')
    writeFileSync(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    core = smallCore()
    host = await serveCore(core, { rendererFolder: folder, log: silentLog })
    evil = createServer((_request, response) =>
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Premi!</title>'),
    )
    await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve))
    evilUrl = `http://127.0.0.1:${(evil.address() as AddressInfo).port}/`
  })
  afterAll(async () => {
    await browser?.close()
    await host?.close()
    evil?.close()
    if (folder) rmSync(folder, { recursive: true })
  })

  it('can neither call, nor connect, nor read, nor frame, even with the token in hand', async () => {
    const { page } = await browser.newPage()
    await page.goto(evilUrl)
    const got = await page.evaluate(
      async ({ origin, token }) => {
        const call = (init: RequestInit) =>
          fetch(`${origin}/rpc/files/append`, { method: 'POST', ...init }).then(
            (answer) => answer.status,
            () => 'blocked',
          )
        const socket = () =>
          new Promise((resolve) => {
            const ws = new WebSocket(`${origin.replace('http', 'ws')}/ws`, `smart-coop.${token}`)
            ws.onopen = () => resolve('open')
            ws.onerror = () => resolve('blocked')
          })
        const framed = () =>
          new Promise((resolve) => {
            const frame = document.createElement('iframe')
            frame.src = `${origin}/`
            frame.onload = () => {
              try {
                resolve(frame.contentDocument?.title ?? 'blocked')
              } catch {
                resolve('blocked')
              }
            }
            document.body.append(frame)
          })
        const picture = () =>
          new Promise((resolve) => {
            const image = new Image()
            image.onload = () => resolve('seen')
            image.onerror = () => resolve('blocked')
            image.src = `${origin}/logo.svg`
          })
        return {
          plain: await call({ body: '{}' }),
          withToken: await call({ body: '{}', headers: { authorization: `Bearer ${token}` } }),
          noCors: await fetch(`${origin}/rpc/files/append`, { method: 'POST', mode: 'no-cors', body: '{}' }).then(
            (answer) => answer.type,
            () => 'blocked',
          ),
          page: await fetch(`${origin}/`).then(
            (answer) => answer.text(),
            () => 'blocked',
          ),
          socket: await socket(),
          framed: await framed(),
          picture: await picture(),
        }
      },
      { origin: host.origin, token: host.token },
    )
    expect(got).toEqual({
      plain: 'blocked',
      withToken: 'blocked',
      noCors: expect.stringMatching(/opaque|blocked/),
      page: 'blocked',
      socket: 'blocked',
      framed: 'blocked',
      picture: 'blocked',
    })
    expect(core.arrived).toEqual([])
    expect(core.stream.given).toBe(0)
  })

  it('does not get the page under another name of this machine', async () => {
    const { page } = await browser.newPage()
    const statuses: number[] = []
    page.on('response', (response) => statuses.push(response.status()))
    // A browser with a window calls an answer without a body an error; without one it shows the empty page.
    const answer = await page.goto(host.origin.replace('127.0.0.1', 'localhost')).catch(() => null)
    expect(answer ? await answer.text() : '').toBe('')
    expect(await page.locator('#root').count()).toBe(0)
    expect(statuses).toEqual([421])
  })
})
