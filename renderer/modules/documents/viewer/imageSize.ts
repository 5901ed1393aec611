/** Width and height of an image from its header, before anything of it is decoded. */

export interface ImageSize {
  width: number
  height: number
}

/** Bytes of the file's beginning in which every known header stands, long camera notes included. */
export const headerBytes = 256 * 1024

const ascii = (view: DataView, at: number, length: number): string =>
  at + length > view.byteLength ? '' : String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length))

function pngSize(view: DataView): ImageSize | null {
  return ascii(view, 12, 4) === 'IHDR' ? { width: view.getUint32(16), height: view.getUint32(20) } : null
}

function gifSize(view: DataView): ImageSize | null {
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
}

function bmpSize(view: DataView): ImageSize | null {
  // OS/2 headers are 12 bytes long and hold 16-bit sizes; a negative height is a picture stored top down.
  if (view.getUint32(14, true) === 12) return { width: view.getUint16(18, true), height: view.getUint16(20, true) }
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }
}

function webpSize(view: DataView): ImageSize | null {
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
  switch (ascii(view, 12, 4)) {
    case 'VP8X':
      return { width: uint24(24) + 1, height: uint24(27) + 1 }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    default:
      return null
  }
}

/** Walks the segments up to the frame header (SOF0 to SOF15 without DHT, JPG and DAC). */
function jpegSize(view: DataView): ImageSize | null {
  let at = 2
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    } else at += 2 + view.getUint16(at + 2)
  }
  return null
}

/** Null when the beginning is of no image that we show. */
export function imageSize(header: ArrayBuffer): ImageSize | null {
  const view = new DataView(header)
  if (view.byteLength < 30) return null
  if (view.getUint32(0) === 0x89504e47) return pngSize(view)
  if (view.getUint16(0) === 0xffd8) return jpegSize(view)
  if (ascii(view, 0, 4) === 'GIF8') return gifSize(view)
  if (ascii(view, 0, 2) === 'BM') return bmpSize(view)
  if (ascii(view, 0, 4) === 'RIFF' && ascii(view, 8, 4) === 'WEBP') return webpSize(view)
  return null
}
