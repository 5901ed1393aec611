/**
 * This machine with its device key opened: the database, the file store, the reading of papers. It opens at
 * the first sign-in and stays open when people sign out, so that reading goes on.
 */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { RefusalData } from '#contract/errors.ts'
import { followPapers } from '#db/modules/documents/documents.writes.ts'
import { type Db, openDb } from '#db/open.ts'
import { type Followers, takeUpAside } from './aside.ts'
import { copyBeside, newestCopy } from './lib/copies.ts'
import { readPlan } from './lib/copyPlan.ts'
import { createFileStore, type FileStore } from './files/store.ts'
import { doorPath } from './identity/doorFile.ts'
import { subkey, wipe } from './identity/secrets.ts'
import { createIntake, type Intake } from './intake/pipeline.ts'
import type { Announcer } from './lib/announcer.ts'
import { startCheckpoints } from './lib/checkpoint.ts'
import { checkDatabase } from './lib/databaseCheck.ts'
import type { Clock } from './lib/clock.ts'
import type { Host } from './lib/host.ts'
import type { Log } from './lib/log.ts'

export interface Machine {
  folder: string
  db: Db
  files: FileStore
  intake: Intake
  /** Checks the database file beside this thread; what does not fit, in SQLite's words. */
  checkDatabase(signal: AbortSignal): Promise<string[]>
  /** Copies of the keys that a copy of the machine needs; whoever asks wipes them. */
  copyKeys(): { dbKey: Uint8Array; copyKey: Uint8Array }
  /** What is to be said when a broken page of the database was met. */
  damage(): RefusalData<'database-damaged'>
  close(): Promise<void>
}

export interface MachineDeps {
  folder: string
  host: Host
  clock: Clock
  log: Log
  announcer: Announcer
  /** How many parser processes read at once. */
  parsers: number
}

/** What hangs on rows that other machines changed. */
const ofPapers: Readonly<Record<string, Followers>> = {
  paper: { nouns: ['documents', 'records'], follow: followPapers },
  arrival: { nouns: ['documents'] },
}

export const databasePath = (folder: string): string => join(folder, 'smart-coop.db')

/** The newest copy of the machine, else of its database alone; its path, to be told when the database is broken. */
export function newestCopyOf(folder: string): string | null {
  return readPlan(folder).last?.file ?? newestCopy(join(folder, 'copies'))
}

/**
 * @param device this machine's id in the directory, by which others know its changes
 * @throws Refusal `database-newer`, `database-damaged`
 */
export async function openMachine(deviceKey: Buffer, deps: MachineDeps, device?: string): Promise<Machine> {
  const copies = join(deps.folder, 'copies')
  mkdirSync(copies, { recursive: true, mode: 0o700 })
  const dbKey = subkey(deviceKey, 1, 'database')
  const db = await openDb({
    file: databasePath(deps.folder),
    key: dbKey,
    device,
    now: deps.clock.now,
    copy: (file) => copyBeside(file, dbKey, copies),
    newestCopy: () => newestCopyOf(deps.folder),
    // Before the organisation is founded there is nothing to be missed.
    create: !existsSync(doorPath(deps.folder)),
  }).catch((error: unknown) => {
    wipe(dbKey)
    throw error
  })
  const checkpoints = startCheckpoints({
    file: databasePath(deps.folder),
    key: dbKey,
    log: deps.log,
    betweenWrites: db.betweenWrites,
  })
  const copyKey = subkey(deviceKey, 4, 'smcopies')
  const files = createFileStore(join(deps.folder, 'files'), deviceKey)
  const intake = createIntake({
    db,
    files,
    host: deps.host,
    clock: deps.clock,
    log: deps.log,
    announcer: deps.announcer,
    parsers: deps.parsers,
  })
  intake.start()
  const aside = device
    ? takeUpAside({ db, device, log: deps.log, changed: deps.announcer.changed, followers: ofPapers })
    : null
  return {
    folder: deps.folder,
    db,
    files,
    intake,
    damage: () => ({ file: databasePath(deps.folder), backup: newestCopyOf(deps.folder) }),
    copyKeys: () => ({ dbKey: Uint8Array.from(dbKey), copyKey: Uint8Array.from(copyKey) }),
    checkDatabase: (signal) => checkDatabase(databasePath(deps.folder), dbKey, signal),
    async close() {
      await aside?.stop()
      await intake.stop()
      await checkpoints.stop()
      await db.close()
      files.close()
      wipe(dbKey)
      wipe(copyKey)
    },
  }
}
