/** A test for each promise of main/core/files/store.ts, by its number. */
import { createHash, randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileStore, FileDamaged, FileMissing, type FileStore } from '#core/files/store.ts'
import { headerLength, pieceLength, sealedPieceLength } from '#core/files/sealed.ts'

const key = Buffer.alloc(32, 7)
let folder: string
let store: FileStore

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smart-coop-store-'))
  store = createFileStore(folder, Buffer.from(key))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const pathOf = (name: string): string => join(folder, name.slice(0, 2), name)
const everyFile = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
const edges = [
  0,
  1,
  pieceLength - 1,
  pieceLength,
  pieceLength + 1,
  2 * pieceLength,
  3 * pieceLength - 1,
  9 * pieceLength + 5,
]

/** Every way of reading must refuse; none may give a byte of a file that is not whole. */
async function expectDamaged(name: string): Promise<void> {
  await expect(store.readAll(name)).rejects.toBeInstanceOf(FileDamaged)
  await expect(store.read(name, 0, 1)).rejects.toBeInstanceOf(FileDamaged)
  expect(await store.check(name)).toBe('damaged')
}

describe('1: names', () => {
  it('the same bytes meet in one name, others do not', async () => {
    const one = await store.put(Buffer.from('verbale'))
    const two = await store.put(Buffer.from('verbale'))
    const other = await store.put(Buffer.from('verbali'))
    expect(two).toEqual(one)
    expect(other.name).not.toBe(one.name)
    expect(await store.names()).toHaveLength(2)
  })

  it('on another device the same bytes have another name', async () => {
    const other = createFileStore(join(folder, 'other'), Buffer.alloc(32, 8))
    const bytes = Buffer.from('contratto di lavoro')
    expect((await other.put(bytes)).name).not.toBe((await store.put(bytes)).name)
    other.close()
  })

  it('the sha256 is that of the bytes', async () => {
    const bytes = randomBytes(200_000)
    expect((await store.put(bytes)).sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('a name that is no name leads nowhere', async () => {
    for (const name of ['', '..', '../../lock', 'incoming', 'A'.repeat(64), `${'a'.repeat(63)}/`]) {
      await expect(store.readAll(name)).rejects.toBeInstanceOf(FileMissing)
      expect(store.has(name)).toBe(false)
    }
  })
})

describe('2: nothing lies there in plain', () => {
  it('a word of a file stands in no byte of the folder, while it comes and after', async () => {
    const word = Buffer.from('PAROLARARISSIMA')
    const bytes = Buffer.concat([word, randomBytes(pieceLength), word, randomBytes(5 * pieceLength), word])
    const incoming = await store.begin()
    await incoming.append(bytes)
    const during = everyFile()
    expect(during).toHaveLength(1)
    for (const path of during) expect(readFileSync(path).includes(word)).toBe(false)
    await incoming.finish()
    for (const path of everyFile()) expect(readFileSync(path).includes(word)).toBe(false)
  })

  it('the same bytes are sealed differently each time', async () => {
    const { name } = await store.put(Buffer.alloc(1000, 1))
    const first = readFileSync(pathOf(name))
    await store.put(Buffer.alloc(1000, 1))
    expect(readFileSync(pathOf(name)).equals(first)).toBe(false)
  })
})

describe('3: whole or not at all', () => {
  it('a file has no name before it is finished', async () => {
    const incoming = await store.begin()
    await incoming.append(randomBytes(300_000))
    expect(await store.names()).toEqual([])
    const { name } = await incoming.finish()
    expect(await store.names()).toEqual([name])
  })

  it('what is abandoned leaves nothing', async () => {
    const incoming = await store.begin()
    await incoming.append(randomBytes(300_000))
    await incoming.abandon()
    expect(everyFile()).toEqual([])
  })

  it('what has ended takes nothing more', async () => {
    const incoming = await store.begin()
    await incoming.finish()
    await expect(incoming.append(Buffer.from('x'))).rejects.toThrow('ended')
    await expect(incoming.finish()).rejects.toThrow('ended')
  })
})

describe('4: damage is noticed', () => {
  it('every flipped bit of a small file', async () => {
    const { name } = await store.put(Buffer.from('cartellino di aprile'))
    const sound = readFileSync(pathOf(name))
    for (let at = 0; at < sound.length * 8; at++) {
      const broken = Buffer.from(sound)
      broken[at >> 3] = (broken[at >> 3] ?? 0) ^ (1 << (at & 7))
      writeFileSync(pathOf(name), broken)
      await expectDamaged(name)
    }
    writeFileSync(pathOf(name), sound)
    expect(await store.check(name)).toBe('sound')
  })

  it('a small file cut at every length, or made longer', async () => {
    const { name } = await store.put(Buffer.from('cartellino'))
    const sound = readFileSync(pathOf(name))
    for (let length = 0; length < sound.length; length++) {
      writeFileSync(pathOf(name), sound.subarray(0, length))
      await expectDamaged(name)
    }
    for (const more of [Buffer.alloc(1), Buffer.alloc(16), sound]) {
      writeFileSync(pathOf(name), Buffer.concat([sound, more]))
      await expectDamaged(name)
    }
  })

  it('pieces left out, swapped or repeated, also where the cut lies between two of them', async () => {
    const { name } = await store.put(randomBytes(3 * pieceLength))
    const sound = readFileSync(pathOf(name))
    const header = sound.subarray(0, headerLength)
    const [a, b, c] = [0, 1, 2].map((i) =>
      sound.subarray(headerLength + i * sealedPieceLength, headerLength + (i + 1) * sealedPieceLength),
    )
    const parts = { a: a ?? sound, b: b ?? sound, c: c ?? sound }
    for (const order of ['', 'a', 'ab', 'bc', 'ac', 'acb', 'bac', 'cba', 'aab', 'aabc', 'abcc', 'abca', 'c']) {
      writeFileSync(pathOf(name), Buffer.concat([header, ...[...order].map((part) => parts[part as 'a'])]))
      await expect(store.readAll(name), order).rejects.toBeInstanceOf(FileDamaged)
      expect(await store.check(name), order).toBe('damaged')
    }
  })

  it('a missing end is noticed even when only the beginning is asked for', async () => {
    const { name } = await store.put(randomBytes(3 * pieceLength))
    const sound = readFileSync(pathOf(name))
    writeFileSync(pathOf(name), sound.subarray(0, headerLength + 2 * sealedPieceLength))
    await expectDamaged(name)
  })

  it('another file put under this name', async () => {
    const one = await store.put(Buffer.from('bilancio 2025'))
    const two = await store.put(Buffer.from('bilancio 2026'))
    renameSync(pathOf(two.name), pathOf(one.name))
    await expectDamaged(one.name)
    expect(await store.check(two.name)).toBe('missing')
    await expect(store.readAll(two.name)).rejects.toBeInstanceOf(FileMissing)
  })
})

describe('5: any part', () => {
  it('gives back what it was given, whatever the size and in whatever parts it came', async () => {
    const near = fc.constantFrom(...edges).chain((edge) => fc.integer({ min: Math.max(0, edge - 2), max: edge + 2 }))
    await fc.assert(
      fc.asyncProperty(
        near,
        fc.integer({ min: 1, max: 200_000 }),
        fc.nat(),
        fc.nat(200_000),
        async (size, step, from, length) => {
          const bytes = randomBytes(size)
          const incoming = await store.begin()
          for (let at = 0; at < size; at += step) await incoming.append(bytes.subarray(at, at + step))
          const { name, size: told } = await incoming.finish()
          expect(told).toBe(size)
          expect((await store.readAll(name)).equals(bytes)).toBe(true)
          const offset = from % (size + 10)
          expect((await store.read(name, offset, length)).equals(bytes.subarray(offset, offset + length))).toBe(true)
          expect(await store.check(name)).toBe('sound')
        },
      ),
      { numRuns: 60 },
    )
  })

  it('a part is read though a piece before it is damaged, and that piece is not', async () => {
    const bytes = randomBytes(4 * pieceLength)
    const { name } = await store.put(bytes)
    const broken = readFileSync(pathOf(name))
    broken[headerLength + 5] = (broken[headerLength + 5] ?? 0) ^ 1
    writeFileSync(pathOf(name), broken)
    expect(
      (await store.read(name, 2 * pieceLength, 10)).equals(bytes.subarray(2 * pieceLength, 2 * pieceLength + 10)),
    ).toBe(true)
    await expect(store.read(name, 0, 10)).rejects.toBeInstanceOf(FileDamaged)
  })
})

describe('6 and 7: after a crash, after damage', () => {
  it('what was half is gone at the next start, what had its name is there', async () => {
    const kept = await store.put(Buffer.from('statuto'))
    const incoming = await store.begin()
    await incoming.append(randomBytes(500_000))
    const again = createFileStore(folder, Buffer.from(key))
    expect(everyFile()).toEqual([pathOf(kept.name)])
    expect((await again.readAll(kept.name)).toString()).toBe('statuto')
    again.close()
    await incoming.abandon()
  })

  it('the same bytes taken in again mend a damaged file', async () => {
    const { name } = await store.put(Buffer.from('statuto'))
    writeFileSync(pathOf(name), Buffer.alloc(50))
    await expectDamaged(name)
    await store.put(Buffer.from('statuto'))
    expect((await store.readAll(name)).toString()).toBe('statuto')
  })

  it('a removed file is gone', async () => {
    const { name } = await store.put(Buffer.from('minuta'))
    await store.remove(name)
    expect(store.has(name)).toBe(false)
    expect(existsSync(pathOf(name))).toBe(false)
  })
})

it('the form of version 1 stays readable: a file sealed by the first release', async () => {
  const sealed = readFileSync(new URL('../fixtures/store-1.sealed', import.meta.url))
  const name = readFileSync(new URL('../fixtures/store-1.name', import.meta.url), 'utf8').trim()
  const old = createFileStore(join(folder, 'old'), Buffer.alloc(32, 1))

  mkdirSync(join(folder, 'old', name.slice(0, 2)), { recursive: true })
  writeFileSync(join(folder, 'old', name.slice(0, 2), name), sealed)
  expect((await old.readAll(name)).toString()).toBe('Smart-Coop, versione 1 del deposito.')
  old.close()
})
