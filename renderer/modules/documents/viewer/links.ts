/** Links inside a paper: those to its own pages are followed, those outside are only ever proposed. */
import { PDFLinkService, type EventBus } from './pdfjsViewer.ts'

/**
 * The address of a link that may be proposed: https or a mail address. Everything else leads nowhere, and so
 * does an address with a name in it (`https://bank.example@elsewhere.example`), which is made to deceive.
 */
export function outsideAddress(url: string): URL | null {
  const address = URL.parse(url)
  if (!address || address.username || address.password) return null
  return address.protocol === 'https:' || address.protocol === 'mailto:' ? address : null
}

/** What is shown of an address before it is followed: its host, or the mail address. */
export function placeOf(address: URL): string {
  return address.protocol === 'mailto:' ? decodeURIComponent(address.pathname) : address.host
}

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
