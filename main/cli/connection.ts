/** A verb's way to the core of its data folder: the one that runs there, else one that is opened for the verb. */
import { setTimeout as wait } from 'node:timers/promises'
import { codeOf } from './sentence.ts'
import { type Api, type Reached, reachCore } from './socketClient.ts'

/** A connection for one verb, signed out. */
export interface Connection {
  api: Api
  /** Whether the core at the other end has gone. */
  isLost(): boolean
  close(): Promise<void>
}

export type Connect = (folder: string) => Promise<Connection>

/** How long a folder may be held by a core that cannot be reached: one that starts, or closes. */
const patienceMs = 10_000

/** The core that runs on the folder, whose path is the real one; or what `open` gives. @throws Refusal of `open` */
export async function reachOr<T>(folder: string, open: () => Promise<T>, patience = patienceMs): Promise<Reached | T> {
  const until = Date.now() + patience
  for (;;) {
    const reached = await reachCore(folder)
    if (reached) return reached
    try {
      return await open()
    } catch (error) {
      if (codeOf(error) !== 'data-in-use' || Date.now() > until) throw error
      await wait(100)
    }
  }
}
