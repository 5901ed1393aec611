/**
 * The core on 127.0.0.1, for a normal browser of this machine. Promises, each with a test:
 * 1. only this machine can connect: the address is 127.0.0.1 and nothing else;
 * 2. only who knows the token of this start gets past the page's files; the token never stands in the part
 *    of an address that is sent or logged;
 * 3. another page of the same browser gets nothing: the Host must be ours, exactly, and so must the Origin.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Refusal } from '#contract/errors.ts'
import type { Core } from '#core/core.ts'
import { createLog, type Log } from '#core/lib/log.ts'
import { openPageFiles, type PageFiles } from '#core/lib/pageFiles.ts'
import { type Admit, attachRpc } from './rpc.ts'

export interface ServeOptions {
  /** 0, the default: any free port. */
  port?: number
  /** The built page, `out/renderer`. */
  rendererFolder: string
  log?: Log
}

export interface Served {
  /** The address to open, with the token behind `#t=`. */
  url: string
  origin: string
  port: number
  token: string
  close(): Promise<void>
}

const subprotocolPrefix = 'smart-coop.'

function equal(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(given), hash(wanted))
}

/** The token that a request shows: in its header, or for a WebSocket, which can have none, as its subprotocol. */
function tokenOf(request: IncomingMessage): string {
  const offered = request.headers['sec-websocket-protocol']
  if (offered?.startsWith(subprotocolPrefix)) return offered.slice(subprotocolPrefix.length)
  return /^Bearer ([\w-]+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

/** @throws Refusal `port-taken` */
async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      reject(taken ? new Refusal('port-taken', { port }) : error)
    })
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve)
  })
  return (server.address() as AddressInfo).port
}

async function givePage(files: PageFiles, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return void response.writeHead(405).end()
  const answer = await files((request.url ?? '/').replace(/\?.*$/s, ''))
  response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length })
  response.end(request.method === 'HEAD' ? undefined : answer.body)
}

/** @throws Refusal `port-taken` */
export async function serveCore(core: Core, options: ServeOptions): Promise<Served> {
  const log = options.log ?? createLog()
  const files = openPageFiles(options.rendererFolder)
  const token = randomBytes(32).toString('base64url')
  // The session belongs to the token: every page and every connection that shows it is the same caller.
  const caller = core.caller('loopback', false)
  const server = createServer()
  const port = await listen(server, options.port ?? 0)
  const host = `127.0.0.1:${port}`
  const origin = `http://${host}`

  const admit: Admit = (request) => {
    if (request.headers.host !== host) return 421
    if (request.headers.origin !== origin) return 403
    if (!equal(tokenOf(request), token)) return 401
    return { caller, subprotocol: subprotocolPrefix + token }
  }
  const rpc = attachRpc(server, core, { admit, log })
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (await rpc.handle(request, response)) return
    if (request.headers.host !== host) return void response.writeHead(421).end()
    if (request.headers.origin !== undefined && request.headers.origin !== origin)
      return void response.writeHead(403).end()
    await givePage(files, request, response)
  }
  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      log('loopback.page', { error: error instanceof Error ? error.name : 'unknown' })
      response.destroy()
    })
  })

  return {
    url: `${origin}/#t=${token}`,
    origin,
    port,
    token,
    async close() {
      rpc.close()
      caller.leave(false)
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
