/**
 * The core's local socket: how a second program on the same data folder reaches the core that runs. Promises:
 *  1. only this person's programs can connect: the socket has mode 0600 (a named pipe on Windows), and one that
 *     somebody else put in its place is not used;
 *  2. every connection is a caller of its own, signed out when it goes;
 *  3. what a killed program left behind is in nobody's way;
 *  4. where no socket can be made, the core works without one.
 */
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Core } from '#core/core.ts'
import type { Log } from '#core/lib/log.ts'
import { attachRpc } from './rpc.ts'

/** What a running core tells who asks at its socket. */
export interface Running {
  /** The page's address, of a core that serves one. */
  url: string | null
}

export interface LocalSocket {
  /** Takes no new connection; with `wait`, lets those that are open finish. */
  close(wait: boolean): Promise<void>
}

/** The system allows about 107 bytes (sockaddr_un); one less on some. */
const longestPath = 100

/** Where the socket of a data folder is. The folder's path must be the real one. */
export function socketPath(folder: string, platform: string = process.platform): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 24)
  if (platform === 'win32') return `\\\\.\\pipe\\smart-coop-${name}`
  const near = join(folder, 'socket')
  return Buffer.byteLength(near) <= longestPath ? near : join(tmpdir(), `smart-coop-${name}`, 'socket')
}

/** Whether a file on the way to the socket belongs to this person and is no link. */
export function isMine(path: string): boolean {
  if (process.platform === 'win32') return true
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found !== undefined && !found.isSymbolicLink() && found.uid === process.getuid?.()
}

/** Makes room for the socket; the folder's lock, which the caller holds, says that what lies there is a leftover. */
function makeRoom(path: string): void {
  if (process.platform === 'win32') return
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!isMine(folder)) throw new Error('the folder of the local socket belongs to somebody else')
  rmSync(path, { force: true })
}

async function listen(server: ReturnType<typeof createServer>, path: string): Promise<void> {
  // The mode is given by the mask when the socket is made: there is no moment in which others could connect.
  const mask = process.platform === 'win32' ? null : process.umask(0o177)
  try {
    const listening = new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, resolve)
    })
    if (mask !== null) process.umask(mask)
    await listening
  } finally {
    if (mask !== null) process.umask(mask)
  }
  if (process.platform !== 'win32') chmodSync(path, 0o600)
}

/** Lets other programs on this data folder reach the core. */
export async function openSocket(core: Core, running: () => Running, log: Log): Promise<LocalSocket> {
  try {
    return await serveSocket(core, running, log)
  } catch (error) {
    log('socket.failed', { error: error instanceof Error ? error.message : 'unknown' })
    return { close: () => Promise.resolve() }
  }
}

async function serveSocket(core: Core, running: () => Running, log: Log): Promise<LocalSocket> {
  const path = socketPath(core.folder)
  makeRoom(path)
  let guests = 0
  let whenEmpty: () => void = () => {}
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== '/running') return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(running()))
  })
  const rpc = attachRpc(server, core, {
    log,
    admit: () => {
      const caller = core.caller('cli', true)
      guests += 1
      return {
        caller,
        release: () => {
          caller.leave(false)
          guests -= 1
          if (guests === 0) whenEmpty()
        },
      }
    },
  })
  await listen(server, path)
  return {
    async close(wait) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      if (wait && guests > 0) await new Promise<void>((resolve) => (whenEmpty = resolve))
      rpc.close()
      server.closeAllConnections()
      await closed
    },
  }
}
