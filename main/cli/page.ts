/** The page in the browser: what `serve` and `start` do where there is no window of our own. */
import { ORPCError } from '@orpc/client'
import { createRouterClient } from '@orpc/server'
import type { Core } from '#core/core.ts'
import { createLog } from '#core/lib/log.ts'
import { countStrayErrors } from '#core/lib/strayErrors.ts'
import { demoSignIn } from '#core/modules/door/demo.ts'
import { serveCore } from '../loopback/serve.ts'
import { buildPage } from './build.ts'
import { reachOrOpen, verbLog } from './connect.ts'
import { openInBrowser } from './openPage.ts'
import { rendererFolder } from './paths.ts'
import { endProgress, progress, put, putJson, tell } from './print.ts'
import { say } from './say.ts'
import { Complaint, sentenceOf } from './sentence.ts'
import { untilStopped } from './stop.ts'
import type { Given } from './verb.ts'
import { demoWish } from './verbs/demo.ts'

export interface PageWish {
  port: number
  open: boolean
  demo: boolean
}

async function announce(url: string, wish: PageWish, given: Given): Promise<void> {
  if (given.json) putJson({ url })
  else put(say('serve.at', { url }))
  if (wish.open && !(await openInBrowser(url)) && !given.json) put(say('serve.noBrowser'))
}

/** Makes the demo beside the page, so that papers are seen arriving. Ends when the demo is full, or stopped. */
async function fillDemo(core: Core, given: Given, stop: AbortSignal): Promise<void> {
  const caller = core.caller('cli', true)
  const api = createRouterClient(core.router, { context: { caller } })
  const { stage, demo } = await api.door.state()
  if (stage !== 'new')
    return demo ? tell(say('demo.signIn', demoSignIn)) : tell(say('demo.notHere', { folder: given.folder }))
  tell(say('demo.signIn', demoSignIn))
  const filling = await api.door.demo(demoWish(given.values), { signal: stop })
  for (;;) {
    const step = await filling.next()
    if (step.done) break
    progress(say('demo.filling', step.value))
  }
  endProgress()
  tell(say('demo.full'))
}

/** Serves until the program is ended. Gives the exit code. */
export async function servePage(given: Given, wish: PageWish): Promise<number> {
  await buildPage(tell)
  // Words for a person on a terminal, the log for whoever keeps it.
  const log = process.stderr.isTTY ? verbLog() : createLog()
  const place: { url: string | null } = { url: null }
  countStrayErrors(log)
  const found = await reachOrOpen(given.folder, 'loopback', () => place, log)
  if ('api' in found) {
    const { url } = await found.running().finally(() => found.close())
    if (!url) throw new Complaint(say('serve.elsewhere', { folder: given.folder }))
    if (!given.json) put(say('serve.already'))
    await announce(url, wish, given)
    return 0
  }
  const { core, socket } = found
  const stopped = untilStopped()
  const stop = new AbortController()
  try {
    const served = await serveCore(core, { port: wish.port, rendererFolder, log })
    place.url = served.url
    const filling = wish.demo ? fillDemo(core, given, stop.signal) : Promise.resolve()
    filling.catch((error: unknown) => {
      if (!(stop.signal.aborted || error instanceof ORPCError)) throw error
      if (!stop.signal.aborted) tell(sentenceOf(error))
    })
    await announce(served.url, wish, given)
    await stopped
    tell(say('serve.closing'))
    stop.abort()
    await Promise.allSettled([filling])
    await served.close()
  } finally {
    await socket.close(false)
    await core.close()
  }
  return 0
}
