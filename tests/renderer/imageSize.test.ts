import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headerBytes, imageSize } from '#renderer/modules/documents/viewer/imageSize.ts'

const header = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).slice(0, headerBytes).buffer

function drawn(kind: 'png' | 'jpeg' | 'webp', width: number, height: number): Buffer {
  const canvas = createCanvas(width, height)
  canvas.getContext('2d').fillRect(0, 0, width / 2, height)
  switch (kind) {
    case 'png':
      return canvas.toBuffer('image/png')
    case 'jpeg':
      return canvas.toBuffer('image/jpeg')
    case 'webp':
      return canvas.toBuffer('image/webp')
  }
}

/** A header of 64 bytes, filled at the given places. */
function bytesWith(parts: Record<number, string | readonly number[]>): ArrayBuffer {
  const bytes = Buffer.alloc(64)
  for (const [at, part] of Object.entries(parts)) {
    bytes.set(typeof part === 'string' ? Buffer.from(part, 'latin1') : part, Number(at))
  }
  return header(bytes)
}

describe('the size of an image is read from its header', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('%s, as an encoder writes it', (kind) => {
    expect(imageSize(header(drawn(kind, 313, 207)))).toEqual({ width: 313, height: 207 })
  })

  it('JPEG behind long notes of a camera', () => {
    const jpeg = drawn('jpeg', 40, 30)
    const notes = Buffer.alloc(2 + 60_000)
    notes.writeUInt16BE(0xffe1, 0)
    notes.writeUInt16BE(60_000, 2)
    const noted = Buffer.concat([jpeg.subarray(0, 2), notes, notes, jpeg.subarray(2)])
    expect(imageSize(header(noted))).toEqual({ width: 40, height: 30 })
  })

  it('GIF', () => {
    expect(imageSize(bytesWith({ 0: 'GIF89a', 6: [0x2c, 0x01, 0xc8, 0x00] }))).toEqual({ width: 300, height: 200 })
  })

  it('BMP, also when it is stored top down, also of OS/2', () => {
    const topDown = { 0: 'BM', 14: [40], 18: [0x2c, 1, 0, 0], 22: [0x38, 0xff, 0xff, 0xff] }
    expect(imageSize(bytesWith(topDown))).toEqual({ width: 300, height: 200 })
    expect(imageSize(bytesWith({ 0: 'BM', 14: [12], 18: [0x2c, 1, 0xc8, 0] }))).toEqual({ width: 300, height: 200 })
  })

  it('WebP in each of its three forms', () => {
    const webp = (form: string, rest: Record<number, number[]>) =>
      imageSize(bytesWith({ 0: 'RIFF', 8: 'WEBP', 12: form, ...rest }))
    expect(webp('VP8X', { 24: [0x2b, 1, 0, 0xc7, 0, 0] })).toEqual({ width: 300, height: 200 })
    expect(webp('VP8L', { 20: [0x2f, 0x2b, 0xc1, 0x31, 0] })).toEqual({ width: 300, height: 200 })
    expect(webp('VP8 ', { 26: [0x2c, 1, 0xc8, 0] })).toEqual({ width: 300, height: 200 })
  })

  it('and is unknown for anything else', () => {
    expect(imageSize(header(Buffer.from('%PDF-1.7 and some more bytes to be long enough')))).toBeNull()
    expect(imageSize(header(drawn('png', 10, 10).subarray(0, 20)))).toBeNull()
    expect(imageSize(header(drawn('jpeg', 10, 10).subarray(0, 100)))).toBeNull()
  })

  it('no bytes make it throw or run on', () => {
    const begins = fc.constantFrom(
      '89504e47',
      'ffd8',
      'ffd8ffe00000',
      '474946383961',
      '424d',
      '52494646aaaaaaaa57454250',
    )
    fc.assert(
      fc.property(begins, fc.uint8Array({ maxLength: 4000 }), (begin, rest) => {
        imageSize(header(Buffer.concat([Buffer.from(begin, 'hex'), rest])))
      }),
    )
  })
})
