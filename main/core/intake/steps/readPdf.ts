/**
 * Step 3 and 4: the text of a PDF page by page, and the picture of its first page, by a parser process. Nothing
 * that the process says is believed without its schema.
 */
import type { FileStore } from '../../files/store.ts'
import { mostPages, pieceBytes, type ToParser } from '../../parsers/pdf.limits.ts'
import { type FromParser, fromParser, type Line } from '../../parsers/pdf.messages.ts'
import type { ParserLine } from '../inbox.ts'

/** The longest silence of a parser: one page, or the opening of the file, or the picture. */
export const pageLimitMs = 10_000
/** The longest reading of one paper, whatever its pages take. */
export const paperLimitMs = 20 * 60_000

export interface ReadPage {
  page: number
  /** Null when the page is broken. */
  text: string | null
}

export interface ReadPdfInput {
  parser: ParserLine
  files: FileStore
  paper: { content: string; size: number }
  /** The first bytes of the paper, at most `pieceBytes`. */
  first: Buffer
  /** A number that no other reading of this process had. */
  job: number
  signal: AbortSignal
  /** The longest silence, milliseconds; `pageLimitMs` but in tests. */
  silenceMs: number
  opened(pages: number): void
  /** Takes a page; the next one is not waited for before it resolves. */
  take(page: ReadPage): Promise<void>
}

export type ReadPdfEnd =
  | { end: 'read'; pages: number; title: string | null; lines: Line[]; picture: Uint8Array | null; memoryMb: number }
  | { end: 'failed'; reason: 'password' | 'damaged' }
  | { end: 'died' }
  | { end: 'slow' }
  | { end: 'stopped' }

type Said = FromParser | { kind: 'died' | 'slow' | 'stopped' }

function createListener({ parser, job, signal, silenceMs }: ReadPdfInput): () => Promise<Said> {
  const until = Date.now() + paperLimitMs
  return async function next(): Promise<Said> {
    const left = until - Date.now()
    const heard = left > 0 ? await parser.hear(Math.min(silenceMs, left), signal) : { kind: 'slow' as const }
    if (heard.kind === 'exit') return { kind: 'died' }
    if (heard.kind !== 'message') return heard
    const parsed = fromParser.safeParse(heard.message)
    if (!parsed.success) return { kind: 'died' }
    // What an earlier paper left in the pipe.
    return parsed.data.job === job ? parsed.data : next()
  }
}

/** The caller ends the process after every end but `read` and `failed`. */
export async function readPdf(input: ReadPdfInput): Promise<ReadPdfEnd> {
  const { parser, files, paper, job } = input
  const next = createListener(input)
  const post = (message: ToParser): void => parser.post(message)
  let sent = input.first.length
  const sendNext = async (): Promise<void> => {
    const bytes = await files.read(paper.content, sent, pieceBytes)
    post({ kind: 'bytes', job, bytes })
    sent += bytes.length
  }

  let pages = 0
  let title: string | null = null
  let lines: Line[] = []
  let expected = 0
  let isRead = false
  const read = (picture: Uint8Array | null, memoryMb: number): ReadPdfEnd => ({
    end: 'read',
    pages,
    title,
    lines,
    picture,
    memoryMb,
  })

  post({ kind: 'open', job, size: paper.size, bytes: input.first })
  for (;;) {
    const said = await next()
    switch (said.kind) {
      case 'more':
        if (sent >= paper.size) return { end: 'died' }
        await sendNext()
        break
      case 'opened':
        if (expected > 0) return { end: 'died' }
        pages = said.pages
        title = said.title
        expected = 1
        input.opened(pages)
        break
      case 'pages':
        if (said.first !== expected || said.first + said.texts.length - 1 > pages) return { end: 'died' }
        if (said.lines) lines = said.lines
        for (const text of said.texts) await input.take({ page: expected++, text })
        post({ kind: 'taken', job, page: expected - 1 })
        break
      case 'read':
        if (expected === 0 || (pages <= mostPages && expected <= pages)) return { end: 'died' }
        isRead = true
        break
      case 'done':
        return isRead ? read(said.picture, said.memoryMb) : { end: 'died' }
      case 'failed':
        return isRead ? read(null, 0) : { end: 'failed', reason: said.reason }
      case 'stopped':
        return { end: 'stopped' }
      case 'died':
      case 'slow':
        // All its pages are here: a picture that kills its parser is no reason to refuse the paper.
        return isRead ? read(null, Number.POSITIVE_INFINITY) : { end: said.kind }
    }
  }
}
