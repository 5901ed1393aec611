/** pdfjs's viewer in a container of the page; the returned session is null until the paper is open in it. */
import { type RefObject, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { Hits } from './hitFinder.ts'
import type { OpenPdf } from './openPdf.ts'
import { openViewer, type ViewerSession, type ViewerState } from './session.ts'

interface ViewerWish {
  container: RefObject<HTMLDivElement | null>
  pdf: OpenPdf | null
  /** Where to open; later changes are `session.goTo`. */
  page: number
  hits: Hits | null
  pageLabel(page: number): string
  propose(address: URL): void
  single?: boolean
}

export function useViewer({
  container,
  pdf,
  page,
  hits,
  pageLabel,
  propose,
  single,
}: ViewerWish): ViewerSession | null {
  const [session, setSession] = useState<ViewerSession | null>(null)
  // Turning pages must not open the paper anew.
  const firstPage = useEffectEvent(() => page)
  useEffect(() => {
    if (!pdf || !container.current) return
    const opened = openViewer({
      container: container.current,
      document: pdf.document,
      page: firstPage(),
      hits,
      words: { page: pageLabel },
      propose,
      single: single ?? false,
    })
    setSession(opened)
    return () => {
      setSession(null)
      opened.close()
    }
  }, [pdf, container, hits, pageLabel, propose, single])
  return session
}

const noChanges = () => () => undefined
const noState = () => null

export const useViewerState = (session: ViewerSession | null): ViewerState | null =>
  useSyncExternalStore(session?.subscribe ?? noChanges, session?.state ?? noState)
