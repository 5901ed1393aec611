/**
 * A verb's way to the core of its data folder: the one that runs there, else one of its own. A core that a verb
 * opens can be reached by other verbs as long as it lives, and lives until the last of them has its answer.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { createRouterClient } from '@orpc/server'
import { Refusal } from '#contract/errors.ts'
import { type Core, openCore } from '#core/core.ts'
import { useDataFolder } from '#core/lib/dataFolder.ts'
import { createLog, type Log, silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { type LocalSocket, openSocket, type Running } from '../loopback/socket.ts'
import { type Api, type Reached, reachCore } from './socketClient.ts'

export interface Opened {
  core: Core
  socket: LocalSocket
}

/** How long a folder may be held by a core that cannot be reached: one that starts, or closes. */
const patienceMs = 10_000

/** The log of a core in this process: on standard error where somebody asked for it. */
export const verbLog = (): Log => (process.env['SMART_COOP_LOG'] ? createLog() : silentLog)

/** The core that runs on the folder, or one opened here. @throws Refusal of openCore */
export async function reachOrOpen(
  folder: string,
  kind: 'cli' | 'loopback',
  running: () => Running,
  log = verbLog(),
  patience = patienceMs,
): Promise<Reached | Opened> {
  const real = useDataFolder(folder)
  const until = Date.now() + patience
  for (;;) {
    const reached = await reachCore(real)
    if (reached) return reached
    try {
      const core = await openCore({ dataFolder: real, host: nodeHost(kind), log })
      return { core, socket: await openSocket(core, running, log) }
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'data-in-use' || Date.now() > until) throw error
      await wait(100)
    }
  }
}

export interface Connection {
  api: Api
  isLost(): boolean
  close(): Promise<void>
}

/** A connection for one verb, signed out. */
export async function connect(folder: string): Promise<Connection> {
  const found = await reachOrOpen(folder, 'cli', () => ({ url: null }))
  if ('api' in found) return found
  const { core, socket } = found
  const caller = core.caller('cli', true)
  return {
    api: createRouterClient(core.router, { context: { caller } }),
    isLost: () => false,
    async close() {
      caller.leave(false)
      await socket.close(true)
      await core.close()
    },
  }
}
