/** The other end of the local socket: a verb that finds a core running on its folder talks to that one. */
import { request } from 'node:http'
import { connect as dial } from 'node:net'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { WebSocket } from 'ws'
import * as z from 'zod'
import { Refusal } from '#contract/errors.ts'
import type { Contract } from '#contract/index.ts'
import { isMine, type Running, socketPath } from '../loopback/socket.ts'

export type Api = ContractRouterClient<Contract>

export interface Reached {
  api: Api
  running(): Promise<Running>
  /** Whether the core at the other end has gone. */
  isLost(): boolean
  close(): Promise<void>
}

/** Nobody listens there: no file, one that a killed program left, or a core that is just closing. */
const nobody = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'])

function askRunning(path: string): Promise<Running> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: path, path: '/running', timeout: 5000 }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve(z.object({ url: z.string().nullable() }).parse(JSON.parse(text))))
    })
    asked.once('error', reject).end()
  })
}

/** The core that runs on this folder, or null where there is none. @throws Refusal `data-in-use` when it does not answer */
export async function reachCore(folder: string): Promise<Reached | null> {
  const path = socketPath(folder)
  if (!isMine(path)) return null
  const socket = new WebSocket('ws://localhost/ws', { createConnection: () => dial(path), handshakeTimeout: 10_000 })
  socket.binaryType = 'arraybuffer'
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
  } catch (error) {
    if (nobody.has((error as NodeJS.ErrnoException).code ?? '')) return null
    if (error instanceof Error && /handshake has timed out/.test(error.message))
      throw new Refusal('data-in-use', { folder })
    throw error
  }
  // A broken connection is told by its close, which ends every call that waits.
  socket.on('error', () => {})
  return {
    api: createORPCClient<Api>(new RPCLink({ websocket: socket })),
    running: () => askRunning(path),
    isLost: () => socket.readyState !== WebSocket.OPEN,
    close: () =>
      new Promise((resolve) => {
        if (socket.readyState === WebSocket.CLOSED) return resolve()
        socket.once('close', () => resolve())
        socket.close()
      }),
  }
}
