/** One paper read from beginning to end: its text in slices into the database, then what follows from the text. */
import type { Db, Tx } from '#db/open.ts'
import {
  addPages,
  dropPages,
  finishPaper,
  hasPages,
  isQueued,
  type QueuedPaper,
  type ReadFacts,
} from '#db/modules/documents/documents.writes.ts'
import type { FileStore } from '../files/store.ts'
import { mostPages, pieceBytes } from '../parsers/pdf.limits.ts'
import type { ParserPool } from './parserPool.ts'
import { dateOf } from './steps/date.ts'
import { languageOf } from './steps/language.ts'
import { readPdf, type ReadPage, type ReadPdfEnd } from './steps/readPdf.ts'
import { isBlank, stateOfPdf } from './steps/text.ts'
import { titleOf } from './steps/title.ts'

/** Text written in one transaction, in UTF-16 units: no other request waits longer for it than it may. */
const sliceLength = 200_000
/** Pages of an earlier reading that are forgotten in one transaction. */
const droppedAtOnce = 200
/** Beginning of the text that is kept in mind to tell the language. */
const sampleLength = 20_000

export interface ReadingDeps {
  db: Db
  files: FileStore
  pool: ParserPool
  silenceMs: number
  today(): string
  /** Runs in the transaction that ends the paper. */
  alongside(raw: Tx['raw']): void
  progress(page: number, pages: number): void
}

/** The paper was taken out of the queue while it was read; nothing of it may be written any more. */
export class TakenBack extends Error {
  override name = 'TakenBack'
}

/** The parser has it only while it parses: what comes before and after is done while it reads another. */
export async function readPaper(paper: QueuedPaper, signal: AbortSignal, deps: ReadingDeps): Promise<ReadPdfEnd> {
  const { db } = deps
  const writeQueued = <T>(act: (raw: Tx['raw']) => T): Promise<T> =>
    db.write(({ raw }) => {
      if (!isQueued(raw, paper.id)) throw new TakenBack(paper.id)
      return act(raw)
    }, 'derived')

  // Nobody else writes this paper's pages: what is not there now is not there in the transaction.
  while (hasPages(db.read, paper.id) && (await writeQueued((raw) => dropPages(raw, paper.id, droppedAtOnce))));

  let held: { page: number; text: string }[] = []
  let heldLength = 0
  let pages = 0
  let blank = 0
  let broken = 0
  let chars = 0
  let firstPage = ''
  let sample = ''

  async function take({ page, text }: ReadPage): Promise<void> {
    if (text === null) broken++
    else if (isBlank(text)) blank++
    if (page === 1) firstPage = text ?? ''
    if (sample.length < sampleLength) sample += `${text ?? ''}\n`
    chars += text?.length ?? 0
    if (text) {
      held.push({ page, text })
      heldLength += text.length
    }
    deps.progress(page, pages)
    if (heldLength < sliceLength) return
    const slice = held
    held = []
    heldLength = 0
    await writeQueued((raw) => addPages(raw, paper.id, slice))
  }

  const first = await deps.files.read(paper.content, 0, pieceBytes)
  const parser = await deps.pool.borrow(signal)
  let ended: ReadPdfEnd
  try {
    const opened = (count: number): void => void (pages = count)
    ended = await readPdf({
      ...{ parser: parser.line, job: parser.job, silenceMs: deps.silenceMs },
      ...{ files: deps.files, paper, first, signal, opened, take },
    })
    if (ended.end === 'read' || ended.end === 'failed') parser.giveBack(ended.end === 'read' ? ended.memoryMb : 0)
  } finally {
    parser.discard()
  }
  if (ended.end !== 'read') return ended
  const picture = ended.picture ? (await deps.files.put(ended.picture)).name : null
  const facts: ReadFacts = {
    ...stateOfPdf({ pages, blank, broken }, mostPages),
    pages,
    blankPages: blank,
    chars,
    language: languageOf(sample),
    picture,
    title: titleOf({ metadata: ended.title, lines: ended.lines, name: paper.name }),
    date: dateOf(firstPage, deps.today()),
  }
  await writeQueued((raw) => {
    // The title's row of the index comes before the pages': rows in their order are one piece of the index, not two.
    finishPaper(raw, paper.id, facts)
    addPages(raw, paper.id, held)
    deps.alongside(raw)
  })
  return ended
}
