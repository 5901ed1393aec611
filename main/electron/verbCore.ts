/** The installed program without its window: the core in its own process, for one verb of the command line. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { app, MessageChannelMain } from 'electron'
import type { Contract } from '#contract/index.ts'
import { createLog, silentLog } from '#core/lib/log.ts'
import { type CoreProcess, startCoreProcess } from './coreProcess.ts'

export interface VerbCore {
  api: ContractRouterClient<Contract>
  /** Whether the core's process has gone. */
  isLost(): boolean
  /** Waits for other verbs that have reached this core. */
  close(): Promise<void>
}

/** To be called before the program is ready: a nightly job has no screen, and no window is ever shown. */
export function stayWithoutScreen(): void {
  if (process.platform === 'linux') app.commandLine.appendSwitch('ozone-platform', 'headless')
  app.disableHardwareAcceleration()
  app.dock?.hide()
  // Chromium keeps a folder for itself, and the window that may be open has the usual one.
  const own = join(app.getPath('userData'), 'verbs')
  mkdirSync(own, { recursive: true })
  app.setPath('sessionData', own)
  // Ctrl+C reaches Electron as a wish to quit, which would count as success.
  app.on('before-quit', () => app.exit(130))
}

/** Ends the program once everything that was printed has left it. */
export async function leave(code: number): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map((to) => new Promise((done) => to.write('', done))))
  app.exit(code)
}

interface Started {
  core: CoreProcess
  isLost(): boolean
}

/** @throws ORPCError with the code of a refusal, where the data folder cannot be opened */
async function start(dataFolder: string): Promise<Started> {
  let isLost = false
  const opening = Promise.withResolvers<void>()
  const core = startCoreProcess({
    entry: join(import.meta.dirname, 'core.js'),
    parserEntry: join(import.meta.dirname, 'parserPdf.js'),
    dataFolder,
    keyStore: false, // a verb always has its password, and a nightly job no key ring
    settings: { closeToTray: false, startWithMachine: false },
    isForVerb: true,
    log: process.env.SMART_COOP_LOG ? createLog() : silentLog,
    answer: async () => null,
    opened: () => opening.resolve(),
    refused: (code, data) => opening.reject(new ORPCError(code, { data })),
    died() {
      isLost = true
      opening.reject(new Error('the core ended before it was open'))
    },
    left() {},
  })
  try {
    await opening.promise
  } catch (error) {
    await core.close()
    throw error
  }
  return { core, isLost: () => isLost }
}

/** @throws ORPCError with the code of a refusal, where the data folder cannot be opened */
export async function openVerbCore(dataFolder: string): Promise<VerbCore> {
  await app.whenReady()
  const { core, isLost } = await start(dataFolder)
  const { port1, port2 } = new MessageChannelMain()
  let isClosed = false
  // Before the link's own listener, which ends the calls that wait.
  port1.on('close', () => (isClosed = true))
  const link = new RPCLink({
    port: port1,
    // A call on a port that is closed would wait for ever.
    interceptors: [({ next }) => (isClosed ? Promise.reject(new Error('the core is gone')) : next())],
  })
  core.connectVerb(port2)
  port1.start()
  return {
    api: createORPCClient(link),
    isLost: () => isClosed || isLost(),
    async close() {
      port1.close()
      await core.close()
    },
  }
}
