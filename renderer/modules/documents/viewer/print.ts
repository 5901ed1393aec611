/**
 * Printing a paper: its pages are drawn as pictures into the page itself and the browser prints those.
 * (A frame with the original would need `frame-src`, which the content security policy does not grant.)
 */
import type { PDFDocumentProxy } from 'pdfjs-dist'

/** Dots per inch of a printed page. */
const printDots = 150
/** PDF units per inch. */
const pointsPerInch = 72

export interface PrintRange {
  from: number
  to: number
}

const rootClass = 'paper-print'

function canvasBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('a page could not be drawn'))), 'image/jpeg', 0.92)
  })
}

async function drawPage(document: PDFDocumentProxy, number: number): Promise<HTMLImageElement> {
  const page = await document.getPage(number)
  const viewport = page.getViewport({ scale: printDots / pointsPerInch })
  const canvas = window.document.createElement('canvas')
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  await page.render({ canvas, viewport, intent: 'print', background: '#ffffff' }).promise
  const image = new Image()
  image.src = URL.createObjectURL(await canvasBlob(canvas))
  await image.decode()
  image.className = viewport.width > viewport.height ? 'wide' : 'tall'
  page.cleanup()
  canvas.width = 0
  return image
}

/** Shows only these elements to the printer, opens the browser's print dialog and cleans up after it. */
function printElements(elements: readonly HTMLElement[]): void {
  const root = window.document.createElement('div')
  root.className = rootClass
  root.append(...elements)
  const clean = () => {
    for (const image of root.querySelectorAll('img')) URL.revokeObjectURL(image.src)
    root.remove()
    window.document.documentElement.classList.remove('printing-paper')
  }
  window.document.body.append(root)
  window.document.documentElement.classList.add('printing-paper')
  window.addEventListener('afterprint', clean, { once: true })
  window.print()
}

/** Draws and prints these pages; `onPage` hears how many are drawn. Stops without printing when aborted. */
export async function printPdf(
  document: PDFDocumentProxy,
  { from, to }: PrintRange,
  signal: AbortSignal,
  onPage: (drawn: number) => void,
): Promise<void> {
  const images: HTMLImageElement[] = []
  for (let number = from; number <= to; number += 1) {
    if (signal.aborted) break
    images.push(await drawPage(document, number))
    onPage(images.length)
  }
  if (signal.aborted) for (const image of images) URL.revokeObjectURL(image.src)
  else printElements(images)
}

/** Prints a picture that is a paper by itself. */
export async function printImage(blob: Blob): Promise<void> {
  const image = new Image()
  image.src = URL.createObjectURL(blob)
  await image.decode()
  image.className = image.naturalWidth > image.naturalHeight ? 'wide' : 'tall'
  printElements([image])
}

/** Prints plain text as it is. */
export function printText(text: string): void {
  const block = window.document.createElement('pre')
  block.textContent = text
  printElements([block])
}
