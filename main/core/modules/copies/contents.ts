/**
 * What is inside a copy: parts one after the other, each a small head with name and length, then its bytes.
 *  1. `about` first, so that whoever reads knows at once whether they can; then `door`, `plan`, `database`,
 *     `files/<name>` as they lie sealed in the store, and `manifest` last.
 *  2. The manifest has name, length and SHA-256 of every part in their order; a copy whose parts do not give this
 *     very manifest, or that lacks one of the four, is damaged.
 */
import { createHash } from 'node:crypto'
import { readSync } from 'node:fs'
import * as z from 'zod'
import { type Opener, pieceLength, type Sealer } from './container.ts'
import { CopyTrouble } from './trouble.ts'

export const about = z.object({
  madeAt: z.number().int().nonnegative(),
  /** The machine that it is a copy of. */
  device: z.string(),
  organisation: z.string(),
  program: z.string(),
  migrations: z.array(z.string()),
  files: z.number().int().nonnegative(),
  /** Length of all parts together, for who wants to know how far it is. */
  bytes: z.number().nonnegative(),
})
export type About = z.infer<typeof about>

const needed = ['about', 'door', 'plan', 'database'] as const
const partName = z.string().regex(/^(?:about|door|plan|database|manifest|files\/[0-9a-f]{64})$/)
const head = z.object({ name: partName, size: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER) })
const headMost = 200
/** What is read whole into memory: a hundred thousand files have a manifest of 16 MB. */
const mostText = 256 * 1024 * 1024

function* fileSlices(fd: number, size: number): Generator<Buffer, void, void> {
  const slice = Buffer.allocUnsafe(pieceLength)
  for (let done = 0; done < size;) {
    const read = readSync(fd, slice, 0, Math.min(slice.length, size - done), done)
    if (read === 0) throw new Error('a file became shorter while it was copied')
    done += read
    yield slice.subarray(0, read)
  }
}

export interface PartsWriter {
  text(name: string, text: string): void
  /** `tell` hears how many bytes came to the copy. */
  file(name: string, fd: number, size: number, tell: (bytes: number) => void): void
  /** The manifest and the end. */
  finish(): void
}

export function beginParts(sealer: Sealer): PartsWriter {
  const lines: string[] = []

  function put(name: string, size: number, slices: Iterable<Buffer>, tell: (bytes: number) => void): void {
    const bytes = Buffer.from(JSON.stringify({ name, size }))
    const length = Buffer.alloc(4)
    length.writeUInt32LE(bytes.length)
    sealer.append(length)
    sealer.append(bytes)
    const sum = createHash('sha256')
    for (const slice of slices) {
      sum.update(slice)
      sealer.append(slice)
      tell(slice.length)
    }
    lines.push(lineOf(name, size, sum.digest('hex')))
  }

  const text = (name: string, written: string): void => {
    const bytes = Buffer.from(written)
    put(name, bytes.length, [bytes], () => {})
  }
  return {
    text,
    file: (name, fd, size, tell) => put(name, size, fileSlices(fd, size), tell),
    finish() {
      text('manifest', lines.join(''))
      sealer.finish()
    },
  }
}

const lineOf = (name: string, size: number, sum: string): string => `${sum} ${size} ${name}\n`

/** Takes the bytes of one part. */
export interface Sink {
  write(bytes: Buffer): void
  close(): void
}

/** Gives each part its sink, or null where nobody wants its bytes. @throws CopyTrouble damaged */
export function readParts(opener: Opener, sinkOf: (name: string, size: number) => Sink | null): void {
  const lines: string[] = []
  const seen = new Set<string>()
  for (;;) {
    const { name, size } = readHead(opener)
    if (name === 'manifest') {
      if (size > mostText || opener.read(size).toString('utf8') !== lines.join(''))
        throw new CopyTrouble('copy-damaged')
      opener.end()
      break
    }
    if (seen.has(name)) throw new CopyTrouble('copy-damaged')
    seen.add(name)
    lines.push(lineOf(name, size, readPart(opener, size, sinkOf(name, size))))
  }
  if (needed.some((name) => !seen.has(name))) throw new CopyTrouble('copy-damaged')
}

function readHead(opener: Opener): z.infer<typeof head> {
  const length = opener.read(4).readUInt32LE()
  if (length > headMost) throw new CopyTrouble('copy-damaged')
  try {
    return head.parse(JSON.parse(opener.read(length).toString('utf8')))
  } catch {
    throw new CopyTrouble('copy-damaged')
  }
}

/** Gives the SHA-256 of the part. */
function readPart(opener: Opener, size: number, sink: Sink | null): string {
  const sum = createHash('sha256')
  try {
    for (let left = size; left > 0;) {
      const slice = opener.read(Math.min(left, pieceLength))
      sum.update(slice)
      sink?.write(slice)
      left -= slice.length
    }
  } finally {
    sink?.close()
  }
  return sum.digest('hex')
}
