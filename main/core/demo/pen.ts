/** Writes one paper as a PDF with embedded letters: headings, fields, paragraphs, tables. Every page says that it is a demo. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'

/** Liberation Sans (GPL 2 with the font exception), which pdfjs-dist brings: it has € and every accent of Italian. */
const fontFolder = join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'standard_fonts')
export const regularFont = join(fontFolder, 'LiberationSans-Regular.ttf')
export const boldFont = join(fontFolder, 'LiberationSans-Bold.ttf')
export const demoMark = 'DATI DIMOSTRATIVI – documento inventato, senza alcun valore'

export interface Pen {
  heading(text: string): void
  field(name: string, value: string): void
  paragraph(text: string): void
  /** Rows of cells; `widths` are shares of the line. */
  table(head: string[], rows: string[][], widths: number[]): void
  picture(bytes: Buffer): void
  gap(): void
  newPage(): void
}

const margins = { top: 72, bottom: 64, left: 56, right: 56 }

function drawMark(doc: PDFKit.PDFDocument): void {
  doc.font(boldFont).fontSize(9).fillColor('#8a1c1c')
  doc.text(demoMark, margins.left, 30, { lineBreak: false })
  doc.font(regularFont).fontSize(10.5).fillColor('#1c1c1c')
  doc.x = margins.left
  doc.y = margins.top
}

function createPen(doc: PDFKit.PDFDocument): Pen {
  const width = doc.page.width - margins.left - margins.right
  const room = (height: number) => doc.y + height > doc.page.height - margins.bottom
  return {
    heading(text) {
      if (room(60)) doc.addPage()
      doc.font(boldFont).fontSize(15).text(text, margins.left, doc.y, { width }).moveDown(0.5)
      doc.font(regularFont).fontSize(10.5)
    },
    field(name, value) {
      doc
        .font(boldFont)
        .text(`${name}: `, margins.left, doc.y, { continued: true, width })
        .font(regularFont)
        .text(value)
    },
    paragraph: (text) => void doc.text(text, margins.left, doc.y, { width, lineGap: 2 }).moveDown(0.6),
    table(head, rows, widths) {
      const total = widths.reduce((sum, one) => sum + one, 0)
      const row = (cells: string[], font: string) => {
        if (room(16)) doc.addPage()
        const y = doc.y
        let x = margins.left
        doc.font(font).fontSize(9)
        for (const [at, cell] of cells.entries()) {
          const share = (width * (widths[at] ?? 1)) / total
          doc.text(cell, x, y, { width: share - 4, height: 12, ellipsis: true, lineBreak: false })
          x += share
        }
        doc.x = margins.left
        doc.y = y + 14
      }
      row(head, boldFont)
      for (const cells of rows) row(cells, regularFont)
      doc.font(regularFont).fontSize(10.5).moveDown(0.6)
    },
    picture: (bytes) => void doc.image(bytes, 0, 0, { width: doc.page.width, height: doc.page.height }),
    gap: () => void doc.moveDown(1),
    newPage: () => void doc.addPage(),
  }
}

/** The bytes of a PDF; the same calls give the same bytes. `marked` is false where the picture bears the mark itself. */
export function writePdf(title: string, made: Date, write: (pen: Pen) => void, marked = true): Promise<Buffer> {
  const info = {
    Title: title,
    Author: 'Cooperativa Sociale Campo Esempio',
    Creator: 'Smart-Coop',
    CreationDate: made,
    ModDate: made,
  }
  const doc = new PDFDocument({ size: 'A4', margins, info, autoFirstPage: false, lang: 'it' })
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const done = new Promise<Buffer>((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  if (marked) doc.on('pageAdded', () => drawMark(doc))
  doc.addPage()
  write(createPen(doc))
  doc.end()
  return done
}
