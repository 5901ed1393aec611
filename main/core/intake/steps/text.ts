/** The words of a paper, as far as they say where it belongs: what its state is by its pages. Pure. */
import type { PaperState, Reason } from '#contract/documents.contract.ts'

/** Three letters or figures: fewer are a page number or a speck of a scanner, not a text. */
const someText = /(?:[\p{L}\p{N}][^\p{L}\p{N}]*){3}/u

export const isBlank = (text: string): boolean => !someText.test(text)

export interface PageCounts {
  pages: number
  blank: number
  broken: number
}

/** Where a PDF goes after its pages were read. */
export function stateOfPdf(
  { pages, blank, broken }: PageCounts,
  mostPages: number,
): { state: PaperState; reason: Reason | null } {
  if (pages === 0) return { state: 'refused', reason: 'no-pages' }
  if (pages > mostPages) return { state: 'refused', reason: 'too-many-pages' }
  if (broken === pages) return { state: 'refused', reason: 'damaged' }
  if (broken > 0) return { state: 'review', reason: 'some-pages-unreadable' }
  if (blank === pages) return { state: 'review', reason: 'needs-ocr' }
  if (blank > 0) return { state: 'review', reason: 'some-pages-need-ocr' }
  return { state: 'filed', reason: null }
}
