/** Papers made for tests, and how a person drops them on the window. */
import PDFKit from 'pdfkit'
import type { Page } from 'playwright-core'

/** A real PDF with one text a page; `link` puts an address under the first line of the first page. */
export function textPdf(pages: readonly string[], link?: string): Promise<Buffer> {
  return new Promise((resolve) => {
    const pdf = new PDFKit({ size: 'A4', margin: 72, autoFirstPage: false })
    const parts: Buffer[] = []
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    pages.forEach((text, index) => {
      pdf.addPage()
      pdf.fontSize(12).text(text, link && index === 0 ? { link } : {})
    })
    pdf.end()
  })
}

/** A PDF whose pages are pictures, as a scanner makes them. */
export function scannedPdf(picture: Buffer, pages: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const pdf = new PDFKit({ size: 'A4', margin: 0, autoFirstPage: false })
    const parts: Buffer[] = []
    pdf.on('data', (part: Buffer) => parts.push(part))
    pdf.on('end', () => resolve(Buffer.concat(parts)))
    for (let page = 0; page < pages; page += 1) pdf.addPage().image(picture, 0, 0, { width: 595 })
    pdf.end()
  })
}

/** Drops files on the window, as a hand does. */
export async function drop(page: Page, files: readonly { name: string; bytes: Buffer }[]): Promise<void> {
  const given = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }))
  await page.evaluate((list) => {
    const transfer = new DataTransfer()
    for (const { name, base64 } of list) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name))
    }
    const fire = (kind: string) =>
      document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }))
    fire('dragenter')
    fire('dragover')
    fire('drop')
  }, given)
}
