import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { wholeForm } from '#main/loopback/wholeAnswer.ts'

function form(length: number): FormData {
  const parts = new FormData()
  parts.append('data', '{"json":1}')
  parts.append('0', new Blob([Uint8Array.from({ length }, (_, i) => i % 251)]))
  return parts
}

test.each([0, 10, 300_000])('a form of %i bytes arrives as it was', async (length) => {
  const { type, body } = await wholeForm(form(length))
  const arrived = await new Response(body, { headers: { 'content-type': type } }).formData()
  expect(arrived.get('data')).toBe('{"json":1}')
  const bytes = await (arrived.get('0') as Blob).bytes()
  expect([bytes.length, bytes.every((byte, i) => byte === i % 251)]).toEqual([length, true])
})

test('whoever leaves, at whatever moment, leaves no error behind', async () => {
  const stray: unknown[] = []
  const hear = (reason: unknown) => stray.push(reason)
  process.on('unhandledRejection', hear)
  for (const length of [0, 10, 300_000])
    for (let ticks = 0; ticks < 40; ticks++) {
      const readable = Readable.fromWeb((await wholeForm(form(length))).body as ReadableStream)
      readable.on('error', (error) => stray.push(error)).resume()
      for (let i = 0; i < ticks; i++) await Promise.resolve()
      readable.destroy()
      await wait(1)
    }
  process.off('unhandledRejection', hear)
  expect(stray).toEqual([])
})
