import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chunkBytes } from '#contract/shared.ts'
import { bringInPieces, type Door } from '#renderer/modules/documents/incoming/pieces.ts'
import type { Fate } from '#renderer/modules/documents/incoming/queue.ts'
import { readRange, readWhole } from '#renderer/modules/documents/viewer/pieces.ts'

class Refused extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

const refusalOf = (error: unknown) => (error instanceof Refused ? { code: error.code, data: {} } : null)

/** `length` bytes that differ from place to place. */
const bytesOf = (length: number) => Uint8Array.from({ length }, (_none, at) => (at * 31) % 251)

/** A core that keeps what it is sent; a test makes its calls fail. */
function smallDoor(fail: Partial<Record<keyof Door, (Error | null)[]>> = {}) {
  const kept = new Map<string, Blob[]>()
  const abandoned: string[] = []
  const trip = (call: keyof Door) => {
    const error = fail[call]?.shift()
    if (error) throw error
  }
  const partsOf = (upload: string) => kept.get(upload) ?? []
  const door: Door = {
    async begin() {
      trip('begin')
      const upload = `upload-${kept.size + 1}`
      kept.set(upload, [])
      return { upload }
    },
    async append({ upload, offset, bytes }) {
      trip('append')
      const have = new Blob(partsOf(upload)).size
      if (offset !== have) throw new Error(`sent at ${offset}, ${have} are here`)
      partsOf(upload).push(bytes)
      return { received: offset + bytes.size }
    },
    async finish() {
      trip('finish')
      return { paper: 'p', duplicate: false }
    },
    async abandon({ upload }) {
      abandoned.push(upload)
    },
  }
  return {
    door,
    abandoned,
    bytes: async (upload: string) => new Uint8Array(await new Blob(partsOf(upload)).arrayBuffer()),
  }
}

function carried(file: File, door: Door, signal = new AbortController().signal) {
  const fates: Fate[] = []
  const done = bringInPieces({ file, door, refusalOf, tell: (fate) => fates.push(fate), signal })
  return { fates, done }
}

describe('a file from a page', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('arrives byte for byte, piece by piece', async () => {
    const content = bytesOf(chunkBytes * 2 + 5)
    const { door, bytes } = smallDoor()
    const { fates, done } = carried(new File([content], 'a.pdf'), door)
    await done
    expect(Buffer.compare(await bytes('upload-1'), content)).toBe(0)
    expect(fates).toEqual([
      { kind: 'travelling', done: chunkBytes },
      { kind: 'travelling', done: chunkBytes * 2 },
      { kind: 'travelling', done: content.length },
      { kind: 'arrived', paper: 'p', duplicate: false, files: 1 },
    ])
  })

  it('goes on where it stood when the connection comes back', async () => {
    const content = bytesOf(chunkBytes + 5)
    const lost = new Error('no connection')
    const { door, bytes } = smallDoor({ append: [null, lost, lost] })
    const { fates, done } = carried(new File([content], 'a.pdf'), door)
    await vi.advanceTimersByTimeAsync(1600)
    await done
    expect(Buffer.compare(await bytes('upload-1'), content)).toBe(0)
    expect(fates.filter(({ kind }) => kind === 'interrupted')).toEqual([
      { kind: 'interrupted', done: chunkBytes },
      { kind: 'interrupted', done: chunkBytes },
    ])
  })

  it('begins anew once when the core has forgotten the first pieces', async () => {
    const { door, abandoned } = smallDoor({ append: [new Refused('upload-unknown')] })
    const { fates, done } = carried(new File(['ciao'], 'a.pdf'), door)
    await done
    expect(fates.at(-1)?.kind).toBe('arrived')
    expect(abandoned).toEqual(['upload-1'])
  })

  it('is refused by name and reason, and begun anew no second time', async () => {
    const unknown = new Refused('upload-unknown')
    const twice = carried(new File(['ciao'], 'a.pdf'), smallDoor({ append: [unknown, unknown] }).door)
    await twice.done
    expect(twice.fates.at(-1)).toEqual({ kind: 'refused', reason: 'upload-unknown', data: { name: 'a.pdf' } })
    const full = carried(new File(['ciao'], 'b.pdf'), smallDoor({ begin: [new Refused('disk-full')] }).door)
    await full.done
    expect(full.fates).toEqual([{ kind: 'refused', reason: 'disk-full', data: { name: 'b.pdf' } }])
  })

  it('that cannot be read is not taken for a lost connection', async () => {
    const file = new File(['ciao'], 'a.pdf')
    file.slice = () => {
      throw new DOMException('gone', 'NotReadableError')
    }
    const { fates, done } = carried(file, smallDoor().door)
    await done
    expect(fates).toEqual([{ kind: 'refused', reason: 'file-unreadable', data: { name: 'a.pdf' } }])
  })

  it('that is stopped says nothing more, and its pieces are abandoned', async () => {
    const stop = new AbortController()
    const { door, abandoned } = smallDoor()
    const append = door.append
    door.append = async (input) => {
      stop.abort()
      return append(input)
    }
    const { fates, done } = carried(new File(['ciao'], 'a.pdf'), door, stop.signal)
    await done
    expect(fates).toEqual([])
    expect(abandoned).toEqual(['upload-1'])
  })
})

describe('an original', () => {
  const content = bytesOf(chunkBytes * 2 + 100)
  const signal = new AbortController().signal

  function reader(shorten = 0) {
    const asked: number[] = []
    const read = async ({ offset, length }: { offset: number; length: number }) => {
      asked.push(length)
      return new Blob([content.slice(offset, offset + length - shorten)])
    }
    return { asked, read }
  }

  it('is read from one place to another in calls that the contract allows', async () => {
    const { asked, read } = reader()
    const range = await readRange(read, 10, chunkBytes + 20, signal)
    expect(Buffer.compare(range, content.subarray(10, chunkBytes + 20))).toBe(0)
    expect(asked).toEqual([chunkBytes, 10])
  })

  it('is read whole, and tells how much is here', async () => {
    const told: number[] = []
    const whole = await readWhole(reader().read, content.length, signal, (done) => told.push(done))
    expect(Buffer.compare(new Uint8Array(await whole.arrayBuffer()), content)).toBe(0)
    expect(told).toEqual([chunkBytes, chunkBytes * 2, content.length])
  })

  it('of which too little comes is never taken for the whole', async () => {
    await expect(readRange(reader(1).read, 0, 50, signal)).rejects.toThrow('asked for 50 bytes at 0, got 49')
    await expect(readWhole(reader().read, content.length + 1, signal)).rejects.toThrow(`${content.length} came`)
  })
})
