/**
 * Worker of `make.ts`: one copy of the machine, written beside its final name, read back, and only then renamed.
 *  1. The database is copied by `VACUUM INTO`, encrypted as it is; the files are those that this copy names, so
 *     that one which arrives meanwhile belongs to the next copy.
 *  2. The door is the one that stood while the database was copied: keys of one day with statements of another
 *     would let nobody in.
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { workerData } from 'node:worker_threads'
import Database from 'better-sqlite3'
import { prepareReading } from '#db/connection.ts'
import { filesNamedIn, migrationsIn } from '#db/modules/copies/contents.repository.ts'
import { type DoorFile, doorPath, readDoor } from '../../identity/doorFile.ts'
import { version } from '../../lib/version.ts'
import { databaseName, filePath } from './places.ts'
import { beginOpening, beginSealing, readFront } from './container.ts'
import { type About, beginParts, type PartsWriter, readParts } from './contents.ts'
import { lockOf } from './lock.ts'
import type { MakeData } from './make.ts'
import { CopyTrouble, onPlace } from './trouble.ts'
import { answer, counter, tellStage } from './workerSide.ts'

const { folder, dbKey, copyKey, scratch, target, part, madeAt, plan } = workerData as MakeData
const key = Buffer.from(copyKey)

function copyDatabase(): void {
  const source = new Database(join(folder, databaseName), { readonly: true, fileMustExist: true })
  try {
    prepareReading(source, dbKey)
    rmSync(scratch, { force: true })
    source.prepare('VACUUM INTO ?').run(scratch)
  } finally {
    source.close()
  }
}

function doorNow(): DoorFile {
  const door = readDoor(folder)
  if (!door) throw new Error('a machine without a door cannot be copied')
  return door
}

/** All that says who may come in and with which keys; a wrong try, a sign-in or the look change none of it. */
function keysOf({ organisation, device, people, recovery, pending }: DoorFile): string {
  const keyed = people.map((person) => ({ ...person, seenAt: null }))
  return JSON.stringify({ organisation, device, people: keyed, recovery, pending })
}

interface Door {
  file: DoorFile
  /** As it lies on the disk. */
  text: string
}

/** Copies the database between two looks at the door that see the same keys. */
function copyWithDoor(): Door {
  for (let time = 0; time < 10; time++) {
    const before = doorNow()
    copyDatabase()
    const text = readFileSync(doorPath(folder), 'utf8')
    const file = doorNow()
    if (keysOf(before) === keysOf(file)) return { file, text }
  }
  throw new Error('the keys changed during every copy of the database')
}

interface Found {
  names: string[]
  missing: number
  bytes: number
}

/** The files that the copied database names, as far as they are there. */
function findFiles(database: Database.Database): Found {
  const found: Found = { names: [], missing: 0, bytes: 0 }
  for (const name of filesNamedIn(database)) {
    const size = statSync(filePath(folder, name), { throwIfNoEntry: false })?.size
    if (size === undefined) found.missing += 1
    else {
      found.names.push(name)
      found.bytes += size
    }
  }
  return found
}

/** Opens, or gives null for a file that has gone since it was found. */
function openIfThere(path: string): number | null {
  try {
    return openSync(path, 'r')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

function putFile(parts: PartsWriter, name: string, path: string, tell: (bytes: number) => void): boolean {
  const fd = openIfThere(path)
  if (fd === null) return false
  try {
    parts.file(name, fd, fstatSync(fd).size, tell)
    return true
  } finally {
    closeSync(fd)
  }
}

/** Room is asked for at the beginning: half an hour of writing that ends in a full drive helps nobody. */
function demandRoom(bytes: number): void {
  const { bavail, bsize } = onPlace(() => statfsSync(dirname(target)))
  if (bavail * bsize < bytes) throw new CopyTrouble('copy-no-room')
}

function writeCopy({ file: door, text }: Door): { files: number; missing: number; bytes: number } {
  const database = new Database(scratch, { readonly: true, fileMustExist: true })
  let found: Found
  let migrations: string[]
  try {
    prepareReading(database, dbKey)
    migrations = migrationsIn(database)
    found = findFiles(database)
  } finally {
    database.close()
  }
  const bytes = found.bytes + statSync(scratch).size
  demandRoom(bytes)
  const tell = counter('writing', bytes)
  const said: About = {
    ...{ madeAt, device: door.device.id, organisation: door.organisation.id, program: version, migrations },
    ...{ files: found.names.length, bytes },
  }
  const fd = onPlace(() => openSync(part, 'w', 0o600))
  try {
    const put = (piece: Buffer): void =>
      onPlace(() => {
        for (let at = 0; at < piece.length;) at += writeSync(fd, piece, at)
      })
    const parts = beginParts(beginSealing(put, key, lockOf(door)))
    parts.text('about', JSON.stringify(said))
    parts.text('door', text)
    parts.text('plan', JSON.stringify(plan))
    putFile(parts, 'database', scratch, tell)
    let files = 0
    for (const name of found.names) if (putFile(parts, `files/${name}`, filePath(folder, name), tell)) files += 1
    parts.finish()
    onPlace(() => fsyncSync(fd))
    return { files, missing: found.missing + found.names.length - files, bytes }
  } finally {
    onPlace(() => closeSync(fd))
  }
}

/** Reads the copy as whoever takes it back will. */
function readBack(bytes: number): number {
  const fd = onPlace(() => openSync(part, 'r'))
  try {
    const tell = counter('checking', bytes)
    const sink = { write: (slice: Buffer) => tell(slice.length), close() {} }
    readParts(beginOpening(fd, key, readFront(fd)), () => sink)
    return fstatSync(fd).size
  } catch (error) {
    const isWrong = error instanceof CopyTrouble && error.code !== 'copy-vanished'
    throw isWrong ? new CopyTrouble('copy-unsound') : error
  } finally {
    closeSync(fd)
  }
}

/** The copy gets its name, and the name lasts; Windows cannot open a folder and needs no such step. */
function putInPlace(): void {
  onPlace(() => renameSync(part, target))
  if (process.platform === 'win32') return
  const fd = onPlace(() => openSync(dirname(target), 'r'))
  try {
    fsyncSync(fd)
  } catch (error) {
    // Some file systems know no such step for a folder.
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code !== 'EINVAL' && code !== 'ENOTSUP') throw error
  } finally {
    closeSync(fd)
  }
}

answer(() => {
  tellStage('database')
  const door = copyWithDoor()
  const { files, missing, bytes } = writeCopy(door)
  rmSync(scratch, { force: true })
  const size = readBack(bytes)
  putInPlace()
  key.fill(0)
  return { file: target, bytes: size, files, missing }
})
