/** What a text is: its encoding by its bytes, its kind by its first lines. Pure. */
import type { Format } from '#contract/documents.contract.ts'

const even = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))

/** UTF-16 by its mark, or by nearly every other byte of its beginning being zero; null when it is something else. */
function decodeUtf16(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return even(head.subarray(2)).toString('utf16le')
  if (head[0] === 0xfe && head[1] === 0xff) return even(head.subarray(2)).swap16().toString('utf16le')
  const start = even(head.subarray(0, 64))
  const count = (side: 0 | 1): number => start.filter((byte, i) => byte === 0 && i % 2 === side).length
  const zeros = (side: 0 | 1): boolean =>
    start.length >= 16 && count(side) > start.length * 0.4 && count(side === 0 ? 1 : 0) === 0
  if (zeros(1)) return even(head).toString('utf16le')
  return zeros(0) ? even(head).swap16().toString('utf16le') : null
}

/** As text, or null when the bytes are none: UTF-16, UTF-8, or one of the eight-bit encodings. */
function decode(head: Buffer): string | null {
  const wide = decodeUtf16(head)
  if (wide !== null) return wide
  // Control characters that no text has; a few in a long text are accidents of old programs.
  const odd = head.reduce(
    (count, byte) => count + (byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127 ? 1 : 0),
    0,
  )
  if (head.includes(0) || odd > head.length / 500) return null
  return head.toString('utf8').replace(/^\uFEFF/, '')
}

const mailFields =
  /^(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|delivered-to|content-type|reply-to|sender|x-[\w-]+|dkim-signature|content-transfer-encoding)\s*:/i

function isMail(lines: readonly string[]): boolean {
  const header: string[] = []
  for (const line of lines) {
    if (line === '') break
    if (/^[ \t]/.test(line) && header.length > 0) continue
    if (header.length === 0 && /^From \S+/.test(line)) continue
    if (!/^[!-9;-~]+\s*:/.test(line)) return false
    header.push(line)
  }
  const known = new Set(header.flatMap((line) => mailFields.exec(line)?.[0].toLowerCase().replace(/\s/g, '') ?? []))
  const personal = ['from:', 'to:', 'subject:', 'date:', 'received:', 'return-path:', 'message-id:'].some((field) =>
    known.has(field),
  )
  return personal && known.size >= 2
}

const lineEnd = /\r\n|\n|\r/

/** A comma with a blank after it is one of prose. */
const delimiters = [/;/, /\t/, /,(?! )/, /\|/]

/** Several lines cut into the same number of fields by the same sign; a quoted field may hold anything. */
function isTable(text: string): boolean {
  const lines = text.replace(/"(?:[^"]|"")*"/g, '').split(lineEnd)
  const rows = lines.filter((line) => line.trim() !== '').slice(0, 20)
  if (rows.length < 2) return false
  return delimiters.some((delimiter) => {
    const counts = rows.map((row) => row.split(delimiter).length)
    const first = counts[0] ?? 0
    const same = counts.filter((count) => count === first).length
    return first >= 2 && same >= rows.length * 0.9
  })
}

/** The elements that HTML begins with when it leaves out its doctype; others are XML of some kind. */
const htmlStart = /^(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|br|center|font)\b/i

/** Null when the bytes are no text. */
export function identifyText(head: Buffer): Format | null {
  const text = decode(head)
  if (text === null) return null
  const start = text.trimStart()
  if (/^begin:vcalendar\s/i.test(start)) return 'ics'
  if (/^begin:vcard\s/i.test(start)) return 'vcf'
  if (htmlStart.test(start)) return 'html'
  if (/^<\?xml\b/.test(start)) return /<html[\s>]/i.test(start.slice(0, 1000)) ? 'html' : 'xml'
  if (/^<(?:!doctype\s|!--|[A-Za-z_][\w.-]*(?::[\w.-]+)?[\s/>])/i.test(start)) return 'xml'
  if (isMail(text.split(lineEnd))) return 'eml'
  return isTable(text) ? 'csv' : 'text'
}
