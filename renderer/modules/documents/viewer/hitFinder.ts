/** pdfjs's own search, taught three things: whole words, only some pages, and hits in the middle of the view. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { PDFFindController } from './pdfjsViewer.ts'
import { areWhole, folded } from './wholeWords.ts'

/** What the archive's search found: its words, those that may go on (`convenz*`), the pages that hold them. */
export interface Hits {
  words: readonly string[]
  begun: readonly string[]
  pages: ReadonlySet<number>
}

const emptyPage = { getTextContent: async () => ({ items: [] }) }

export class HitFinder extends PDFFindController {
  #document: PDFDocumentProxy | null = null
  #pages: ReadonlySet<number> | null = null
  #begun: readonly string[] = []

  override setDocument(document: PDFDocumentProxy): void {
    this.#document = document
    super.setDocument(document && this.#pages ? this.#narrow(document, this.#pages) : document)
  }

  /**
   * Looks only where the archive found the words (null: into every page). Reading just those pages spares
   * fetching and reading the rest of a long paper before its first mark shows.
   */
  async lookFor(hits: Hits | null): Promise<void> {
    this.#pages = hits?.pages ?? null
    this.#begun = hits?.begun.map(folded) ?? []
    if (!this.#document) return
    // What is still being read would be taken for the new search's own pages, before those are read.
    await Promise.all(this._extractTextPromises)
    if (this.#document) this.setDocument(this.#document)
  }

  /** The archive's words (a list) are marked as it finds them, whole; what is typed in the bar, anywhere. */
  override match(query: string | string[], pageContent: string, pageIndex: number) {
    const found = super.match(query, pageContent, pageIndex)
    if (typeof query === 'string') return found
    return found && areWhole(found, pageContent, this.#begun)
  }

  override scrollMatchIntoView(place: { element: HTMLElement; pageIndex: number; matchIndex: number }): void {
    const { element, pageIndex, matchIndex } = place
    if (!this._scrollMatches || !element) return
    if (matchIndex === -1 || matchIndex !== this._selected?.matchIdx || pageIndex !== this._selected.pageIdx) return
    this._scrollMatches = false
    element.scrollIntoView({ block: 'center', inline: 'nearest' })
  }

  #narrow(document: PDFDocumentProxy, pages: ReadonlySet<number>): PDFDocumentProxy {
    return new Proxy(document, {
      get: (target, key) => {
        if (key === 'getPage') return (page: number) => (pages.has(page) ? target.getPage(page) : emptyPage)
        const value: unknown = Reflect.get(target, key)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
  }
}
