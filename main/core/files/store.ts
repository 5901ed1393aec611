/**
 * The file store of a machine: originals and page pictures, each encrypted under a name that says nothing.
 *  1. The name is the BLAKE2b of the content, keyed with a key of this device: the same bytes meet in one name,
 *     and nobody can ask the folder whether it holds a file they know.
 *  2. Bytes are never on the disk in plain, not even while they arrive: they are sealed piece by piece.
 *  3. A file appears under its name whole, or not at all.
 *  4. A flipped bit, a missing or added end, a swapped or repeated piece, another file under this name is noticed
 *     before a byte of it is given out.
 *  5. Any part can be read without reading what stands before it.
 *  6. What a crash left half is removed at the next start; what had its name stays.
 *  7. The same bytes taken in again mend a damaged file.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../lib/ids.ts'
import { subkey, wipe } from '../identity/secrets.ts'
import { beginIncoming, type Incoming, type Stored } from './incoming.ts'
import { createKeyedHash } from './keyedHash.ts'
import { fileKey, headerLength, isHeader, layoutOf, openPiece, pieceLength, sealedPieceLength } from './sealed.ts'

export interface FileStore {
  begin(): Promise<Incoming>
  put(bytes: Uint8Array): Promise<Stored>
  /** Bytes from `offset`, at most `length`. @throws FileDamaged, FileMissing */
  read(name: string, offset: number, length: number): Promise<Buffer>
  readAll(name: string): Promise<Buffer>
  has(name: string): boolean
  remove(name: string): Promise<void>
  /** Every name in the store, for the check. */
  names(): Promise<string[]>
  /** Reads a file whole and compares it with its name. */
  check(name: string): Promise<'sound' | 'damaged' | 'missing'>
  /** Wipes the keys. */
  close(): void
}

export class FileDamaged extends Error {
  override name = 'FileDamaged'
}
export class FileMissing extends Error {
  override name = 'FileMissing'
}

const isName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name)

/** Pieces opened before the thread is given back. */
const piecesAtOnce = 8

async function readSome(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  let got = 0
  while (got < length) {
    const { bytesRead } = await file.read(bytes, got, length - got, at + got)
    if (bytesRead === 0) break
    got += bytesRead
  }
  return bytes.subarray(0, got)
}

/** A file of the store, opened, its end already found to be genuine, so that its size can be believed. */
interface OpenFile {
  size: number
  /** Plain bytes of pieces `first` to `end`, the latter not included. */
  pieces(first: number, end: number): Promise<Buffer>
  close(): Promise<void>
}

/** @throws FileDamaged */
async function openSealed(file: FileHandle, name: string, storeKey: Buffer): Promise<OpenFile> {
  const header = await readSome(file, 0, headerLength)
  const layout = layoutOf((await file.stat()).size)
  if (!isHeader(header) || !layout) throw new FileDamaged(name)
  const key = fileKey(header, storeKey)
  const close = async (): Promise<void> => {
    wipe(key)
    await file.close()
  }
  const pieces = async (first: number, end: number): Promise<Buffer> => {
    const sealed = await readSome(file, headerLength + first * sealedPieceLength, (end - first) * sealedPieceLength)
    const plain: Buffer[] = []
    for (let i = first; i < end; i++) {
      const piece = sealed.subarray((i - first) * sealedPieceLength, (i - first + 1) * sealedPieceLength)
      const opened = openPiece(piece, key, header, i, i === layout.pieces - 1 ? name : null)
      if (!opened) throw new FileDamaged(name)
      plain.push(opened)
    }
    return plain.length === 1 && plain[0] ? plain[0] : Buffer.concat(plain)
  }
  const last = layout.pieces - 1
  try {
    // Kept: the end of a small file is all of it, and whoever opens it reads it next.
    const ending = await pieces(last, layout.pieces)
    return { size: layout.size, pieces: async (first, end) => (first === last ? ending : pieces(first, end)), close }
  } catch (error) {
    wipe(key)
    throw error
  }
}

/** Uses the folder alone: the core has locked the data folder before it comes here. */
export function createFileStore(folder: string, deviceKey: Buffer): FileStore {
  const nameKey = subkey(deviceKey, 2, 'filename')
  const storeKey = subkey(deviceKey, 3, 'filebody')
  const incoming = join(folder, 'incoming')
  rmSync(incoming, { recursive: true, force: true })
  mkdirSync(incoming, { recursive: true, mode: 0o700 })
  const pathOf = (name: string): string => join(folder, name.slice(0, 2), name)

  async function openFile(name: string): Promise<OpenFile> {
    if (!isName(name)) throw new FileMissing(name)
    const file = await open(pathOf(name), 'r').catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOENT' ? new FileMissing(name) : error
    })
    try {
      return await openSealed(file, name, storeKey)
    } catch (error) {
      await file.close()
      throw error
    }
  }

  async function* partsOf(file: OpenFile, offset: number, length: number): AsyncGenerator<Buffer> {
    const end = Math.min(file.size, offset + length)
    for (let at = offset; at < end;) {
      const first = Math.floor(at / pieceLength)
      const next = Math.min(first + piecesAtOnce, Math.ceil(end / pieceLength))
      const plain = await file.pieces(first, next)
      yield plain.subarray(at - first * pieceLength, Math.min(end, next * pieceLength) - first * pieceLength)
      at = next * pieceLength
    }
  }

  async function read(name: string, offset: number, length: number): Promise<Buffer> {
    const file = await openFile(name)
    try {
      const parts: Buffer[] = []
      for await (const part of partsOf(file, offset, length)) parts.push(part)
      return Buffer.concat(parts)
    } finally {
      await file.close()
    }
  }

  async function check(name: string): Promise<'sound' | 'damaged' | 'missing'> {
    try {
      const file = await openFile(name)
      try {
        const keyed = createKeyedHash(nameKey)
        for await (const part of partsOf(file, 0, file.size)) keyed.update(part)
        return keyed.digest() === name ? 'sound' : 'damaged'
      } finally {
        await file.close()
      }
    } catch (error) {
      if (error instanceof FileMissing) return 'missing'
      if (error instanceof FileDamaged) return 'damaged'
      throw error
    }
  }

  const begin = (): Promise<Incoming> =>
    beginIncoming({ path: join(incoming, newId()), target: pathOf, nameKey, storeKey })

  return {
    begin,
    async put(bytes) {
      const file = await begin()
      try {
        await file.append(bytes)
        return await file.finish()
      } catch (error) {
        await file.abandon()
        throw error
      }
    },
    read,
    readAll: (name) => read(name, 0, Number.MAX_SAFE_INTEGER),
    has: (name) => isName(name) && existsSync(pathOf(name)),
    async remove(name) {
      if (isName(name)) await rm(pathOf(name), { force: true })
    },
    async names() {
      const folders = readdirSync(folder).filter((name) => /^[0-9a-f]{2}$/.test(name))
      return folders.flatMap((sub) =>
        readdirSync(join(folder, sub)).filter((name) => isName(name) && name.startsWith(sub)),
      )
    },
    check,
    close() {
      wipe(nameKey)
      wipe(storeKey)
    },
  }
}
