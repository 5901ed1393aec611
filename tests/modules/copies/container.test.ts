import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hash, randomBytes } from '#core/identity/secrets.ts'
import { beginOpening, beginSealing, pieceLength, readFront } from '#core/modules/copies/container.ts'
import { beginParts, readParts } from '#core/modules/copies/contents.ts'
import { CopyTrouble } from '#core/modules/copies/trouble.ts'

const key = hash(Buffer.from('una chiave di prova'))
const lock = Buffer.from('{"prova":true}')
const front = 11 + lock.length + 24
const sealedPiece = pieceLength + 17
let folder: string
let path: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smart-coop-container-'))
  path = join(folder, 'una.copia')
})
afterAll(() => rmSync(folder, { recursive: true }))

function seal(pieces: readonly Buffer[]): Buffer {
  const out: Buffer[] = []
  const sealer = beginSealing((bytes) => void out.push(Buffer.from(bytes)), key, lock)
  for (const piece of pieces) sealer.append(piece)
  sealer.finish()
  return Buffer.concat(out)
}

/** Reads so many plain bytes and demands the end. */
function open(sealed: Buffer, length: number, with_ = key): Buffer {
  writeFileSync(path, sealed)
  const fd = openSync(path, 'r')
  try {
    const opener = beginOpening(fd, with_, readFront(fd))
    const plain = opener.read(length)
    opener.end()
    return plain
  } finally {
    closeSync(fd)
  }
}

const troubleOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof CopyTrouble) return error.code
    throw error
  }
  return 'none'
}

describe('the stream of a copy', () => {
  it.each([0, 1, pieceLength - 1, pieceLength, pieceLength + 1, 3 * pieceLength])('gives %i bytes back', (length) => {
    const plain = randomBytes(length)
    const sealed = seal([plain.subarray(0, 7), plain.subarray(7)])
    const pieces = Math.max(1, Math.ceil(length / pieceLength))
    expect(sealed.length).toBe(front + length + 17 * pieces)
    expect(open(sealed, length).equals(plain)).toBe(true)
  })

  const plain = randomBytes(3 * pieceLength + 100)
  const sealed = seal([plain])
  const piece = (n: number) => sealed.subarray(front + n * sealedPiece, front + (n + 1) * sealedPiece)
  const head = sealed.subarray(0, front)
  const flipped = (at: number) => {
    const bytes = Buffer.from(sealed)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    return bytes
  }

  it.each([
    ['its last piece is missing', Buffer.concat([head, piece(0), piece(1), piece(2)])],
    ['a piece in the middle is missing', Buffer.concat([head, piece(0), piece(2), piece(3)])],
    ['two pieces have changed places', Buffer.concat([head, piece(1), piece(0), piece(2), piece(3)])],
    ['a piece comes twice', Buffer.concat([head, piece(0), piece(0), piece(1), piece(2), piece(3)])],
    ['something follows its end', Buffer.concat([sealed, Buffer.from([0])])],
    ['another whole piece follows its end', Buffer.concat([sealed, piece(3)])],
    ['it is cut in a piece', sealed.subarray(0, front + sealedPiece + 5)],
    ['it is cut before the stream', sealed.subarray(0, front - 1)],
    ['a bit of the lock is flipped', flipped(15)],
    ['a bit of the stream’s header is flipped', flipped(front - 5)],
    ['a bit of the first piece is flipped', flipped(front)],
    ['its last bit is flipped', flipped(sealed.length - 1)],
    ['the length of its lock is a lie', flipped(7)],
  ])('does not open when %s', (_, bytes) => {
    expect(troubleOf(() => open(bytes, plain.length))).toBe('copy-damaged')
  })

  it('does not open with another key', () => {
    expect(troubleOf(() => open(sealed, plain.length, hash(Buffer.from('un’altra'))))).toBe('copy-damaged')
  })

  it('is not over while something is left to be read', () => {
    expect(troubleOf(() => open(sealed, plain.length - 1))).toBe('copy-damaged')
    expect(troubleOf(() => open(sealed, plain.length + 1))).toBe('copy-damaged')
  })

  it('never seals the same bytes alike', () => {
    expect(seal([plain]).equals(sealed)).toBe(false)
  })
})

describe('the parts of a copy', () => {
  type Part = [string, string]
  const whole: Part[] = [
    ['about', 'a'],
    ['door', 'd'],
    ['plan', 'p'],
    ['database', 'x'.repeat(300_000)],
    [`files/${'ab'.repeat(32)}`, 'f'],
  ]

  function copyOf(parts: readonly Part[]): void {
    const fd = openSync(path, 'w')
    const writer = beginParts(beginSealing((bytes) => void writeSync(fd, bytes), key, lock))
    for (const [name, text] of parts) writer.text(name, text)
    writer.finish()
    closeSync(fd)
  }

  function read(): Map<string, string> {
    const fd = openSync(path, 'r')
    const got = new Map<string, string>()
    try {
      readParts(beginOpening(fd, key, readFront(fd)), (name) => ({
        write: (bytes) => void got.set(name, (got.get(name) ?? '') + bytes.toString()),
        close() {},
      }))
      return got
    } finally {
      closeSync(fd)
    }
  }

  it('come back as they went in', () => {
    copyOf(whole)
    expect([...read()]).toEqual(whole)
  })

  it.each([
    ['one that is needed is missing', whole.filter(([name]) => name !== 'door')],
    ['one comes twice', [...whole, ['plan', 'q'] as Part]],
    ['one has a name that leads elsewhere', [...whole, ['files/../../door.json', 'q'] as Part]],
  ])('are refused when %s', (_, parts) => {
    copyOf(parts)
    expect(troubleOf(read)).toBe('copy-damaged')
  })

  it('are refused when the manifest says otherwise', () => {
    const fd = openSync(path, 'w')
    const sealer = beginSealing((bytes) => void writeSync(fd, bytes), key, lock)
    const put = (name: string, text: string) => {
      const head = Buffer.from(JSON.stringify({ name, size: text.length }))
      const length = Buffer.alloc(4)
      length.writeUInt32LE(head.length)
      for (const bytes of [length, head, Buffer.from(text)]) sealer.append(bytes)
    }
    for (const [name, text] of whole) put(name, text)
    put('manifest', 'tutto bene')
    sealer.finish()
    closeSync(fd)
    expect(troubleOf(read)).toBe('copy-damaged')
  })
})
