/**
 * The outer form of a copy of a machine, version 1:
 *   magic «SCcopy» · version (1 byte) · length of the lock (4 bytes) · lock · header of the stream (24 bytes) ·
 *   libsodium's secretstream in pieces of 256 KiB, each bound to everything that stands before the stream.
 *  1. Outside the stream stands nothing about people or papers: only keys, each of them sealed (lock.ts).
 *  2. A flipped bit, a missing, added, repeated or exchanged piece, a cut or lengthened end, a changed lock does
 *     not open: the last piece must be the final one, and nothing may follow it.
 *  3. Both ways hold one piece in memory, however long the copy is.
 * The form is frozen: whoever changes it makes version 2 and keeps a reader of version 1.
 */
import { readSync } from 'node:fs'
import sodium from 'sodium-native'
import { hash } from '../../identity/secrets.ts'
import { CopyTrouble, onPlace } from './trouble.ts'

/** The stream of libsodium as it really is: @types/sodium-native 2.3.9 takes its state and its tags for objects. */
interface SecretStream {
  crypto_secretstream_xchacha20poly1305_STATEBYTES: number
  crypto_secretstream_xchacha20poly1305_HEADERBYTES: number
  crypto_secretstream_xchacha20poly1305_ABYTES: number
  crypto_secretstream_xchacha20poly1305_TAG_MESSAGE: number
  crypto_secretstream_xchacha20poly1305_TAG_FINAL: number
  crypto_secretstream_xchacha20poly1305_init_push(state: Buffer, header: Buffer, key: Buffer): void
  crypto_secretstream_xchacha20poly1305_push(
    state: Buffer,
    into: Buffer,
    plain: Buffer,
    bound: Buffer,
    tag: number,
  ): void
  crypto_secretstream_xchacha20poly1305_init_pull(state: Buffer, header: Buffer, key: Buffer): void
  crypto_secretstream_xchacha20poly1305_pull(
    state: Buffer,
    into: Buffer,
    tag: Buffer,
    sealed: Buffer,
    bound: Buffer,
  ): void
}
const stream = sodium as unknown as SecretStream
const stateLength = stream.crypto_secretstream_xchacha20poly1305_STATEBYTES
const streamHeaderLength = stream.crypto_secretstream_xchacha20poly1305_HEADERBYTES
const added = stream.crypto_secretstream_xchacha20poly1305_ABYTES
const isPiece = stream.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
const isLast = stream.crypto_secretstream_xchacha20poly1305_TAG_FINAL

const magic = Buffer.from('SCcopy', 'latin1')
const version = 1
const startLength = magic.length + 1 + 4
/** Two hundred people's sealed keys take a tenth of it. */
const mostLock = 1024 * 1024
export const pieceLength = 256 * 1024

export interface Sealer {
  append(bytes: Buffer): void
  /** Seals what is left as the last piece. */
  finish(): void
}

/** Begins a copy. `put` writes bytes after those before. */
export function beginSealing(put: (bytes: Buffer) => void, key: Buffer, lock: Buffer): Sealer {
  const start = Buffer.alloc(startLength)
  magic.copy(start)
  start[magic.length] = version
  start.writeUInt32LE(lock.length, magic.length + 1)
  const bound = hash(Buffer.concat([start, lock]))
  const state = Buffer.alloc(stateLength)
  const streamHeader = Buffer.alloc(streamHeaderLength)
  stream.crypto_secretstream_xchacha20poly1305_init_push(state, streamHeader, key)
  put(Buffer.concat([start, lock, streamHeader]))
  const held = Buffer.allocUnsafe(pieceLength)
  const sealed = Buffer.allocUnsafe(pieceLength + added)
  let filled = 0

  function seal(tag: number): void {
    const into = sealed.subarray(0, filled + added)
    stream.crypto_secretstream_xchacha20poly1305_push(state, into, held.subarray(0, filled), bound, tag)
    put(into)
    filled = 0
  }

  return {
    append(bytes) {
      for (let at = 0; at < bytes.length;) {
        // What may turn out to be the last piece is never sealed too early.
        if (filled === pieceLength) seal(isPiece)
        const taken = bytes.copy(held, filled, at, at + pieceLength - filled)
        filled += taken
        at += taken
      }
    },
    finish() {
      seal(isLast)
      sodium.sodium_memzero(state)
      sodium.sodium_memzero(held)
    },
  }
}

