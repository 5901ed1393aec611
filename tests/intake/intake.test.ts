import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { PDFDocument } from 'pdf-lib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mostPaperBytes } from '#contract/shared.ts'
import { finishPaper, indexHead } from '#db/modules/documents/documents.writes.ts'
import { type Desk, openDesk } from './desk.ts'
import { makePdf } from '../support/pdf.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const letter = () =>
  makePdf({
    heading: 'Convocazione di assemblea',
    pages: [
      'Trento, lì 3 marzo 2026\nIl consiglio di amministrazione convoca i soci della cooperativa per la discussione del bilancio e per il rinnovo delle cariche sociali.',
      'Seconda pagina con la parola carpentiere.',
    ],
  })

const everyByte = (folder: string): Buffer[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)))

describe('a PDF with text', () => {
  it('is filed with its pages, title, date and language, and found by its words at the right page', async () => {
    const pdf = await letter()
    const outcome = await desk.read(pdf, 'convocazione.pdf')
    expect(outcome).toMatchObject({
      ...{
        file: 'convocazione.pdf',
        outcome: 'filed',
        reason: null,
        kind: 'pdf',
        pages: 2,
        language: 'it',
        ocrPages: 0,
      },
      sha256: createHash('sha256').update(pdf).digest('hex'),
      fields: {
        title: { value: 'Convocazione di assemblea', page: 1 },
        date: { value: '2026-03-03', page: 1 },
      },
    })
    expect(desk.find('carpentiere')).toEqual([{ paper: outcome.paper, page: 2 }])
    expect(desk.find('convocazione')).toEqual([
      { paper: outcome.paper, page: 0 },
      { paper: outcome.paper, page: 1 },
    ])
    expect(desk.intake.pending()).toBe(0)
  })

  it('keeps its original byte for byte', async () => {
    const pdf = await letter()
    const { paper } = await desk.keep(pdf)
    expect((await desk.files.readAll(desk.paper(paper)?.content ?? '')).equals(pdf)).toBe(true)
  })

  it('has a picture of its first page in the store', async () => {
    const { paper } = await desk.read(await letter())
    const picture = await desk.files.readAll(desk.paper(paper ?? '')?.picture ?? '')
    expect(picture.subarray(0, 3).toString('hex')).toBe('ffd8ff')
    expect(picture.length).toBeGreaterThan(2000)
  })

  it('leaves its rare word in no raw byte of the folder, neither while it comes nor afterwards', async () => {
    const word = 'zirconiometro'
    const pdf = await makePdf({ pages: [`Qui sta la parola ${word}.`], title: `Elenco ${word}` })
    const stream = new Readable({ read() {} })
    const kept = desk.intake.keep({
      name: `${word}.pdf`,
      size: pdf.length + word.length,
      stream,
      via: 'page',
      space: 'direzione',
      by: 'ada',
    })
    stream.push(Buffer.concat([pdf, Buffer.from(word)]))
    await expect.poll(() => readdirSync(join(desk.folder, 'files', 'incoming')).length).toBe(1)
    for (const bytes of everyByte(desk.folder)) expect(bytes.includes(word)).toBe(false)
    stream.push(null)
    const { outcome } = await desk.intake.outcome((await kept).paper)
    expect(outcome).toBe('filed')
    expect(desk.find(word).length).toBeGreaterThan(0)
    for (const bytes of everyByte(desk.folder)) expect(bytes.includes(word)).toBe(false)
  })

  it('says how far its reading has got, and at last that nothing is left', async () => {
    await desk.read(await letter())
    await expect
      .poll(() => desk.said.findLast((one) => one.kind === 'reading'), { timeout: 3000 })
      .toEqual({ kind: 'reading', waiting: 0, running: [] })
    expect(desk.said).toContainEqual({ kind: 'changed', noun: 'documents' })
  })
})

