/**
 * Opens a PDF of the archive in pdfjs-dist. Its promises:
 * 1. Only the parts that are looked at are fetched: the first page shows long before a big file is here.
 * 2. The bytes are parsed in a worker of their own; leaving the paper ends it.
 * 3. Nothing in the paper runs (no XFA, no scripts), nothing of it is fetched from elsewhere.
 */
import {
  getDocument,
  PDFDataRangeTransport,
  PDFWorker,
  type PDFDocumentLoadingTask,
  type PDFDocumentProxy,
} from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { readRange, type ReadPart } from './pieces.ts'

export interface OpenPdf {
  document: PDFDocumentProxy
  close(): void
}

/** How many bytes one look into the file asks for; pdfjs joins neighbouring looks. */
const lookBytes = 256 * 1024

class ArchiveRange extends PDFDataRangeTransport {
  readonly #read: ReadPart
  readonly #gone = new AbortController()
  readonly #onLost: (error: unknown) => void

  constructor(size: number, read: ReadPart, onLost: (error: unknown) => void) {
    super(size, null)
    this.#read = read
    this.#onLost = onLost
  }

  override requestDataRange(begin: number, end: number): void {
    readRange(this.#read, begin, end, this.#gone.signal).then(
      (bytes) => !this.#gone.signal.aborted && this.onDataRange(begin, bytes),
      (error: unknown) => !this.#gone.signal.aborted && this.#onLost(error),
    )
  }

  override abort(): void {
    this.#gone.abort()
  }
}

function shippedFolder(name: string): string {
  return new URL(`/pdfjs/${name}/`, window.location.href).href
}

/** Fails with pdfjs's own error when the paper is damaged or locked, with the reader's when bytes cannot be had. */
export async function openPdf(size: number, read: ReadPart, signal: AbortSignal): Promise<OpenPdf> {
  const port = new Worker(workerUrl, { type: 'module' })
  const worker = PDFWorker.create({ port })
  const lost = Promise.withResolvers<never>()
  const range = new ArchiveRange(size, read, lost.reject)
  const task: PDFDocumentLoadingTask = getDocument({
    range,
    worker,
    rangeChunkSize: lookBytes,
    disableAutoFetch: true,
    disableStream: true,
    enableXfa: false,
    maxImageSize: 50_000_000,
    canvasMaxAreaInBytes: 256 * 1024 * 1024,
    disableWorkerRendering: true,
    cMapUrl: shippedFolder('cmaps'),
    standardFontDataUrl: shippedFolder('standard_fonts'),
    wasmUrl: shippedFolder('wasm'),
    iccUrl: shippedFolder('iccs'),
  })
  let isOpen = false
  let isLeft = false
  const end = () => {
    worker.destroy()
    port.terminate()
  }
  const close = () => {
    isLeft = true
    range.abort()
    // In the middle of its opening the worker throws when it is asked to stop: it is ended as it stands.
    if (!isOpen) end()
    // What was still being asked of the worker fails now, and nobody waits for it any more.
    else task.destroy().then(end, end)
  }
  const leave = () => {
    close()
    lost.reject(signal.reason)
  }
  signal.addEventListener('abort', leave, { once: true })
  // A worker that cannot start (blocked, out of memory) never answers: its error is the only sign.
  port.addEventListener('error', () => lost.reject(new Error('the PDF reader did not start')), { once: true })
  try {
    const document = await Promise.race([task.promise, lost.promise])
    isOpen = true
    const pageOf = document.getPage.bind(document)
    // Whoever asked for a page of a paper that is being left gets no answer: the viewer would report the refusal.
    document.getPage = (number) =>
      pageOf(number).catch((error: unknown) => (isLeft ? new Promise<never>(() => {}) : Promise.reject(error)))
    return { document, close }
  } catch (error) {
    close()
    throw error
  }
}
