/** The words of a paper, as far as they say where it belongs: what its state is by its pages. Pure. */
import type { PaperState, Reason } from '#contract/documents.contract.ts'

/** Fewer letters and figures than this are a page number or a speck of a scanner, not a text. */
const leastSigns = 3

export const isBlank = (text: string): boolean => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < leastSigns

export interface PageCounts {
  pages: number
  blank: number
  broken: number
}

/** Where a PDF goes after its pages were read. */
export function stateOfPdf({ pages, blank, broken }: PageCounts, mostPages: number): { state: PaperState; reason: Reason | null } {
  if (pages === 0) return { state: 'refused', reason: 'no-pages' }
  if (pages > mostPages) return { state: 'refused', reason: 'too-many-pages' }
  if (broken === pages) return { state: 'refused', reason: 'damaged' }
  if (broken > 0) return { state: 'review', reason: 'some-pages-unreadable' }
  if (blank === pages) return { state: 'review', reason: 'needs-ocr' }
  if (blank > 0) return { state: 'review', reason: 'some-pages-need-ocr' }
  return { state: 'filed', reason: null }
}
