/**
 * Does the index say what a paper says? The number of words of each page is compared with what the index keeps,
 * then a few of its words are asked for.
 */
import type { CheckedPaper, CheckRepository } from '#db/modules/admin/check.repository.ts'
import type { ScratchIndex } from '#db/modules/admin/scratchIndex.ts'
import { headOf, rowsPerPaper } from '#db/modules/documents/documents.writes.ts'
import { wordsOf } from '../documents/words.rules.ts'

/** First, middle and last word: what was indexed of another text will hardly hold them all. */
function probe(text: string): string | null {
  const words = wordsOf(text)
  const few = [words[0], words[words.length >> 1], words.at(-1)].flatMap((word) => (word ? [`"${word.folded}"`] : []))
  return few.length > 0 ? few.join(' AND ') : null
}

interface Row {
  head: string
  body: string
}

/** What the index must hold of a paper, by page; page 0 is title and note. */
function wantedRows(paper: CheckedPaper, rows: CheckRepository): Map<number, Row> {
  const pages = rows.pages(paper.id).map(({ page, text }): [number, Row] => [page, { head: '', body: text }])
  return new Map([[0, { head: headOf(paper), body: '' }], ...pages])
}

export function indexFits(paper: CheckedPaper, rows: CheckRepository, scratch: ScratchIndex): boolean {
  const { doc } = paper
  if (doc === null) return false
  const wanted = wantedRows(paper, rows)
  const found = rows.indexed(doc)
  if (found.length !== wanted.size) return false
  return found.every(({ page, size }) => {
    const row = wanted.get(page)
    if (!row || !scratch.sizeOf(row.head, row.body)?.equals(size)) return false
    const words = probe(`${row.head} ${row.body}`)
    return words === null || rows.holds(doc * rowsPerPaper + page, words)
  })
}
