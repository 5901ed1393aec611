/**
 * The core's router over a Node http server: short calls and files by HTTP under `/rpc`, everything that
 * streams by WebSocket under `/ws`. Who may come in is decided by `admit`, before anything is read. Promises:
 * 1. nobody reaches the router whom `admit` has not let in;
 * 2. an oversized or senseless frame ends that connection and nothing else;
 * 3. a page that does not read what it asked for slows its own stream down, and is cut off at 64 MB.
 */
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { BodyLimitPlugin, RPCHandler as HttpHandler } from '@orpc/server/node'
import { RPCHandler as WsHandler } from '@orpc/server/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Caller } from '#core/caller.ts'
import type { Core } from '#core/core.ts'
import type { Log } from '#core/lib/log.ts'
import type { Context } from '#core/road.ts'
import { answerWhole } from './wholeAnswer.ts'

/** Not who they say, not from here, not for this address. */
export type TurnedAway = 401 | 403 | 421

export interface Admitted {
  caller: Caller
  /** The WebSocket subprotocol to answer with. */
  subprotocol?: string
  /** Called when the connection is gone, for a caller that lives no longer than it. */
  release?(): void
}

export type Admit = (request: IncomingMessage) => Admitted | TurnedAway

export interface RpcOptions {
  admit: Admit
  log: Log
}

export interface Rpc {
  /** Answers a request under `/rpc`; false when the path is not its own. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Ends every open connection. */
  close(): void
}

const mostBodyBytes = 128 * 1024 * 1024
const mostFrameBytes = 8 * 1024 * 1024
const mostUnreadBytes = 64 * 1024 * 1024
const reasons = { 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 421: 'Misdirected Request' } as const

function turnAway(socket: Duplex, status: keyof typeof reasons): void {
  socket.end(`HTTP/1.1 ${status} ${reasons[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Every frame of the protocol begins with a JSON object, whether it is text or carries bytes behind it. */
function isFrame(data: unknown): boolean {
  if (typeof data === 'string') return data.startsWith('{')
  return data instanceof Uint8Array ? data[0] === 0x7b : false
}

/**
 * The connection as the handler sees it: `send` resolves when the bytes have left, so that a stream goes no
 * faster than its reader; to a connection that is gone, nothing is sent.
 */
function paced(ws: WebSocket, log: Log): Parameters<WsHandler<Context>['upgrade']>[0] {
  const send = (data: string | Uint8Array): Promise<void> =>
    new Promise((resolve) => {
      // Never at once: a stream that does not wait anywhere else would keep the close itself from being heard.
      if (ws.readyState !== ws.OPEN) return void setImmediate(resolve)
      if (ws.bufferedAmount > mostUnreadBytes) {
        log('loopback.unread', { bytes: ws.bufferedAmount })
        ws.terminate()
      }
      ws.send(data, () => setImmediate(resolve))
    })
  const addEventListener = (type: 'message' | 'close', listener: (event: never) => void) => {
    if (type === 'close') return ws.on('close', () => listener({} as never))
    return ws.on('message', (raw, isBinary) => {
      const data = isBinary ? raw : raw.toString()
      if (!isFrame(data)) return ws.close(1007, 'not a frame')
      listener({ data } as never)
    })
  }
  return { send, addEventListener } as unknown as Parameters<WsHandler<Context>['upgrade']>[0]
}

/** Serves the core's router on `server`; plain requests are handed over by the owner of the server. */
export function attachRpc(server: Server, core: Core, options: RpcOptions): Rpc {
  const { admit, log } = options
  const http = new HttpHandler<Context>(core.router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: mostBodyBytes })],
    rootInterceptors: [answerWhole],
  })
  const ws = new WsHandler<Context>(core.router)
  const admitted = new WeakMap<IncomingMessage, Admitted>()
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: mostFrameBytes,
    handleProtocols: (_offered, request) => admitted.get(request)?.subprotocol ?? false,
  })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy())
    const who = admit(request)
    if (typeof who === 'number') return turnAway(socket, who)
    if (request.url !== '/ws') return turnAway(socket, 404)
    admitted.set(request, who)
    sockets.handleUpgrade(request, socket, head, (connection) => {
      // Before `upgrade`: without a listener an oversized frame ends the process.
      connection.on('error', (error) =>
        log('loopback.socket', { code: (error as { code?: string }).code ?? error.name }),
      )
      connection.on('close', () => who.release?.())
      void ws.upgrade(paced(connection, log), { context: { caller: who.caller } })
    })
  })

  return {
    async handle(request, response) {
      if (!request.url?.startsWith('/rpc/')) return false
      const who = admit(request)
      if (typeof who === 'number') {
        response.writeHead(who).end()
        return true
      }
      try {
        const { matched } = await http.handle(request, response, { prefix: '/rpc', context: { caller: who.caller } })
        if (!matched) response.writeHead(404).end()
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
        log('loopback.request', { code })
        if (response.headersSent) response.destroy()
        else response.writeHead(code === 'PAYLOAD_TOO_LARGE' ? 413 : 500, { connection: 'close' }).end()
      } finally {
        who.release?.()
      }
      return true
    },
    close() {
      for (const connection of sockets.clients) connection.close(1001)
      sockets.close()
    },
  }
}
