/** Limits of the reading of PDFs, and what the core says to the parser; without zod, which the parser has no use for. */

/** The most pages that are read (engineering.md §7); the rows of the index leave room for 4,095. */
export const mostPages = 2000
/** The longest text of one page, in UTF-16 units. */
export const mostPageText = 1_000_000
export const mostPictureBytes = 2 * 1024 * 1024
/** Bytes of a paper in one message. */
export const pieceBytes = 1024 * 1024
/** How many pages the parser may be ahead of what the core has taken. */
export const pagesAhead = 32
/** Pages go out together until so much text has gathered, UTF-16 units, or so long has passed, ms. */
export const gathered = { length: 32_000, ms: 100 }
/** Heap of a parser, MB; its whole memory is watched by the parser itself and may be somewhat more. */
export const parserHeapMb = 512

/** The parser's first message: it is loaded and waits for a paper. */
export const ready = { kind: 'ready' } as const

/** From the core, which the parser does believe. */
export type ToParser =
  | { kind: 'open'; job: number; size: number; bytes: Uint8Array }
  | { kind: 'bytes'; job: number; bytes: Uint8Array }
  /** The core has taken the pages up to this one. */
  | { kind: 'taken'; job: number; page: number }
