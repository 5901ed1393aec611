import { mkdtempSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { silentLog } from '#core/lib/log.ts'
import { serveCore, type Served } from '#main/loopback/serve.ts'
import { type Api, httpApi } from '../support/httpApi.ts'
import { secretWords, type SmallCore, smallCore } from './smallCore.ts'

interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

let folder: string
let core: SmallCore
let host: Served

/** A request as it stands on the wire: path not normalised, headers as given. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: host.port, path, method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const ownHeaders = () => ({ origin: host.origin, authorization: `Bearer ${host.token}` })

function socket(options: { token?: string; origin?: string; host?: string } = {}): WebSocket {
  return new WebSocket(`ws://127.0.0.1:${host.port}/ws`, `smart-coop.${options.token ?? host.token}`, {
    origin: options.origin ?? host.origin,
    headers: options.host ? { host: options.host } : {},
  })
}

const opened = (ws: WebSocket) =>
  new Promise<void>((resolve, reject) => ws.once('open', () => resolve()).once('error', reject))
const closed = (ws: WebSocket) => new Promise<number>((resolve) => ws.once('close', (code) => resolve(code)))

const apiOver = (ws: WebSocket): Api =>
  createORPCClient(new RPCLink({ websocket: ws as unknown as globalThis.WebSocket }))

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smart-coop-page-'))
  mkdirSync(join(folder, 'renderer/assets'), { recursive: true })
  writeFileSync(
    join(folder, 'renderer/index.html'),
    '<!doctype html><meta name="csp-nonce" content="%NONCE%"><style nonce="%NONCE%"></style>',
  )
  writeFileSync(join(folder, 'renderer/assets/main-Ab_3-x9Z.js'), 'export {}')
  writeFileSync(join(folder, 'renderer/logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(folder, 'secret.txt'), 'outside')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'renderer/link.txt'))
  core = smallCore()
  host = await serveCore(core, { rendererFolder: join(folder, 'renderer'), log: silentLog })
})
afterEach(async () => {
  await host.close()
  rmSync(folder, { recursive: true })
})

describe('the page over the loopback host', () => {
  it('is served with the policy of the house and a nonce of its own at each load', async () => {
    const [first, second] = [await ask('/'), await ask('/')]
    const nonce = /nonce-([A-Za-z0-9+/]{22}==)'/.exec(String(first.headers['content-security-policy']))?.[1]
    expect(first.headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; " +
        `style-src 'self' 'nonce-${nonce}'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; ` +
        "worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    )
    expect(first.body).toBe(`<!doctype html><meta name="csp-nonce" content="${nonce}"><style nonce="${nonce}"></style>`)
    expect(second.body).not.toBe(first.body)
    expect(first.headers['cache-control']).toBe('no-store')
  })

  it('keeps files with a hash in their name for ever, and no other', async () => {
    const script = await ask('/assets/main-Ab_3-x9Z.js')
    expect(script).toMatchObject({ status: 200, body: 'export {}' })
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    })
    expect((await ask('/logo.svg')).headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'cache-control': 'no-cache',
    })
  })

  it('answers an address of its own router with the page', async () => {
    expect((await ask('/archivio/0198c0de-0000-7000-8000-000000000001?pagina=2')).body).toContain('csp-nonce')
  })

  it.each([
    '/..%2f..%2fsecret.txt',
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    '/logo.svg%00.html',
    '/%E0%A4%A',
    '/link.txt',
    '//etc/passwd.',
    '/C:/secret.txt',
  ])('gives nothing from outside its folder: %s', async (path) => {
    expect(await ask(path)).toMatchObject({ status: 404, body: '404' })
  })

  it('gives nothing to another host name, as after a rebinding of names', async () => {
    for (const name of [
      `localhost:${host.port}`,
      `evil.example:${host.port}`,
      '127.0.0.1',
      `127.0.0.1:${host.port}.evil.example`,
    ]) {
      expect(await ask('/', { host: name })).toMatchObject({ status: 421, body: '' })
    }
  })

  it('takes no other method than reading', async () => {
    expect((await ask('/', { origin: host.origin }, 'PUT', 'x')).status).toBe(405)
  })
})

describe('the way to the core over HTTP', () => {
  const call = (headers: Record<string, string>) =>
    ask('/rpc/door/setLook', { 'content-type': 'application/json', ...headers }, 'POST', '{"json":{}}')

  it('turns away a wrong host, then a wrong origin, then a wrong token, before anything is asked', async () => {
    const own = ownHeaders()
    expect((await call({ ...own, host: 'evil.example' })).status).toBe(421)
    expect((await call({ ...own, origin: 'https://evil.example' })).status).toBe(403)
    expect((await call({ ...own, origin: 'null' })).status).toBe(403)
    expect((await call({ authorization: own.authorization })).status).toBe(403)
    expect((await call({ origin: own.origin })).status).toBe(401)
    expect((await call({ ...own, authorization: `Bearer ${host.token.slice(0, -1)}` })).status).toBe(401)
    expect((await call({ ...own, authorization: `Bearer ${'A'.repeat(43)}` })).status).toBe(401)
  })

  it('does not take the token from the address', async () => {
    expect((await ask(`/rpc/door/setLook?t=${host.token}`, { origin: host.origin }, 'POST', '{}')).status).toBe(401)
  })

  it('never lets the words of an unexpected error out', async () => {
    const answer = await call(ownHeaders())
    expect(answer.body).toContain('"internal"')
    for (const word of [...secretWords.split(' '), 'stack']) expect(answer.body).not.toContain(`${word}`)
  })

  it('lets a known error out with its code', async () => {
    await expect(httpApi(host).door.signOut({})).rejects.toMatchObject({ code: 'disk-full', defined: true })
  })

  it('carries a piece of a file of 4 MB', async () => {
    const bytes = new Blob([new Uint8Array(4 * 1024 * 1024)])
    const upload = '0198c0de-0000-7000-8000-000000000001'
    expect(await httpApi(host).files.append({ upload, offset: 0, bytes })).toEqual({ received: bytes.size })
    expect(core.arrived).toEqual([bytes.size])
  })

  it('brings a piece of a paper of 4 MB back', async () => {
    const length = 4 * 1024 * 1024
    const piece = await httpApi(host).documents.bytes({ id: '0198c0de-0000-7000-8000-000000000001', offset: 0, length })
    expect((await piece.bytes()).every((byte) => byte === 7)).toBe(true)
    expect(piece.size).toBe(length)
  })

  it('refuses a body above 128 MB without reading it', async () => {
    const answer = await new Promise<number>((resolve, reject) => {
      const headers = { ...ownHeaders(), 'content-type': 'application/json', 'content-length': 129 * 1024 * 1024 }
      const sent = request(
        { host: '127.0.0.1', port: host.port, path: '/rpc/door/setLook', method: 'POST', headers },
        (response) => {
          resolve(response.statusCode ?? 0)
          sent.destroy()
        },
      )
      sent.on('error', reject)
      sent.write('{"json":{')
    })
    expect(answer).toBe(413)
    expect((await ask('/')).status).toBe(200)
  })

  it('does not know a procedure that the contract does not name', async () => {
    expect((await ask('/rpc/door/toString', ownHeaders(), 'POST', '{}')).status).toBe(404)
    expect((await ask('/rpc/__proto__/x', ownHeaders(), 'POST', '{}')).status).toBe(404)
  })
})

describe('the way to the core over a WebSocket', () => {
  it('opens with the token as subprotocol and answers with the same', async () => {
    const ws = socket()
    await opened(ws)
    expect(ws.protocol).toBe(`smart-coop.${host.token}`)
    await expect(apiOver(ws).door.signOut({})).rejects.toMatchObject({ code: 'disk-full' })
    ws.close()
  })

  it.each([
    ['another host', 421, { host: 'evil.example' }],
    ['another origin', 403, { origin: 'http://evil.example' }],
    ['a wrong token', 401, { token: 'x' }],
  ] as const)('turns away %s with %i', async (_name, status, options) => {
    await expect(opened(socket(options))).rejects.toThrow(`Unexpected server response: ${status}`)
  })

  it('ends a connection that sends too large a frame, and lives on', async () => {
    const ws = socket()
    await opened(ws)
    ws.on('error', () => {}) // the peer's reset
    ws.send(Buffer.alloc(8 * 1024 * 1024 + 1, '{'))
    expect([1009, 1006]).toContain(await closed(ws))
    const next = socket()
    await opened(next)
    next.close()
  })

  it('ends a connection that sends junk, and writes nothing of it down', async () => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => {})
    const ws = socket()
    await opened(ws)
    ws.send('RSSMRA80A01H501U is not a frame')
    expect(await closed(ws)).toBe(1007)
    expect(written).not.toHaveBeenCalled()
    written.mockRestore()
  })

  it('ends a stream when its reader goes', async () => {
    const ws = socket()
    await opened(ws)
    const news = await apiOver(ws).news.listen()
    await news.next()
    ws.terminate()
    await vi.waitFor(() => expect(core.stream.ended).toBe(true))
  })

  it('goes no faster than its reader', async () => {
    const ws = socket()
    await opened(ws)
    const news = await apiOver(ws).news.listen()
    await news.next()
    ws.pause()
    await vi.waitFor(async () => {
      const before = core.stream.given
      await new Promise((resolve) => setTimeout(resolve, 100))
      expect(core.stream.given).toBe(before)
    }, 5000)
    // About 100 kB each: what lies in the sockets between the two, not a heap that grows.
    expect(core.stream.given).toBeLessThan(300)
    ws.terminate()
  })
})

describe('the address', () => {
  it('carries the token behind the hash, where no server and no log sees it', () => {
    expect(host.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#t=[\w-]{43}$/)
  })

  it('is another one at each start', async () => {
    const other = await serveCore(core, { rendererFolder: join(folder, 'renderer'), log: silentLog })
    expect(other.token).not.toBe(host.token)
    await other.close()
  })

  it('says so when its port is taken', async () => {
    const squatter = createServer()
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve))
    const { port } = squatter.address() as { port: number }
    const refused = serveCore(core, { port, rendererFolder: join(folder, 'renderer'), log: silentLog })
    await expect(refused).rejects.toMatchObject({ code: 'port-taken', data: { port } })
    squatter.close()
  })

  it('is let go at the end, with everything that was open', async () => {
    const ws = socket()
    await opened(ws)
    const gone = closed(ws)
    await host.close()
    expect(await gone).toBe(1001)
    await expect(ask('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    host = await serveCore(core, { rendererFolder: join(folder, 'renderer'), log: silentLog })
  })
})
