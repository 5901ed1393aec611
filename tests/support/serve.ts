/**
 * A real core on a temporary folder behind the loopback host, with the built page: what a browser of this
 * machine gets from `serve`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Core, openCore } from '#core/core.ts'
import type { Clock } from '#core/lib/clock.ts'
import { silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'
import { buildPage } from '#main/cli/build.ts'
import { rendererFolder } from '#main/cli/paths.ts'
import { serveCore, type Served } from '#main/loopback/serve.ts'
import { type Api, httpApi } from './httpApi.ts'

/** Cheap on purpose: what a password costs is measured elsewhere. */
const cheapCost = { ops: 1, memory: 8 * 1024 * 1024 }

export const founder = {
  organisation: 'Cooperativa Sociale Il Tiglio',
  machine: 'pc-di-prova',
  name: 'Ada Bianchi',
  office: 'Direzione',
  login: 'ada',
  password: 'una frase lunga di prova',
}

export interface ServedOffice {
  served: Served
  core: Core
  /** The same caller as every page that is opened at `served.url`. */
  api: Api
  folder: string
  close(): Promise<void>
}

export interface ServedOptions {
  /** `new`: no organisation yet. `shut`: made, nobody signed in. `in`: its founder is. */
  stage?: 'new' | 'shut' | 'in'
  /** The core's clock; the page has the machine's own. */
  clock?: Clock
  /** A data folder to open again; it stays when the office is closed. */
  folder?: string
}

export async function served(options: ServedOptions = {}): Promise<ServedOffice> {
  const { stage = 'in' } = options
  await buildPage(() => {})
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'smart-coop-served-'))
  const core = await openCore({
    dataFolder: folder,
    host: nodeHost('loopback'),
    log: silentLog,
    cost: cheapCost,
    ...(options.clock && { clock: options.clock }),
  })
  const host = await serveCore(core, { rendererFolder, log: silentLog })
  const api = httpApi(host)
  if (stage !== 'new' && (await api.door.state()).stage === 'new') await api.door.found(founder)
  const { login, password } = founder
  if (stage === 'in' && (await api.door.state()).stage === 'shut') await api.door.signIn({ login, password })
  if (stage === 'shut') await api.door.signOut({})
  return {
    served: host,
    core,
    api,
    folder,
    async close() {
      await host.close()
      await core.close()
      if (!options.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
}
