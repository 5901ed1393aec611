/**
 * Puts the parts together, and is the only place that does. `openCore` may be called twice in one process:
 * nothing here or below keeps state in a module.
 */
import { Refusal } from '#contract/errors.ts'
import { commonSpace } from '#contract/permissions.ts'
import { syncedTable } from '#db/entities.ts'
import { confidentialityOf } from '#db/modules/documents/keeping.repository.ts'
import { actExposes, actLeaves, countWaiting, isPaperIn } from '#db/modules/documents/reach.repository.ts'
import { followPapers, markGiven } from '#db/modules/documents/documents.writes.ts'
import { type Caller, createCaller } from './caller.ts'
import { reachOf, type ReachOf } from './identity/reach.rules.ts'
import { officeCost, type PasswordCost } from './identity/secrets.ts'
import { createAnnouncer } from './lib/announcer.ts'
import { type Clock, systemClock } from './lib/clock.ts'
import { lockFolder, useDataFolder } from './lib/dataFolder.ts'
import type { Host } from './lib/host.ts'
import { createLog, type Log } from './lib/log.ts'
import { databasePath, type Machine, newestCopyOf } from './machine.ts'
import { adminService } from './modules/admin/admin.service.ts'
import { auditService } from './modules/audit/audit.service.ts'
import { createCopies } from './modules/copies/copies.ts'
import { copiesService } from './modules/copies/copies.service.ts'
import { createComings } from './modules/documents/comings.ts'
import { documentsService } from './modules/documents/documents.service.ts'
import { filesService } from './modules/documents/files.service.ts'
import { keepingService } from './modules/documents/keeping.service.ts'
import { createLeaves } from './modules/documents/leaves.ts'
import { createPlacing } from './modules/documents/placing.ts'
import { createDoor } from './modules/door/door.ts'
import { doorService } from './modules/door/door.service.ts'
import { newsService } from './modules/news/news.service.ts'
import { peopleService } from './modules/people/people.service.ts'
import { recordsService } from './modules/records/records.service.ts'
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
  /** A new caller, signed out; `onLeft` is told whenever somebody who was here no longer is. */
  caller(kind: Caller['kind'], localPaths: boolean, onLeft?: () => void): Caller
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
  const reach: ReachOf = (session) => reachOf(session, door.directory())
  const placeOf = createPlacing(door, reach)
  const comings = createComings({
    isLetIn: (person) => door.directory().people.get(person)?.state === 'active',
    changed: () => announcer.changed('documents'),
    log,
  })
  const copies = createCopies({ door, clock, log, announcer })
  const leaves = createLeaves(clock)
  const services = {
    door: doorService({ door }),
    news: newsService({
      announcer,
      reading(papers, session) {
        const { read } = machine().db
        const spaces = reach(session)
        return {
          seen: new Set(papers.filter((paper) => isPaperIn(read, paper, spaces))),
          waiting: countWaiting(read, spaces),
        }
      },
    }),
    today: todayService({ machine, reach, lateCopy: copies.late }),
    records: recordsService({
      machine,
      reach,
      door,
      kinds: {
        paper: {
          table: syncedTable('paper'),
          undoable: [
            ...['documents.edit', 'documents.trash', 'documents.restore', 'keeping.decide'],
            ...['records.undo', 'records.takeOther'],
          ],
          isIn: isPaperIn,
          actLeaves,
          actExposes: (read, act) => actExposes(read, act, commonSpace),
          isClosed: (read, id, session) =>
            leaves.isClosed(session, { id, confidentiality: confidentialityOf(read, id) }),
          follow: ({ raw }, ids) => followPapers(raw, ids),
          chosen: ({ raw }, id, column) => markGiven(raw, id, column),
        },
      },
    }),
    documents: documentsService({ machine, door, clock, reach, placeOf, leaves, comings }),
    files: filesService({
      machine,
      placeOf,
      comings,
      sees: (paper, session) => isPaperIn(machine().db.read, paper, reach(session)),
    }),
    keeping: keepingService({ machine, door, reach, leaves }),
    admin: adminService({ machine, door, host: options.host, reach }),
    copies: copiesService({ copies, door, clock, announcer }),
    people: peopleService({ door }),
    audit: auditService({ machine, door, clock, reach }),
  }
  const router = buildRouter(services, {
    writer: () => machine().db.write,
    changed: announcer.changed,
    refused: (session, procedure) =>
      door.audit.recordOnce({ kind: 'refused', person: session.person.id, what: procedure }),
    damage: () => door.machine()?.damage() ?? { file: databasePath(folder), backup: newestCopyOf(folder) },
    log,
  })
  await door.tryKeyStore()
  return {
    router,
    caller: (kind, localPaths, onLeft) => createCaller(kind, localPaths, onLeft, door.presence),
    folder,
    async close() {
      await copies.close()
      await comings.close()
      await door.close()
      lock.release()
    },
  }
}
