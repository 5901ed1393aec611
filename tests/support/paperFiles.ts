/** Small real papers for tests. */
import { writeFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'

/** A PDF whose every page says `text`. */
export async function writePdf(file: string, text: string, pages = 1): Promise<void> {
  const paper = new PDFDocument()
  const pieces: Buffer[] = []
  paper.on('data', (piece: Buffer) => pieces.push(piece))
  const done = new Promise((resolve) => paper.on('end', resolve))
  paper.fontSize(20).text(text)
  for (let page = 1; page < pages; page++) paper.addPage().text(text)
  paper.end()
  await done
  writeFileSync(file, Buffer.concat(pieces))
}