describe('where papers go', () => {
  it('a PDF without text waits for OCR', async () => {
    expect(await desk.read(await makePdf({ pages: ['', ''] }))).toMatchObject({
      outcome: 'review',
      reason: 'needs-ocr',
      pages: 2,
    })
  })

  it('a PDF with some pages without text too, and the others can be found', async () => {
    const outcome = await desk.read(await makePdf({ pages: ['la prima pagina', '', 'la terza pagina'] }))
    expect(outcome).toMatchObject({ outcome: 'review', reason: 'some-pages-need-ocr', pages: 3 })
    expect(desk.find('terza')).toEqual([{ paper: outcome.paper, page: 3 }])
  })

  it('a PDF under a password is refused and kept', async () => {
    const pdf = await makePdf({ pages: ['segreto'], password: 'aprimi' })
    const outcome = await desk.read(pdf)
    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'password' })
    expect((await desk.files.readAll(desk.paper(outcome.paper ?? '')?.content ?? '')).equals(pdf)).toBe(true)
  })

  it('a PDF of more than two thousand pages is refused', async () => {
    const many = await PDFDocument.create()
    for (let i = 0; i < 2001; i++) many.addPage([50, 50])
    expect(await desk.read(await many.save())).toMatchObject({
      outcome: 'refused',
      reason: 'too-many-pages',
      pages: 2001,
    })
  })

  it('what only says that it is a PDF is refused as damaged', async () => {
    expect(await desk.read(Buffer.from('%PDF-1.7\nnothing of the kind'))).toMatchObject({
      outcome: 'refused',
      reason: 'damaged',
    })
  })

  it('other kinds of file are kept as what they are, whatever their name says', async () => {
    const outcome = await desk.read(Buffer.from('<?xml version="1.0"?><a/>'), 'fattura.pdf')
    expect(outcome).toMatchObject({
      outcome: 'review',
      reason: 'kept-as-is',
      kind: 'xml',
      fields: { title: { value: 'fattura' } },
    })
    expect(desk.find('fattura')).toEqual([{ paper: outcome.paper, page: 0 }])
  })

  it('a PDF cut anywhere has an outcome, and none is lost', { timeout: 120_000 }, async () => {
    const pdf = await letter()
    const outcomes = new Set<string>()
    for (let i = 1; i <= 40; i++) {
      const cut = pdf.subarray(0, Math.max(1, Math.floor((pdf.length * i) / 41)))
      outcomes.add((await desk.read(cut)).outcome)
    }
    expect(desk.count('paper')).toBe(40)
    expect([...outcomes].sort()).toEqual(expect.arrayContaining(['refused']))
    expect(desk.intake.pending()).toBe(0)
    expect((await desk.read(pdf)).outcome).toBe('filed')
  })
})

