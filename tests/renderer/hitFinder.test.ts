/** Looking for what was typed while the archive's own hits are still being read. */
import type { PDFDocumentProxy } from 'pdfjs-dist'
import { expect, it, vi } from 'vitest'

// pdfjs's viewer looks at the page it is in as soon as it is imported; Node takes the build for older engines.
vi.stubGlobal('window', { requestAnimationFrame: () => 0 })
vi.stubGlobal('document', { documentElement: { style: {} }, createElement: () => ({ style: {} }) })
vi.mock('#renderer/modules/documents/viewer/pdfjsViewer.ts', async () => {
  await import('pdfjs-dist/legacy/build/pdf.mjs')
  return import('pdfjs-dist/legacy/web/pdf_viewer.mjs')
})
const { HitFinder } = await import('#renderer/modules/documents/viewer/hitFinder.ts')
const { EventBus, PDFLinkService } = await import('#renderer/modules/documents/viewer/pdfjsViewer.ts')

/** A paper whose last page is read as late as the test wants; who asked first is answered first. */
function paperOf(texts: readonly string[]) {
  const held: (() => void)[] = []
  let isFree = false
  const read = async (page: number) => {
    if (page === texts.length && !isFree) await new Promise<void>((resolve) => held.push(resolve))
    return { items: [{ str: texts[page - 1], hasEOL: false }] }
  }
  const getPage = async (page: number) => ({ getTextContent: () => read(page) })
  return {
    document: { numPages: texts.length, getPage } as unknown as PDFDocumentProxy,
    async readLast() {
      isFree = true
      for (const go of held) {
        go()
        await new Promise((resolve) => setTimeout(resolve))
      }
    },
  }
}

it('what is typed while the hits are being read is found on every page, once, and never on an unread one', async () => {
  const { document, readLast } = paperOf(['ore di mensa', 'ore di pulizia, fine', 'attività della mensa'])
  const eventBus = new EventBus()
  const linkService = { pagesCount: 3, page: 3 } as InstanceType<typeof PDFLinkService>
  const search = new HitFinder({ linkService, eventBus })
  const look = (query: string | string[]) =>
    eventBus.dispatch('find', { type: '', query, highlightAll: true, caseSensitive: false, findPrevious: false })
  await search.lookFor({ words: ['attivita'], begun: [], pages: new Set([3]) })
  look(['attivita'])
  search.setDocument(document)
  await vi.waitFor(() => expect(search.pageMatches).toEqual([[], []]), { timeout: 5000 })

  const ready = search.lookFor(null)
  void ready.then(() => look('fine'))
  // Longer than pdfjs waits for the next letter: a search that had begun too early would be over.
  await new Promise((resolve) => setTimeout(resolve, 400))
  await readLast()
  await vi.waitFor(() => expect(search.selected).toEqual({ pageIdx: 1, matchIdx: 0 }), { timeout: 5000 })
  await vi.waitFor(() => expect(search.pageMatches).toEqual([[], [16], []]))
})
