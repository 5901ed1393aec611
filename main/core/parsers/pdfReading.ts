/** One paper's way through the parser: its bytes, its pages one by one, its picture. */
import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { getDocument, type PDFDocumentProxy, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { gathered, mostPages, pagesAhead, type ToParser } from './pdf.limits.ts'
import type { FromParser } from './pdf.messages.ts'
import { pictureOf } from './pdfPicture.ts'
import { linesOf, type TextPiece, textOf } from './pdfText.ts'

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
const folder = (name: string): string => join(home, name) + sep

/** engineering.md §7. Everything that a document may want to load lies beside the library; nothing comes from a network. */
const limits = {
  standardFontDataUrl: folder('standard_fonts'),
  cMapUrl: folder('cmaps'),
  cMapPacked: true,
  wasmUrl: folder('wasm'),
  iccUrl: folder('iccs'),
  useWorkerFetch: false,
  useSystemFonts: false,
  enableXfa: false,
  stopAtErrors: false,
  maxImageSize: 50 * 1024 * 1024,
  canvasMaxAreaInBytes: 256 * 1024 * 1024,
  disableAutoFetch: true,
  verbosity: VerbosityLevel.ERRORS,
}

/** Half of what may be ahead, so that the next are read while these are taken. */
const mostTogether = pagesAhead / 2

type Say = (message: FromParser) => void

export interface Reading {
  job: number
  hear(message: ToParser): void
}

export function createReading(first: Extract<ToParser, { kind: 'open' }>, say: Say): Reading {
  const { job, size } = first
  const bytes = new Uint8Array(size)
  let got = 0
  let taken = 0
  let goOn: (() => void) | null = null

  const mayPost = async (page: number): Promise<void> => {
    while (page > taken + pagesAhead) await new Promise<void>((resolve) => (goOn = resolve))
  }
  const accept = (piece: Uint8Array): void => {
    bytes.set(piece, got)
    got += piece.length
    if (got < size) say({ kind: 'more', job })
    else void readPaper(job, bytes, say, mayPost)
  }
  // After the constructor's caller has kept us: the answer may come at once.
  queueMicrotask(() => accept(first.bytes))
  return {
    job,
    hear(message) {
      if (message.kind === 'bytes') accept(message.bytes)
      if (message.kind === 'taken') {
        taken = message.page
        goOn?.()
      }
    },
  }
}

const memoryMb = (): number => Math.round(process.memoryUsage.rss() / 1024 / 1024)

async function readPaper(
  job: number,
  data: Uint8Array,
  say: Say,
  mayPost: (page: number) => Promise<void>,
): Promise<void> {
  const task = getDocument({ data, ...limits })
  try {
    const paper = await task.promise
    say({ kind: 'opened', job, pages: paper.numPages, title: await titleOf(paper) })
    if (paper.numPages > 0 && paper.numPages <= mostPages) {
      await readPages(paper, mayPost, (pages) => say({ kind: 'pages', job, ...pages }))
    }
    say({ kind: 'read', job })
    const picture = paper.numPages > 0 ? await pictureOf(paper) : null
    say({ kind: 'done', job, picture, memoryMb: memoryMb() })
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    say({ kind: 'failed', job, reason: name === 'PasswordException' ? 'password' : 'damaged' })
  } finally {
    await task.destroy()
  }
}

async function titleOf(paper: PDFDocumentProxy): Promise<string | null> {
  try {
    const { info } = await paper.getMetadata()
    const title: unknown = 'Title' in info ? info.Title : null
    return typeof title === 'string' ? title.slice(0, 1000) : null
  } catch {
    // A paper with broken particulars is read all the same; there is no one error for it.
    return null
  }
}

type Gathered = Omit<Extract<FromParser, { kind: 'pages' }>, 'kind' | 'job'>

/** A message for each page would cost as much as the page: short ones go together. */
async function readPages(
  paper: PDFDocumentProxy,
  mayPost: (page: number) => Promise<void>,
  give: (pages: Gathered) => void,
): Promise<void> {
  let held: Gathered = { first: 1, texts: [] }
  let length = 0
  let since = performance.now()
  for (let page = 1; page <= paper.numPages; page++) {
    await mayPost(page)
    const { text, lines } = await readPage(paper, page)
    held.texts.push(text)
    if (lines) held.lines = lines
    length += text?.length ?? 0
    const isEnough =
      length >= gathered.length || performance.now() - since >= gathered.ms || held.texts.length === mostTogether
    if (!isEnough && page < paper.numPages) continue
    give(held)
    held = { first: page + 1, texts: [] }
    length = 0
    since = performance.now()
  }
}

async function readPage(
  paper: PDFDocumentProxy,
  number: number,
): Promise<{ text: string | null; lines?: ReturnType<typeof linesOf> }> {
  try {
    const page = await paper.getPage(number)
    const content = await page.getTextContent()
    const pieces: TextPiece[] = content.items.filter((item) => 'str' in item)
    const text = textOf(pieces)
    return number === 1 ? { text, lines: linesOf(pieces) } : { text }
  } catch {
    // pdf.js throws whatever a broken page makes it throw; the others are still read.
    return { text: null }
  }
}
