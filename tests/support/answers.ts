/** Answers on their way to a page, held back: what the page does while it has none. */
import type { Page } from 'playwright-core'

interface Held {
  /** Resolves once the core has given the first answer, which is then held. */
  given: Promise<void>
  /** Lets through what was held, and all that follows. */
  let(): void
}

interface Frame {
  i?: unknown
  p?: { u?: string }
}

/** A frame is JSON; one that carries bytes is no text, and is never a short answer. */
const frameOf = (message: string | Buffer): Frame => (typeof message === 'string' ? (JSON.parse(message) as Frame) : {})

/** Holds the answers to a procedure, as `door/redeem`, on every socket that the page opens from now on. */
export async function holdAnswers(page: Page, procedure: string): Promise<Held> {
  const given = Promise.withResolvers<void>()
  const held: (() => void)[] = []
  let isFree = false
  await page.routeWebSocket(/\/ws$/, (socket) => {
    const asked = new Set<unknown>()
    const core = socket.connectToServer()
    socket.onMessage((message) => {
      const { i, p } = frameOf(message)
      if (p?.u?.endsWith(`/${procedure}`)) asked.add(i)
      core.send(message)
    })
    core.onMessage((message) => {
      if (isFree || !asked.has(frameOf(message).i)) return socket.send(message)
      held.push(() => socket.send(message))
      given.resolve()
    })
  })
  return {
    given: given.promise,
    let() {
      isFree = true
      for (const send of held.splice(0)) send()
    },
  }
}
