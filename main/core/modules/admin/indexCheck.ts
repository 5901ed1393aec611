/**
 * Does the index say what a paper says? The number of words of each page is compared with what the index keeps,
 * then a few of its words are asked for.
 */
import type { CheckedPaper, CheckRepository } from '#db/modules/documents/check.repository.ts'
import type { DocumentsRepository } from '#db/modules/documents/documents.repository.ts'
import type { ScratchIndex } from '#db/modules/documents/scratchIndex.ts'
import { headOf, rowsPerPaper } from '#db/modules/documents/documents.writes.ts'
import { pauser } from '../../lib/pauser.ts'
import { wordsOf } from '../documents/words.rules.ts'

/** The three longest words: rare ones, so quickly asked for, and another text will hardly hold them all. */
function probe(text: string): string | null {
  const words = [...new Set(wordsOf(text).map((word) => word.folded))]
  const longest = words.sort((one, other) => other.length - one.length).slice(0, 3)
  return longest.length > 0 ? longest.map((word) => `"${word}"`).join(' AND ') : null
}

export interface IndexCheck {
  rows: CheckRepository
  papers: Pick<DocumentsRepository, 'pageText'>
  scratch: ScratchIndex
}

/** Looks at some pages at a time: a paper may have two thousand. */
export async function indexFits(paper: CheckedPaper, { rows, papers, scratch }: IndexCheck): Promise<boolean> {
  const { doc, id } = paper
  if (doc === null) return false
  const wanted = new Set([0, ...rows.pages(id)])
  const found = rows.indexed(doc)
  if (found.length !== wanted.size) return false
  const pause = pauser()
  for (const { page, size } of found) {
    await pause()
    if (!wanted.has(page)) return false
    const text = page === 0 ? headOf(paper) : papers.pageText(id, page)
    const kept = page === 0 ? scratch.sizeOf(text, '') : scratch.sizeOf('', text)
    if (!kept?.equals(size)) return false
    const words = probe(text)
    if (words !== null && !rows.holds(doc * rowsPerPaper + page, words)) return false
  }
  return true
}
