/** A file on its way into the store: sealed piece by piece, hashed as it comes. */
import { createHash } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { wipe } from '../identity/secrets.ts'
import { fileKey, newHeader, pieceLength, sealedLengthOf, sealPiece } from './sealed.ts'
import { createKeyedHash } from './keyedHash.ts'

/** Pieces sealed and written at once: the thread is given back in between. */
const piecesAtOnce = 8
/** One piece more is held: what may turn out to be the last one is never sealed too early. */
const heldLength = (piecesAtOnce + 1) * pieceLength

export interface Stored {
  name: string
  sha256: string
  size: number
}

/** A file being written; `finish` gives it its name. */
export interface Incoming {
  append(bytes: Uint8Array): Promise<void>
  /** Seals the end and puts the file under its name; the same content twice is one file. */
  finish(): Promise<Stored>
  /** Forgets what has come so far. */
  abandon(): Promise<void>
  readonly size: number
}

export interface IncomingPlace {
  /** Where the file grows. */
  path: string
  /** Where a finished file of this name lies. */
  target(name: string): string
  nameKey: Buffer
  storeKey: Buffer
}

export async function beginIncoming(place: IncomingPlace): Promise<Incoming> {
  const file = await open(place.path, 'wx', 0o600)
  const header = newHeader()
  const key = fileKey(header, place.storeKey)
  const keyed = createKeyedHash(place.nameKey)
  const plainHash = createHash('sha256')
  // Most papers are small: what the buffer takes for nothing, the collector of rubbish is called for all the more often.
  let held = Buffer.allocUnsafe(pieceLength)
  let filled = 0
  let index = 0
  let size = 0
  let open_ = true

  async function close(): Promise<void> {
    if (!open_) return
    open_ = false
    wipe(key)
    held = Buffer.alloc(0)
    await file.close()
  }

  /** Makes room: a longer buffer, up to its limit; then by sealing all but the last piece held. */
  async function makeRoom(): Promise<void> {
    if (held.length < heldLength) {
      const longer = Buffer.allocUnsafe(Math.min(heldLength, held.length * 3))
      held.copy(longer, 0, 0, filled)
      held = longer
    } else await sealHeld()
  }

  /** Seals all but the last piece held. */
  async function sealHeld(): Promise<void> {
    const out = Buffer.allocUnsafe(piecesAtOnce * sealedLengthOf(pieceLength))
    for (let i = 0; i < piecesAtOnce; i++, index++) {
      const into = out.subarray(i * sealedLengthOf(pieceLength), (i + 1) * sealedLengthOf(pieceLength))
      sealPiece(into, held.subarray(i * pieceLength, (i + 1) * pieceLength), key, header, index, null)
    }
    held.copyWithin(0, piecesAtOnce * pieceLength, filled)
    filled -= piecesAtOnce * pieceLength
    await writeWhole(file, out)
  }

  /** Seals what is left, its end as the end of the file. */
  async function sealEnd(name: string): Promise<void> {
    for (let at = 0; ; at += pieceLength, index++) {
      const isLast = filled - at <= pieceLength
      const piece = held.subarray(at, isLast ? filled : at + pieceLength)
      const out = Buffer.allocUnsafe(sealedLengthOf(piece.length))
      sealPiece(out, piece, key, header, index, isLast ? name : null)
      await writeWhole(file, out)
      if (isLast) return
    }
  }

  await writeWhole(file, header)
  return {
    get size() {
      return size
    },
    async append(bytes) {
      if (!open_) throw new Error('this file has ended')
      const piece = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      for (let at = 0; at < piece.length;) {
        if (filled === held.length) await makeRoom()
        const part = piece.subarray(at, at + held.length - filled)
        keyed.update(part)
        plainHash.update(part)
        part.copy(held, filled)
        filled += part.length
        at += part.length
        size += part.length
      }
    },
    async finish() {
      if (!open_) throw new Error('this file has ended')
      const name = keyed.digest()
      await sealEnd(name)
      await file.sync()
      await close()
      await putInPlace(place.path, place.target(name))
      return { name, sha256: plainHash.digest('hex'), size }
    },
    async abandon() {
      await close()
      await rm(place.path, { force: true })
    },
  }
}

async function writeWhole(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten
}

/**
 * Renames over a file of the same name: it has the same content, and if it had been damaged it is whole again.
 * Windows refuses while somebody reads it; then the one that is there stays.
 */
async function putInPlace(path: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  try {
    await rename(path, target)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (!['EPERM', 'EACCES', 'EBUSY', 'EEXIST'].includes(code) || !(await isThere(target))) throw error
    await rm(path, { force: true })
  }
  await syncFolder(dirname(target))
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

/** Makes the new name last; Windows cannot open a folder and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (!['EINVAL', 'ENOTSUP'].includes(code)) throw error
  } finally {
    await handle.close()
  }
}
