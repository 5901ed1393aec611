/** A PDF of the archive, opened at a page with the words of the search marked. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { Face } from '#renderer/ui/Face.tsx'
import { LoadingFace } from '#renderer/ui/LoadingFace.tsx'
import { FindBar } from './FindBar.tsx'
import type { Hits } from './hitFinder.ts'
import { useOutsideLinks } from './useOutsideLinks.tsx'
import { usePageLabel } from './usePageLabel.ts'
import { usePdf } from './usePdf.ts'
import { useViewer, useViewerState } from './useViewer.ts'
import { ViewerBar } from './ViewerBar.tsx'
import { type ViewerKey, useViewerKeys } from './useViewerKeys.ts'
import 'pdfjs-dist/web/pdf_viewer.css'
import './viewer.css'

interface PdfViewerProps {
  paper: Pick<Paper, 'id' | 'size'>
  page: number
  hits: Hits | null
  /** What was searched for in the archive, shown in the find bar. */
  query: string
  onPage(page: number): void
  onDownload(): void
}

export function PdfViewer({ paper, page, hits, query, onPage, onDownload }: PdfViewerProps) {
  const { t } = useTranslation('documents')
  const container = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [attempt, setAttempt] = useState(0)
  const [find, setFind] = useState({ isOpen: hits !== null, text: hits ? query : '' })
  const { propose, dialog } = useOutsideLinks()
  const pageLabel = usePageLabel()
  const pdf = usePdf(paper, attempt)
  const session = useViewer({ container, pdf: pdf.kind === 'open' ? pdf.pdf : null, page, hits, pageLabel, propose })
  const state = useViewerState(session)

  const tellPage = useEffectEvent(onPage)
  const pageNow = state?.ready ? state.page : null
  useEffect(() => {
    if (pageNow !== null) tellPage(pageNow)
  }, [pageNow])

  const openFind = () => {
    // At once: the next key may be a letter, and belongs into the field already.
    flushSync(() => setFind({ ...find, isOpen: true }))
    field.current?.select()
  }
  const closeFind = () => {
    setFind({ isOpen: false, text: '' })
    session?.unmark()
    container.current?.focus()
  }
  const onKey = (key: ViewerKey) => {
    if (key === 'find') openFind()
    else if (key === 'next' || key === 'previous') session?.step(key)
    else session?.zoom(key)
  }
  useViewerKeys(session !== null, onKey)

  if (pdf.kind === 'failed') {
    return (
      <Face
        kind="error"
        title={pdf.lost ? t('viewer.lostTitle') : t('viewer.failedTitle')}
        acts={
          <>
            <Button variant="contained" size="small" onClick={() => setAttempt(attempt + 1)}>
              {t('acts.retry')}
            </Button>
            <Button size="small" onClick={onDownload}>
              {t('acts.download')}
            </Button>
          </>
        }
      >
        {pdf.lost ? t('viewer.lostText') : t('viewer.failedText')}
      </Face>
    )
  }
  return (
    <>
      {session && state && (
        <ViewerBar
          session={session}
          state={state}
          isFinding={find.isOpen}
          onFind={find.isOpen ? closeFind : openFind}
        />
      )}
      {session && state && find.isOpen && (
        <FindBar
          text={find.text}
          found={state.find}
          field={field}
          onText={(text) => {
            setFind({ isOpen: true, text })
            session.find(text)
          }}
          onStep={session.step}
          onClose={closeFind}
        />
      )}
      <Box
        sx={(theme) => ({ position: 'relative', flex: 1, minHeight: 0, background: theme.vars.palette.surface.sunken })}
      >
        {!state?.ready && <LoadingFace rows={3} text={t('viewer.loading')} />}
        <Box ref={container} className="paper-pages" tabIndex={0} role="region" aria-label={t('viewer.pages')}>
          <div className="pdfViewer" />
        </Box>
      </Box>
      {dialog}
    </>
  )
}
