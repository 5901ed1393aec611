/** Links inside a paper: those to its own pages are followed, those outside are only ever proposed. */
import { outsideAddress, placeOf } from './outside.ts'
import { PDFLinkService, type EventBus } from './pdfjsViewer.ts'

export class CautiousLinks extends PDFLinkService {
  readonly #propose: (address: URL) => void

  constructor(eventBus: EventBus, propose: (address: URL) => void) {
    super({ eventBus, ignoreDestinationZoom: true })
    this.#propose = propose
  }

  /** No `href`: a middle click or «open in a new tab» must not lead out of the program unasked. */
  override addLinkAttributes(link: HTMLAnchorElement, url: string): void {
    link.removeAttribute('href')
    const address = outsideAddress(url)
    if (!address) return
    link.title = placeOf(address)
    link.setAttribute('role', 'link')
    link.tabIndex = 0
    link.addEventListener('click', (event) => {
      event.preventDefault()
      this.#propose(address)
    })
    link.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') this.#propose(address)
    })
  }
}
