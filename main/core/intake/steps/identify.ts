/**
 * Step 2: what the bytes are. The content alone decides; names and endings are claims. Only fixed places are
 * looked at and nothing is unpacked, so that this may run in the core.
 */
import type { Format } from '#contract/documents.contract.ts'
import { type Bytes, identifyBox, identifyZip } from './identifyBoxes.ts'
import { identifyText } from './identifyText.ts'

const headLength = 64 * 1024

interface Mark {
  at?: number
  bytes: string | number[]
  /** A second mark that must be there too. */
  and?: { at: number; bytes: string }
  format: Format
}

const marks: Mark[] = [
  { bytes: [0xff, 0xd8, 0xff], format: 'jpeg' },
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], format: 'png' },
  { bytes: 'RIFF', and: { at: 8, bytes: 'WEBP' }, format: 'webp' },
  { bytes: [0x49, 0x49, 0x2a, 0x00], format: 'tiff' },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], format: 'tiff' },
  { bytes: [0x49, 0x49, 0x2b, 0x00], format: 'tiff' },
  { bytes: [0x4d, 0x4d, 0x00, 0x2b], format: 'tiff' },
  { bytes: 'GIF87a', format: 'gif' },
  { bytes: 'GIF89a', format: 'gif' },
  { bytes: '{\\rtf', format: 'rtf' },
  ...['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'].map((brand): Mark => ({
    at: 4,
    bytes: `ftyp${brand}`,
    format: 'heic',
  })),
]

function carries(head: Buffer, at: number, bytes: string | number[]): boolean {
  const mark = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes)
  return head.subarray(at, at + mark.length).equals(mark)
}

const byMark = (head: Buffer): Format | null =>
  marks.find(
    (mark) => carries(head, mark.at ?? 0, mark.bytes) && (!mark.and || carries(head, mark.and.at, mark.and.bytes)),
  )?.format ?? null

/** `BM` alone begins many texts: the header's own fields must make sense too. */
const isBmp = (head: Buffer): boolean =>
  carries(head, 0, 'BM') &&
  head.length >= 30 &&
  head.readUInt32LE(6) === 0 &&
  [12, 40, 52, 56, 64, 108, 124].includes(head.readUInt32LE(14))

/** Readers of PDF allow some bytes before the mark. */
const isPdf = (head: Buffer): boolean => head.subarray(0, 1024).includes('%PDF-', 0, 'latin1')

const pkcs7 = Buffer.from([0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07])
/** A DER or BER sequence that says of itself that it is signed or enveloped data. */
const isPkcs7 = (bytes: Buffer): boolean => {
  const at = bytes.subarray(0, 24).indexOf(pkcs7)
  return bytes[0] === 0x30 && at > 0 && [2, 3, 4, 6].includes(bytes[at + pkcs7.length] ?? 0)
}

/** The same in base64, with or without the lines that PEM puts around it. */
function isPkcs7Text(head: Buffer): boolean {
  const text = head
    .subarray(0, 400)
    .toString('latin1')
    .replace(/^\uFEFF|^\u00EF\u00BB\u00BF/, '')
    .trimStart()
  const body = text.replace(/^-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA)-----/, '')
  const base64 = /^[A-Za-z0-9+/\s]+/.exec(body)?.[0].replace(/\s/g, '').slice(0, 64) ?? ''
  return base64.length >= 32 && isPkcs7(Buffer.from(base64, 'base64'))
}

export async function identify(source: Bytes): Promise<Format> {
  const head = await source.read(0, Math.min(source.size, headLength))
  const marked = byMark(head)
  if (marked) return marked
  if (carries(head, 0, 'PK\u0003\u0004') || carries(head, 0, 'PK\u0005\u0006')) return identifyZip(source, head)
  if (carries(head, 0, '\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1')) return identifyBox(source, head)
  if (isBmp(head)) return 'bmp'
  if (isPkcs7(head) || isPkcs7Text(head)) return 'p7m'
  const text = identifyText(head)
  // A letter or a table may quote the mark of a PDF; only what begins with it, or is no text, is one.
  if (isPdf(head) && (text === null || text === 'text')) return 'pdf'
  return text ?? 'data'
}