/** Reads up to `length` bytes from the file's own place. */
function readSome(fd: number, into: Buffer): number {
  let got = 0
  while (got < into.length) {
    const read = onPlace(() => readSync(fd, into, got, into.length - got, null))
    if (read === 0) break
    got += read
  }
  return got
}

function readExactly(fd: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length)
  if (readSome(fd, bytes) < length) throw new CopyTrouble('copy-damaged')
  return bytes
}

export interface Front {
  lock: Buffer
  bound: Buffer
  streamHeader: Buffer
}

/** What stands before the stream; the file is then at its first piece. @throws CopyTrouble foreign, newer, damaged */
export function readFront(fd: number): Front {
  const start = Buffer.alloc(startLength)
  const got = readSome(fd, start)
  if (got < magic.length || !start.subarray(0, magic.length).equals(magic)) throw new CopyTrouble('copy-foreign')
  if (got < startLength) throw new CopyTrouble('copy-damaged')
  if ((start[magic.length] ?? 0) > version) throw new CopyTrouble('copy-newer')
  const length = start.readUInt32LE(magic.length + 1)
  if (start[magic.length] !== version || length > mostLock) throw new CopyTrouble('copy-damaged')
  const lock = readExactly(fd, length)
  return { lock, bound: hash(Buffer.concat([start, lock])), streamHeader: readExactly(fd, streamHeaderLength) }
}

export interface Opener {
  /** The next plain bytes, exactly so many. @throws CopyTrouble damaged */
  read(length: number): Buffer
  /** Demands that nothing is left. @throws CopyTrouble damaged */
  end(): void
}

/** Opens the stream of a file that `readFront` has read. */
export function beginOpening(fd: number, key: Buffer, { bound, streamHeader }: Front): Opener {
  const state = Buffer.alloc(stateLength)
  stream.crypto_secretstream_xchacha20poly1305_init_pull(state, streamHeader, key)
  const sealed = Buffer.allocUnsafe(pieceLength + added)
  const held = Buffer.allocUnsafe(pieceLength)
  const tag = Buffer.alloc(1)
  let [at, end] = [0, 0]
  let ended = false

  function next(): void {
    const got = ended ? 0 : readSome(fd, sealed)
    if (got < added) throw new CopyTrouble('copy-damaged')
    const into = held.subarray(0, got - added)
    try {
      stream.crypto_secretstream_xchacha20poly1305_pull(state, into, tag, sealed.subarray(0, got), bound)
    } catch {
      // libsodium has one answer for every way in which a piece can be wrong.
      throw new CopyTrouble('copy-damaged')
    }
    ended = tag[0] === isLast
    // A piece that is not the last is full; both rules together leave a copy one form only.
    if (!ended && (tag[0] !== isPiece || into.length < pieceLength)) throw new CopyTrouble('copy-damaged')
    ;[at, end] = [0, into.length]
  }

  return {
    read(length) {
      const bytes = Buffer.allocUnsafe(length)
      for (let filled = 0; filled < length;) {
        if (at === end) next()
        const taken = held.copy(bytes, filled, at, Math.min(end, at + length - filled))
        filled += taken
        at += taken
      }
      return bytes
    },
    end() {
      if (at === end && !ended) next()
      if (at !== end || !ended || readSome(fd, Buffer.alloc(1)) !== 0) throw new CopyTrouble('copy-damaged')
      sodium.sodium_memzero(state)
      sodium.sodium_memzero(held)
    },
  }
}
