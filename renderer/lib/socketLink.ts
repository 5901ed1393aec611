/**
 * The way to the core in a browser: one WebSocket for what is asked and what streams, plain HTTP for bytes.
 * A lost socket is opened again, a little later each time; what was asked meanwhile waits for it.
 */
import { type ClientLink, DynamicLink } from '@orpc/client'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { onConnection, setConnection } from './connection.ts'
import { guardLink, NoAnswer } from './guards.ts'

type Link = ClientLink<Record<never, never>>

export const tokenKey = 'smart-coop.token'
const delaysMs = [250, 500, 1000, 2000, 5000]
const carriesBytes: ReadonlySet<string> = new Set(['documents.bytes', 'documents.picture', 'audit.export'])

/** The token of this start: from the address' fragment, which no server sees, and then only in this tab. */
export function takeToken(): string {
  const given = /^#t=([\w-]+)$/.exec(window.location.hash)?.[1]
  if (given) {
    sessionStorage.setItem(tokenKey, given)
    window.history.replaceState(null, '', window.location.pathname)
  }
  return given ?? sessionStorage.getItem(tokenKey) ?? ''
}

function openSocket(token: string): Link {
  let current: Link | null = null
  let tries = 0
  const connect = (): void => {
    const gone = new AbortController()
    const socket = new WebSocket(`ws://${window.location.host}/ws`, `smart-coop.${token}`)
    socket.addEventListener('open', () => {
      tries = 0
      current = guardLink(new SocketLink({ websocket: socket }), gone.signal)
      setConnection('up')
    })
    socket.addEventListener('close', () => {
      gone.abort()
      current = null
      setConnection('down')
      setTimeout(connect, delaysMs[Math.min(tries++, delaysMs.length - 1)])
    })
  }
  const opened = (signal: AbortSignal | undefined): Promise<Link> =>
    new Promise((resolve, reject) => {
      const settle = () => {
        const link = current
        if (signal?.aborted) stop(() => reject(signal.reason))
        else if (link) stop(() => resolve(link))
      }
      const timer = setTimeout(() => stop(() => reject(new NoAnswer('no connection'))), 10_000)
      const forget = onConnection(settle)
      const stop = (then: () => void) => {
        clearTimeout(timer)
        forget()
        signal?.removeEventListener('abort', settle)
        then()
      }
      signal?.addEventListener('abort', settle)
      settle()
    })
  connect()
  return {
    call: async (path, input, options) => (current ?? (await opened(options.signal))).call(path, input, options),
  }
}

/** Its code comes with the first bytes: nobody needs it to sign in. */
async function openHttp(token: string): Promise<Link> {
  const { RPCLink } = await import('@orpc/client/fetch')
  const headers = { authorization: `Bearer ${token}` }
  return guardLink(new RPCLink({ url: `${window.location.origin}/rpc`, headers }), new AbortController().signal)
}

/** Opened by the first call; where that fails, the next one tries again. */
function laterLink(open: () => Promise<Link>): Link {
  let link: Promise<Link> | null = null
  return {
    async call(path, input, options) {
      link ??= open()
      link.catch(() => (link = null))
      return (await link).call(path, input, options)
    },
  }
}

export function openLoopbackLink(): Link {
  const token = takeToken()
  const http = laterLink(() => openHttp(token))
  const socket = openSocket(token)
  return new DynamicLink((_options, path) => (path[0] === 'files' || carriesBytes.has(path.join('.')) ? http : socket))
}
