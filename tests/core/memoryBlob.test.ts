import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { memoryBlob } from '#core/lib/memoryBlob.ts'

const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 251)

test('the stream of a blob in memory gives its bytes, and none for none', async () => {
  const read = async (blob: Blob): Promise<Buffer> => Buffer.concat(await Array.fromAsync(blob.stream()))
  expect((await read(memoryBlob(bytes))).equals(bytes)).toBe(true)
  expect(Buffer.from(await memoryBlob(bytes).arrayBuffer()).equals(bytes)).toBe(true)
  expect((await read(memoryBlob(new Uint8Array(0)))).length).toBe(0)
})

test('a stream that is broken off at its first bytes ends in silence', async () => {
  const errors: unknown[] = []
  for (let i = 0; i < 50; i++) {
    const readable = Readable.fromWeb(memoryBlob(bytes).stream() as ReadableStream)
    readable.on('error', (error) => errors.push(error))
    readable.once('data', () => readable.destroy())
    await wait(1)
  }
  expect(errors).toEqual([])
})
