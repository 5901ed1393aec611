/**
 * The file store of a machine: originals and page pictures, each encrypted under a name that says nothing.
 *  1. The name is the BLAKE2b of the content, keyed with a key of this device: the same bytes meet in one name,
 *     and nobody can ask the folder whether it holds a file they know.
 *  2. Bytes are never on the disk in plain, not even while they arrive: they are sealed piece by piece.
 *  3. A file appears under its name whole, or not at all.
 *  4. A flipped bit, a missing end, a swapped or repeated piece is noticed before a byte of it is given out.
 */

/** A file being written; `finish` gives it its name. */
export interface Incoming {
  append(bytes: Uint8Array): Promise<void>
  /** Seals the end and puts the file under its name; the same content twice is one file. */
  finish(): Promise<Stored>
  /** Forgets what has come so far. */
  abandon(): Promise<void>
  readonly size: number
}

export interface Stored {
  name: string
  sha256: string
  size: number
}

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

export function createFileStore(_folder: string, _deviceKey: Buffer): FileStore {
  throw new Error('the store is being written')
}
