/**
 * Does the index say what the papers say? Each page is put through an index of its own in memory, and the number
 * of its words compared with what the real index keeps; then a few of its words are asked for.
 */
import Database from 'better-sqlite3'
import { wordsOf } from '../documents/words.rules.ts'
import type { CheckedPaper, CheckRepository } from '#db/modules/admin/check.repository.ts'

const pagesOfDoc = 4096

export interface IndexCheck {
  /** Whether the paper's pages and its rows in the index fit each other. */
  fits(paper: CheckedPaper): boolean
  close(): void
}

/** First, middle and last word: what was indexed of another text will hardly hold them all. */
function probe(text: string): string | null {
  const words = wordsOf(text)
  const few = [words[0], words[words.length >> 1], words.at(-1)].flatMap((word) => (word ? [`"${word.folded}"`] : []))
  return few.length > 0 ? few.join(' AND ') : null
}

export function createIndexCheck(rows: CheckRepository): IndexCheck {
  const scratch = new Database(':memory:')
  scratch.exec(`CREATE VIRTUAL TABLE page USING fts5(
    head, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2")`)
  const put = scratch.prepare('INSERT INTO page(rowid, head, body) VALUES (1, ?, ?)')
  const drop = scratch.prepare('DELETE FROM page WHERE rowid = 1')
  const size = scratch.prepare<[], Buffer>('SELECT sz FROM page_docsize WHERE id = 1').pluck()

  const sizeOf = (head: string, body: string): Buffer | undefined => {
    put.run(head, body)
    const found = size.get()
    drop.run()
    return found
  }

  function fits(paper: CheckedPaper): boolean {
    const head = rows.head(paper.id)
    const pages = rows.pages(paper.id)
    if (paper.doc === null || !head) return false
    const wanted = new Map<number, { head: string; body: string }>([[0, { head: head.title, body: head.note }]])
    for (const { page, text } of pages) wanted.set(page, { head: '', body: text })
    const found = rows.indexed(paper.doc)
    if (found.length !== wanted.size) return false
    return found.every(({ page, size: kept }) => {
      const want = wanted.get(page)
      if (!want || !sizeOf(want.head, want.body)?.equals(kept)) return false
      const words = probe(`${want.head} ${want.body}`)
      return words === null || rows.holds((paper.doc ?? 0) * pagesOfDoc + page, words)
    })
  }

  return { fits, close: () => void scratch.close() }
}
