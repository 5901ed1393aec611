/** A real core on a folder of its own, and whoever works at it: signed in, or standing at the door. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import type { Contract } from '#contract/index.ts'
import type { Caller } from '#core/caller.ts'
import { type Core, openCore } from '#core/core.ts'
import type { PasswordCost } from '#core/identity/secrets.ts'
import type { Host } from '#core/lib/host.ts'
import { type Log, silentLog } from '#core/lib/log.ts'
import { nodeHost } from '#core/lib/nodeHost.ts'

/** The least that libsodium takes: tests ask whether a password opens, not how dear it is. */
export const cheapCost: PasswordCost = { ops: 1, memory: 8192 }

export const founder = {
  organisation: 'Cooperativa di prova',
  machine: 'Tavolo 1',
  name: 'Ada Fontanelli',
  office: 'Segreteria',
  login: 'ada',
  password: 'il gatto sul tetto',
}

export type Client = ContractRouterClient<Contract>

export interface OfficeOptions {
  host?: Host
  log?: Log
  cost?: PasswordCost
  parsers?: number
  /** UTC milliseconds at which the clock starts. */
  now?: number
  /** `false` leaves the folder without an organisation. */
  founded?: boolean
  /** A folder that outlives this office; by default a new one, removed by `close`. */
  folder?: string
}

export interface Office {
  readonly core: Core
  readonly folder: string
  /** What the printed sheet says; empty in an office that was not founded here. */
  readonly recovery: string
  clock: { now(): number; set(ms: number): void; pass(ms: number): void }
  /** A client that is signed in; by default the founder. */
  as(login?: string, password?: string): Promise<Client>
  /** A client at the door, where nobody has signed in. */
  nobody(): Client
  /** A client with the caller behind it, for what only the caller can tell. */
  call(kind?: Caller['kind'], localPaths?: boolean): { client: Client; caller: Caller }
  /** Closes the core and opens one on the same folder; clients made before are dead. */
  reopen(): Promise<void>
  close(): Promise<void>
}

function settableClock(start: number) {
  let at = start
  return { now: () => at, set: (ms: number) => void (at = ms), pass: (ms: number) => void (at += ms) }
}

export async function office(options: OfficeOptions = {}): Promise<Office> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'smart-coop-office-'))
  const clock = settableClock(options.now ?? Date.UTC(2026, 4, 4, 8))
  const open = (): Promise<Core> =>
    openCore({
      dataFolder: folder,
      host: options.host ?? nodeHost('cli'),
      clock,
      log: options.log ?? silentLog,
      cost: options.cost ?? cheapCost,
      parsers: options.parsers ?? 1,
    })
  let core = await open()

  const call: Office['call'] = (kind = 'cli', localPaths = true) => {
    const caller = core.caller(kind, localPaths)
    return { caller, client: createRouterClient(core.router, { context: { caller } }) }
  }

  const made: Office = {
    get core() {
      return core
    },
    get folder() {
      return core.folder
    },
    recovery: '',
    clock,
    async as(login = founder.login, password = founder.password) {
      const { client } = call()
      await client.door.signIn({ login, password })
      return client
    },
    nobody: () => call().client,
    call,
    async reopen() {
      await core.close()
      core = await open()
    },
    async close() {
      await core.close()
      if (!options.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
  if (options.founded === false) return made
  const { recovery } = await made.nobody().door.found(founder)
  return Object.defineProperty(made, 'recovery', { value: recovery })
}
