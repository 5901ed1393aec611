/**
 * Puts the parts together, and is the only place that does. `openCore` may be called twice in one process:
 * nothing here or below keeps state in a module.
 */
import { Refusal } from '#contract/errors.ts'
import { type Caller, createCaller } from './caller.ts'
import { officeCost, type PasswordCost } from './identity/secrets.ts'
import { createAnnouncer } from './lib/announcer.ts'
import { type Clock, systemClock } from './lib/clock.ts'
import { lockFolder, useDataFolder } from './lib/dataFolder.ts'
import type { Host } from './lib/host.ts'
import { createLog, type Log } from './lib/log.ts'
import { databasePath, type Machine } from './machine.ts'
import { adminService } from './modules/admin/admin.service.ts'
import { documentsService } from './modules/documents/documents.service.ts'
import { filesService } from './modules/documents/files.service.ts'
import { createDoor } from './modules/door/door.ts'
import { doorService } from './modules/door/door.service.ts'
import { newsService } from './modules/news/news.service.ts'
import { todayService } from './modules/today/today.service.ts'
import { type AppRouter, buildRouter } from './road.ts'

export interface CoreOptions {
  dataFolder: string
  host: Host
  clock?: Clock
  log?: Log
  /** Cost of passwords; tests take a cheap one. */
  cost?: PasswordCost
  /** Parser processes at once. */
  parsers?: number
}

export interface Core {
  router: AppRouter
  /** A new caller, signed out. */
  caller(kind: Caller['kind'], localPaths: boolean): Caller
  folder: string
  close(): Promise<void>
}

/** @throws Refusal data-on-network-share, data-read-only, data-in-use, data-format-unknown */
export async function openCore(options: CoreOptions): Promise<Core> {
  const folder = useDataFolder(options.dataFolder)
  const lock = lockFolder(folder)
  try {
    return await assemble(options, folder, lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function assemble(options: CoreOptions, folder: string, lock: { release(): void }): Promise<Core> {
  const clock = options.clock ?? systemClock
  const log = options.log ?? createLog()
  const announcer = createAnnouncer()
  const door = createDoor({
    folder,
    clock,
    log,
    announcer,
    host: options.host,
    cost: options.cost ?? officeCost,
    parsers: options.parsers ?? 2,
  })
  const machine = (): Machine => {
    const open = door.machine()
    if (!open) throw new Refusal('closed')
    return open
  }
  const services = {
    door: doorService({ door }),
    news: newsService({ announcer }),
    today: todayService({ machine }),
    documents: documentsService({ machine, door }),
    files: filesService({ machine }),
    admin: adminService({ machine, door, host: options.host }),
  }
  const router = buildRouter(services, {
    writer: () => machine().db.write,
    changed: announcer.changed,
    damage: () => door.machine()?.damage() ?? { file: databasePath(folder), backup: null },
    log,
  })
  await door.tryKeyStore()
  return {
    router,
    caller: createCaller,
    folder,
    async close() {
      await door.close()
      lock.release()
    },
  }
}
