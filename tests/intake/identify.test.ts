import { describe, expect, it } from 'vitest'
import { identify } from '#core/intake/steps/identify.ts'
import type { Format } from '#contract/documents.contract.ts'

const formatOf = (bytes: Buffer | string): Promise<Format> => {
  const all = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes
  return identify({ size: all.length, read: async (offset, length) => all.subarray(offset, offset + length) })
}

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

/** A ZIP of empty entries: only names and places, as far as telling its kind needs them. */
function zip(names: readonly string[], first?: string): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [i, name] of names.entries()) {
    const content = Buffer.from(i === 0 ? (first ?? '') : '')
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    local.push(head, Buffer.from(name), content)
    central.push(entry, Buffer.from(name))
    at += 30 + name.length + content.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}

/** A compound file of Microsoft with one directory entry. */
function box(stream: string): Buffer {
  const file = Buffer.alloc(2048)
  hex('d0cf11e0a1b11ae1').copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(1, 48)
  file.write(stream, 1024, 'utf16le')
  file.writeUInt16LE((stream.length + 1) * 2, 1024 + 64)
  return file
}

const mail =
  'From: Ada <ada@campo.example>\r\nTo: bruno@campo.example\r\nSubject: turni\r\nDate: Mon, 4 May 2026 10:00:00 +0200\r\n\r\nCiao'
const der = Buffer.concat([hex('3082 0100 0609 2a864886f70d010702 a0820000'), Buffer.alloc(60, 5)])

const table: [string, Buffer | string, Format][] = [
  ['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'pdf'],
  ['a PDF with bytes before its mark', Buffer.concat([Buffer.alloc(600, 0), Buffer.from('%PDF-1.4\n')]), 'pdf'],
  ['a JPEG', hex('ffd8ffe0 00104a464946'), 'jpeg'],
  ['a PNG', hex('89504e470d0a1a0a 0000000d'), 'png'],
  ['a WebP', 'RIFF\u0001\u0001\u0001\u0001WEBPVP8 ', 'webp'],
  ['a sound that is RIFF too', Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WAVEfmt ')]), 'data'],
  ['a TIFF, little end first', hex('49492a00 08000000'), 'tiff'],
  ['a TIFF, big end first', hex('4d4d002a 00000008'), 'tiff'],
  ['a HEIC', Buffer.concat([hex('00000018'), Buffer.from('ftypheic')]), 'heic'],
  ['a film that has ftyp too', Buffer.concat([hex('00000018'), Buffer.from('ftypisom'), Buffer.alloc(8)]), 'data'],
  ['a GIF', 'GIF89a\u0001', 'gif'],
  ['a BMP', Buffer.concat([Buffer.from('BM'), Buffer.alloc(12), hex('28000000'), Buffer.alloc(40)]), 'bmp'],
  ['a text that begins like a BMP', 'BMW e altre automobili di servizio della cooperativa', 'text'],
  ['XML', '<?xml version="1.0"?>\n<p:FatturaElettronica versione="FPA12"/>', 'xml'],
  ['XML after a byte order mark', '\uFEFF<?xml version="1.0"?><a/>', 'xml'],
  ['XML without its first line', '<ns2:Ricevuta xmlns:ns2="x"><a/></ns2:Ricevuta>', 'xml'],
  ['XML in UTF-16', Buffer.concat([hex('fffe'), Buffer.from('<?xml version="1.0"?><a/>', 'utf16le')]), 'xml'],
  ['HTML', '<!DOCTYPE html><html><body>x', 'html'],
  ['XHTML', '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"></html>', 'html'],
  ['a signed envelope in DER', der, 'p7m'],
  ['a signed envelope in base64', der.toString('base64'), 'p7m'],
  ['a signed envelope in PEM', `-----BEGIN PKCS7-----\n${der.toString('base64')}\n-----END PKCS7-----\n`, 'p7m'],
  ['a certificate, which is no envelope', Buffer.concat([hex('30820100 3081a0 a003020102'), Buffer.alloc(60)]), 'data'],
  ['a mail', mail, 'eml'],
  ['a mail with the mark of a mailbox before it', `From ada@campo.example Mon May  4\r\n${mail}`, 'eml'],
  ['a mail whose body is a PDF', `${mail}\r\n%PDF-1.4`, 'eml'],
  ['a note that only looks like a header', 'Nota: chiamare Bruno\nOggetto: turni\n', 'text'],
  ['a mail with few fields', 'From: ada@campo.example\nContent-Type: multipart/mixed;\n boundary="x"\n\n--x', 'eml'],
  [
    'a table whose first line has a break inside a field',
    'nome;"ore\n(centesimi)";note\nAda;7,60;x\nBruno;8,00;y\n',
    'csv',
  ],
  [
    'a contact in UTF-16 without a mark',
    Buffer.from('BEGIN:VCARD\r\nFN:Jiří Novák\r\nVERSION:3.0\r\n', 'utf16le').swap16(),
    'vcf',
  ],
  ['a calendar', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n', 'ics'],
  ['a contact', '\uFEFFBEGIN:VCARD\nVERSION:3.0\n', 'vcf'],
  ['a table with semicolons', 'nome;ore\nAda;7,60\nBruno;8,00\n', 'csv'],
  ['a table with quoted fields', '"nome","nota","ore"\n"Ada","mattina, poi sera","7"\n"Bruno","",8\n', 'csv'],
  [
    'prose with commas',
    'Il socio, di norma, presenta domanda.\nIl consiglio, sentito il revisore, delibera.\n',
    'text',
  ],
  ['a text in Windows-1252', Buffer.from('perch\xe9 la cooperativa \xe8 di tutti', 'latin1'), 'text'],
  ['RTF', '{\\rtf1\\ansi ciao}', 'rtf'],
  ['a docx', zip(['[Content_Types].xml', 'word/document.xml']), 'docx'],
  ['an xlsx', zip(['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml']), 'xlsx'],
  ['a pptx', zip(['[Content_Types].xml', 'ppt/presentation.xml']), 'pptx'],
  ['an odt', zip(['mimetype', 'content.xml'], 'application/vnd.oasis.opendocument.text'), 'odt'],
  ['an ods', zip(['mimetype', 'content.xml'], 'application/vnd.oasis.opendocument.spreadsheet'), 'ods'],
  ['a ZIP', zip(['turni/maggio.pdf']), 'zip'],
  ['an empty ZIP', zip([]), 'zip'],
  ['a docx whose end is missing', zip(['[Content_Types].xml', 'word/document.xml']).subarray(0, 100), 'docx'],
  ['a doc', box('WordDocument'), 'doc'],
  ['an xls', box('Workbook'), 'xls'],
  ['a msg', box('__properties_version1.0'), 'msg'],
  ['an encrypted office file', box('EncryptedPackage'), 'data'],
  ['a compound file that is cut', hex('d0cf11e0a1b11ae1'), 'data'],
  ['noise', hex('0001020304050607f8f9'), 'data'],
]

describe('the content alone tells what a file is', () => {
  it.each(table)('%s', async (_, bytes, format) => {
    expect(await formatOf(bytes)).toBe(format)
  })

  it('bytes that point outside themselves are answered, not followed', async () => {
    const wild = zip(['[Content_Types].xml', 'word/a'])
    for (const at of [wild.length - 6, wild.length - 10]) {
      const broken = Buffer.from(wild)
      broken.writeUInt32LE(0xffffffff, at)
      expect(['zip', 'docx']).toContain(await formatOf(broken))
    }
    const lost = box('WordDocument')
    lost.writeUInt32LE(0xfffffff0, 48)
    expect(await formatOf(lost)).toBe('data')
  })
})
