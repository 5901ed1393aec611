/** The picture of a paper's first page. A picture that fails is no picture; the paper is read all the same. */
import { createCanvas } from '@napi-rs/canvas'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { mostPictureBytes } from './pdf.limits.ts'

const width = 360
/** JPEG, since WebP of this size costs as much as reading the whole paper and saves a fifth of 50 kB. */
const quality = 70
/** A till receipt is long: its picture shows the beginning. */
const mostHeight = 760

export async function pictureOf(paper: PDFDocumentProxy): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const page = await paper.getPage(1)
    const plain = page.getViewport({ scale: 1 })
    const viewport = page.getViewport({ scale: width / plain.width })
    const canvas = createCanvas(width, Math.max(1, Math.min(mostHeight, Math.round(viewport.height))))
    // pdf.js draws on any canvas that has the standard's methods; its types name only the browser's.
    const target = canvas as unknown as Parameters<PDFPageProxy['render']>[0]['canvas']
    await page.render({ canvas: target, viewport, background: '#ffffff' }).promise
    // On this thread, which has nothing else to do: handing it to another takes five times as long.
    const bytes = canvas.encodeSync('jpeg', quality)
    return bytes.length <= mostPictureBytes ? new Uint8Array(bytes) : null
  } catch {
    return null
  }
}
