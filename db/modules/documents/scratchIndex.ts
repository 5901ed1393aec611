/** An index in memory, for asking what the real one must keep of a text. */
import Database from 'better-sqlite3'

export interface ScratchIndex {
  /** The numbers of words of both columns, as FTS5 writes them. */
  sizeOf(head: string, body: string): Buffer | undefined
  close(): void
}

export function createScratchIndex(): ScratchIndex {
  const scratch = new Database(':memory:')
  scratch.exec(`CREATE VIRTUAL TABLE page USING fts5(
    head, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2")`)
  const put = scratch.prepare('INSERT INTO page(rowid, head, body) VALUES (1, ?, ?)')
  const drop = scratch.prepare('DELETE FROM page WHERE rowid = 1')
  const size = scratch.prepare<[], Buffer>('SELECT sz FROM page_docsize WHERE id = 1').pluck()
  return {
    sizeOf(head, body) {
      put.run(head, body)
      const found = size.get()
      drop.run()
      return found
    },
    close: () => void scratch.close(),
  }
}
