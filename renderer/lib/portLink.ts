/** The way to the core inside Electron: a MessagePort, opened again when the core was started anew. */
import type { ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { connectPort } from './bridge.ts'
import { setConnection } from './connection.ts'
import { guardLink } from './guards.ts'

type Link = ClientLink<Record<never, never>>

export function openPortLink(): Link {
  let link: Link | null = null
  const open = (): Link => {
    const gone = new AbortController()
    const port = connectPort()
    port.addEventListener('close', () => {
      gone.abort()
      link = null
      setConnection('down')
    })
    port.start()
    setConnection('up')
    return guardLink(new RPCLink({ port }), gone.signal)
  }
  return { call: (path, input, options) => (link ??= open()).call(path, input, options) }
}
