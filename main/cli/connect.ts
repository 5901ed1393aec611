/**
 * Under plain Node, a core that a verb opens lives in the verb's own process. Other verbs can reach it as long as
 * it lives, and it lives until the last of them has its answer.
 */
import { createRouterClient } from '@orpc/server'
import { type Core, openCore } from '#core/core.ts'
import { useDataFolder } from '#core/lib/dataFolder.ts'
import { createLog, type Log, silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { type LocalSocket, openSocket, type Running } from '../loopback/socket.ts'
import { type Connection, reachOr } from './connection.ts'
import type { Reached } from './socketClient.ts'

export interface Opened {
  core: Core
  socket: LocalSocket
}

/** The log of a core in this process: on standard error where somebody asked for it. */
export const verbLog = (): Log => (process.env['SMART_COOP_LOG'] ? createLog() : silentLog)

/** The core that runs on the folder, or one opened here. @throws Refusal of openCore */
export async function reachOrOpen(
  folder: string,
  kind: 'cli' | 'loopback',
  running: () => Running,
  log = verbLog(),
  patience?: number,
): Promise<Reached | Opened> {
  const real = useDataFolder(folder)
  const open = async (): Promise<Opened> => {
    const core = await openCore({ dataFolder: real, host: nodeHost(kind), log })
    return { core, socket: await openSocket(core, running, log) }
  }
  return reachOr(real, open, patience)
}

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
