/** PDFs made for tests and measures: invented Italian text, with the fonts of office programs or of typesetters. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import { drawer, inventedWords, random } from '../bench/invented.ts'

const embedded = fileURLToPath(import.meta.resolve('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf'))

export interface PdfWish {
  /** Texts of the pages; an empty one makes an empty page. */
  pages: readonly string[]
  title?: string
  /** A heading on the first page. */
  heading?: string
  /** Whether the font lies in the file. */
  embed?: boolean
  password?: string
}

export function makePdf(wish: PdfWish): Promise<Buffer> {
  const paper = new PDFDocument({
    size: 'A4',
    margin: 56,
    autoFirstPage: false,
    info: { ...(wish.title ? { Title: wish.title } : {}), CreationDate: new Date(0), ModDate: new Date(0) },
    ...(wish.password ? { userPassword: wish.password } : {}),
  })
  const pieces: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    paper.on('data', (piece: Buffer) => pieces.push(piece))
    paper.on('end', () => resolve(Buffer.concat(pieces)))
    paper.on('error', reject)
  })
  for (const [i, text] of wish.pages.entries()) {
    paper.addPage()
    paper.font(wish.embed ? embedded : 'Helvetica')
    if (i === 0 && wish.heading) paper.fontSize(20).text(wish.heading).moveDown()
    if (text) paper.fontSize(10).text(text, { height: 700, ellipsis: true })
  }
  paper.end()
  return done
}

/** A file whose every page says `text`, the first in large letters. */
export async function writePdf(file: string, text: string, pages = 1): Promise<void> {
  writeFileSync(file, await makePdf({ heading: text, pages: ['', ...Array.from({ length: pages - 1 }, () => text)] }))
}

const wordsOfPage = 420

/** Draws the PDFs of a measure, always the same for one seed: five to twenty pages, every other with its own font. */
export function createPaperPress(seed: number): () => Promise<{ pdf: Buffer; pages: number }> {
  const next = random(seed)
  const draw = drawer(inventedWords(8000, next), next)
  const text = (): string =>
    Array.from({ length: 10 }, () => `${Array.from({ length: wordsOfPage / 10 }, draw).join(' ')}.`).join('\n')
  let number = 0
  return async () => {
    const pages = 5 + Math.floor(next() * 16)
    number++
    const wish = {
      pages: Array.from({ length: pages }, text),
      heading: `Verbale n. ${number} del 0${1 + (number % 9)}/03/2026`,
    }
    return { pdf: await makePdf({ ...wish, embed: number % 2 === 0 }), pages }
  }
}