describe('the same bytes', () => {
  it('again are one paper with two arrivals', async () => {
    const pdf = await letter()
    const first = await desk.keep(pdf, 'a.pdf')
    const second = await desk.keep(pdf, 'b.pdf')
    expect(second).toMatchObject({ paper: first.paper, duplicate: true })
    expect([desk.count('paper'), desk.count('arrival')]).toEqual([1, 2])
  })

  it('from many at once are one paper with as many arrivals', async () => {
    const pdf = await letter()
    const arrived = await Promise.all(
      Array.from({ length: 8 }, (_, i) => desk.keep(pdf, `copia ${i}.pdf`, i % 2 ? 'ada' : 'bruno')),
    )
    expect(new Set(arrived.map(({ paper }) => paper)).size).toBe(1)
    expect(arrived.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    expect([desk.count('paper'), desk.count('arrival')]).toEqual([1, 8])
    expect((await desk.intake.outcome(arrived[0]?.paper ?? '')).outcome).toBe('filed')
  })
})

describe('what cannot be kept leaves nothing', () => {
  const isEmpty = () => expect(readdirSync(join(desk.folder, 'files', 'incoming'))).toEqual([])
  const keep = (size: number, pieces: Uint8Array[], signal?: AbortSignal) =>
    desk.intake.keep({
      name: 'x.pdf',
      size,
      stream: Readable.from(pieces),
      via: 'path',
      by: 'ada',
      space: 'direzione',
      signal,
    })

  it.each([
    ['an empty file', 0, [], 'file-empty'],
    ['a file over the limit', mostPaperBytes + 1, [], 'file-too-big'],
    ['a file that grew', 3, [Buffer.from('abcd')], 'file-changed'],
    ['a file that shrank', 5, [Buffer.from('abcd')], 'file-changed'],
  ])('%s', async (_, size, pieces, code) => {
    await expect(keep(size, pieces)).rejects.toMatchObject({ code })
    isEmpty()
    expect(desk.count('paper')).toBe(0)
    expect(await desk.files.names()).toEqual([])
  })

  it('a file that fails while it is read', async () => {
    const broken = new Readable({ read: () => void broken.destroy(Object.assign(new Error('gone'), { code: 'EIO' })) })
    await expect(
      desk.intake.keep({ name: 'x', size: 9, stream: broken, via: 'path', by: 'ada', space: 'direzione' }),
    ).rejects.toMatchObject({ code: 'EIO' })
    isEmpty()
  })

  it('a file that is called off while it stands still', async () => {
    const control = new AbortController()
    const still = new Readable({ read() {} })
    const kept = desk.intake.keep({
      name: 'x',
      size: 9,
      stream: still,
      via: 'path',
      by: 'ada',
      space: 'direzione',
      signal: control.signal,
    })
    setTimeout(() => control.abort(), 50)
    await expect(kept).rejects.toMatchObject({ name: 'AbortError' })
    isEmpty()
  })

  it('a name with quotes, line breaks, turns of direction and 300 letters is kept in one clean line', async () => {
    const name = `"l'ultimo"\n\u202Efdp.\u0000${'à'.repeat(400)}`
    const { paper } = await desk.keep(randomBytes(10), name)
    const title = desk.paper(paper)?.title ?? ''
    expect(title).toMatch(/^"l'ultimo" fdp\. à+…$/)
    expect(title.length).toBeLessThanOrEqual(200)
  })
})

describe('stopping, and once more', () => {
  it('a paper that is called off is cancelled, and read when it is asked for again', async () => {
    await desk.intake.stop()
    await desk.stop()
    const folder = desk.folder
    desk = await openDesk({ folder })
    const many = await makePdf({ pages: Array.from({ length: 300 }, (_, i) => `pagina numero ${i}`) })
    const { paper } = await desk.keep(many)
    await expect.poll(() => desk.paper(paper)?.state).toBe('reading')
    await desk.intake.cancel(paper)
    expect(await desk.intake.outcome(paper)).toMatchObject({ outcome: 'refused', reason: 'cancelled' })
    expect(desk.paper(paper)?.state).toBe('cancelled')
    await desk.intake.retry(paper)
    expect(await desk.intake.outcome(paper)).toMatchObject({ outcome: 'filed', pages: 300 })
    expect(desk.count('paper_page')).toBe(300)
  })

  it('calling off and trying again work inside the transaction of a command', async () => {
    const { paper } = await desk.keep(await makePdf({ pages: ['una pagina di testo'], password: 'x' }))
    await desk.intake.outcome(paper)
    await desk.db.write(async () => desk.intake.retry(paper))
    expect(await desk.intake.outcome(paper)).toMatchObject({ reason: 'password' })
    const other = await desk.keep(await letter())
    await desk.db.write(async () => desk.intake.cancel(other.paper))
    expect((await desk.intake.outcome(other.paper)).outcome).not.toBe('kept')
  })

  it('reading once more replaces the pages and leaves alone what a person wrote', async () => {
    const { paper: id } = await desk.keep(await letter())
    await desk.intake.outcome(id)
    await desk.db.write(({ raw }) => {
      raw
        .prepare(
          `UPDATE paper SET title = 'Mio titolo', title_given = 1, date = '2020-02-02', date_given = 1, note = 'nota gialla' WHERE id = ?`,
        )
        .run(id)
      indexHead(raw, { id, title: 'Mio titolo', note: 'nota gialla' })
    })
    await desk.intake.retry(id)
    await desk.intake.outcome(id)
    expect(desk.paper(id)).toMatchObject({ title: 'Mio titolo', date: '2020-02-02', state: 'filed' })
    expect(desk.find('carpentiere')).toEqual([{ paper: id, page: 2 }])
    expect(desk.find('gialla')).toEqual([{ paper: id, page: 0 }])
    expect([desk.count('paper_page'), desk.count('paper_fts'), desk.count('paper_doc')]).toEqual([2, 3, 1])
  })

  it('a paper that ends in a transaction that fails has not ended', async () => {
    const { paper: id } = await desk.keep(await letter())
    await desk.intake.outcome(id)
    await desk.intake.retry(id)
    const facts = {
      state: 'filed',
      reason: null,
      pages: 9,
      blankPages: 0,
      chars: 0,
      language: null,
      picture: null,
      title: 'x',
      date: null,
    } as const
    const failing = desk.db.write(({ raw }) => {
      finishPaper(raw, id, facts)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await desk.intake.outcome(id)).toMatchObject({ outcome: 'filed', pages: 2 })
  })

  it('a paper without its original is refused as damaged', async () => {
    const pdf = await letter()
    const { paper } = await desk.keep(pdf)
    await desk.intake.outcome(paper)
    await desk.files.remove(desk.paper(paper)?.content ?? '')
    await desk.intake.retry(paper)
    expect(await desk.intake.outcome(paper)).toMatchObject({ outcome: 'refused', reason: 'damaged' })
    await desk.keep(pdf)
    await desk.intake.retry(paper)
    expect(await desk.intake.outcome(paper)).toMatchObject({ outcome: 'filed' })
  })
})
