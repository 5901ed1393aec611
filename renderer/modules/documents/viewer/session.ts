/** One paper open in pdfjs's own viewer; what the bars above it show is a small state that they subscribe to. */
import { AnnotationMode, type PDFDocumentProxy } from 'pdfjs-dist'
import { EventBus, FindState, GenericL10n, PDFSinglePageViewer, PDFViewer } from './pdfjsViewer.ts'
import { HitFinder, type Hits } from './hitFinder.ts'
import { CautiousLinks } from './links.ts'

export interface ViewerState {
  page: number
  pages: number
  /** 1 is the paper's own size. */
  scale: number
  fit: 'page-width' | 'page-fit' | null
  ready: boolean
  find: { state: 'none' | 'pending' | 'found' | 'absent'; current: number; total: number }
}

export interface ViewerWords {
  page(page: number): string
}

export interface ViewerSession {
  state(): ViewerState
  subscribe(listener: () => void): () => void
  goTo(page: number): void
  zoom(to: number | 'page-width' | 'page-fit' | 'in' | 'out'): void
  turn(): void
  /** Marks the hits of the archive's search and goes to the first one on or after the page that is open. */
  mark(hits: Hits): void
  /** Looks for what was typed, in the whole paper. */
  find(text: string): void
  step(direction: 'next' | 'previous'): void
  unmark(): void
  close(): void
}

/** Texts inside the pages are set here, in the person's language; pdfjs's own English is never asked for. */
class NoWords extends GenericL10n {
  override async translate(): Promise<void> {}
  override async translateOnce(): Promise<void> {}
}

const findWords = { caseSensitive: false, entireWord: false, highlightAll: true, matchDiacritics: false }

function findStateOf(state: unknown): ViewerState['find']['state'] {
  if (state === FindState.PENDING) return 'pending'
  return state === FindState.NOT_FOUND ? 'absent' : 'found'
}

export function openViewer(options: {
  container: HTMLDivElement
  document: PDFDocumentProxy
  page: number
  hits: Hits | null
  words: ViewerWords
  propose(address: URL): void
  /** One page at a time, without scrolling on to the next. */
  single: boolean
}): ViewerSession {
  const eventBus = new EventBus()
  const linkService = new CautiousLinks(eventBus, options.propose)
  const findController = new HitFinder({ linkService, eventBus })
  const gone = new AbortController()
  const Viewer = options.single ? PDFSinglePageViewer : PDFViewer
  const viewer = new Viewer({
    container: options.container,
    eventBus,
    linkService,
    findController,
    l10n: new NoWords(undefined),
    annotationMode: AnnotationMode.ENABLE,
    // AnnotationEditorType.DISABLE: nothing may be drawn or written on a paper.
    annotationEditorMode: -1,
    enableAutoLinking: false,
    // A page in the preview fills its sheet; in the viewer it keeps a margin.
    removePageBorders: options.single,
    maxCanvasPixels: 2 ** 25,
    supportsPinchToZoom: false,
    ...{ abortSignal: gone.signal },
  })
  linkService.setViewer(viewer)

  const listeners = new Set<() => void>()
  let state: ViewerState = {
    page: options.page,
    pages: options.document.numPages,
    scale: 1,
    fit: 'page-width',
    ready: false,
    find: { state: 'none', current: 0, total: 0 },
  }
  const change = (part: Partial<ViewerState>) => {
    state = { ...state, ...part }
    for (const listener of listeners) listener()
  }
  let query: string | string[] = ''
  let firstPage = options.page
  const dispatchFind = (type: '' | 'again', findPrevious: boolean) =>
    eventBus.dispatch('find', { ...findWords, source: null, type, query, findPrevious })
  let looksIn: Hits | null = null
  let narrowed = Promise.resolve()
  const look = (wanted: string | string[], within: Hits | null) => {
    query = wanted
    if (within !== looksIn) narrowed = findController.lookFor(within)
    looksIn = within
    void narrowed.then(() => dispatchFind('', false))
  }

  eventBus.on('pagesinit', () => {
    for (let index = 0; index < viewer.pagesCount; index += 1) {
      viewer.getPageView(index).div.setAttribute('aria-label', options.words.page(index + 1))
    }
    viewer.currentScaleValue = 'page-width'
    viewer.currentPageNumber = Math.min(Math.max(firstPage, 1), viewer.pagesCount)
    change({ ready: true })
  })
  eventBus.on('pagechanging', ({ pageNumber }: { pageNumber: number }) => change({ page: pageNumber }))
  eventBus.on('scalechanging', ({ scale, presetValue }: { scale: number; presetValue?: string }) =>
    change({ scale, fit: presetValue === 'page-width' || presetValue === 'page-fit' ? presetValue : null }),
  )
  eventBus.on('updatefindmatchescount', (event: { matchesCount: { current: number; total: number } }) =>
    change({ find: { ...state.find, ...event.matchesCount } }),
  )
  eventBus.on(
    'updatefindcontrolstate',
    (event: { state: number; matchesCount: { current: number; total: number }; rawQuery: unknown }) =>
      change({
        find:
          query.length === 0
            ? { state: 'none', current: 0, total: 0 }
            : { state: findStateOf(event.state), ...event.matchesCount },
      }),
  )

  const session: ViewerSession = {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    goTo(page) {
      // Before its pages are there pdfjs refuses to go to any.
      if (!state.ready) firstPage = page
      else if (page >= 1 && page <= state.pages) viewer.currentPageNumber = page
    },
    zoom(to) {
      if (to === 'in') viewer.updateScale({ steps: 1 })
      else if (to === 'out') viewer.updateScale({ steps: -1 })
      else viewer.currentScaleValue = String(to)
    },
    turn() {
      viewer.pagesRotation = (viewer.pagesRotation + 90) % 360
    },
    mark(hits) {
      look([...hits.words], hits)
    },
    find(text) {
      look(text, null)
    },
    step(direction) {
      if (query.length > 0) dispatchFind('again', direction === 'previous')
    },
    unmark() {
      query = ''
      eventBus.dispatch('findbarclose', { source: null })
    },
    close() {
      gone.abort()
      listeners.clear()
      linkService.setDocument(null)
      viewer.setDocument(null)
    },
  }
  viewer.setDocument(options.document)
  linkService.setDocument(options.document)
  if (options.hits) session.mark(options.hits)
  return session
}
