/** Files that are boxes of files: ZIP (and the office formats made of it) and the older compound files of Microsoft. */
import type { Format } from '#contract/documents.contract.ts'

/** Bytes that can be looked into at any place. */
export interface Bytes {
  size: number
  read(offset: number, length: number): Promise<Buffer>
}

/** Directories longer than this are not looked at; the names that tell are among the first. */
const mostDirectory = 1024 * 1024
const mostEntries = 10_000
const endLength = 22

/** Names in the directory at the end of a ZIP, or null when there is none. */
async function namesInZip(source: Bytes): Promise<string[] | null> {
  const tailAt = Math.max(0, source.size - endLength - 0xffff)
  const tail = await source.read(tailAt, source.size - tailAt)
  const end = tail.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (end < 0 || end + endLength > tail.length) return null
  const length = tail.readUInt32LE(end + 12)
  const at = tail.readUInt32LE(end + 16)
  if (at >= source.size) return null
  const directory = await source.read(at, Math.min(length, mostDirectory, source.size - at))
  const names: string[] = []
  for (
    let i = 0;
    i + 46 <= directory.length && directory.readUInt32LE(i) === 0x02014b50 && names.length < mostEntries;
  ) {
    const nameLength = directory.readUInt16LE(i + 28)
    names.push(directory.toString('latin1', i + 46, i + 46 + nameLength))
    i += 46 + nameLength + directory.readUInt16LE(i + 30) + directory.readUInt16LE(i + 32)
  }
  return names
}

/** OpenDocument says what it is in its first, uncompressed entry. */
const openDocuments: [string, Format][] = [
  ['mimetypeapplication/vnd.oasis.opendocument.text', 'odt'],
  ['mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'ods'],
]
const officeFolders: [string, Format][] = [
  ['word/', 'docx'],
  ['xl/', 'xlsx'],
  ['ppt/', 'pptx'],
]

export async function identifyZip(source: Bytes, head: Buffer): Promise<Format> {
  const first = head.toString('latin1', 30, 120)
  const openDocument = openDocuments.find(([mark]) => first.startsWith(mark))
  if (openDocument) return openDocument[1]
  // A ZIP without its end is damaged; what it began with still tells what it was.
  const names = (await namesInZip(source)) ?? localNames(head)
  if (!names.includes('[Content_Types].xml')) return 'zip'
  return officeFolders.find(([folder]) => names.some((name) => name.startsWith(folder)))?.[1] ?? 'zip'
}

function localNames(head: Buffer): string[] {
  const names: string[] = []
  for (let at = 0; (at = head.indexOf('PK\u0003\u0004', at, 'latin1')) >= 0 && at + 30 <= head.length; at += 4) {
    names.push(head.toString('latin1', at + 30, at + 30 + head.readUInt16LE(at + 26)))
  }
  return names
}

const streams: [string, Format][] = [
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['Book', 'xls'],
  ['__properties_version1.0', 'msg'],
]
/** An entry of a compound file's directory: a name of at most 32 UTF-16 units, then its length in bytes. */
const entryLength = 128
const entriesAtOnce = 64

/** A compound file whose directory names none of these, an encrypted office file for one, is just data. */
export async function identifyBox(source: Bytes, head: Buffer): Promise<Format> {
  if (head.length < 512) return 'data'
  const sector = 2 ** Math.min(head.readUInt16LE(30), 12)
  const at = (head.readUInt32LE(48) + 1) * sector
  if (at >= source.size) return 'data'
  const directory = await source.read(at, Math.min(entryLength * entriesAtOnce, source.size - at))
  const names = new Set<string>()
  for (let i = 0; i + entryLength <= directory.length; i += entryLength) {
    const length = directory.readUInt16LE(i + 64)
    if (length >= 2 && length <= 64) names.add(directory.toString('utf16le', i, i + length - 2))
  }
  return streams.find(([name]) => names.has(name))?.[1] ?? 'data'
}
