/** One page of a PDF at a time in the preview pane, with the words of the search marked. */
import Box from '@mui/material/Box'
import { useEffect, useRef } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import type { Hits } from '../viewer/hitFinder.ts'
import { useOutsideLinks } from '../viewer/useOutsideLinks.tsx'
import { usePageLabel } from '../viewer/usePageLabel.ts'
import { usePdf } from '../viewer/usePdf.ts'
import { useViewer } from '../viewer/useViewer.ts'
import '../viewer/viewer.css'
import 'pdfjs-dist/web/pdf_viewer.css'

interface PreviewPagesProps {
  paper: Pick<Paper, 'id' | 'size'>
  page: number
  hits: Hits | null
  onShown(): void
}

export function PreviewPages({ paper, page, hits, onShown }: PreviewPagesProps) {
  const { t } = useTranslation('documents')
  const container = useRef<HTMLDivElement>(null)
  const pdf = usePdf(paper, 0)
  const { propose, dialog } = useOutsideLinks()
  const pageLabel = usePageLabel()
  const session = useViewer({
    container,
    pdf: pdf.kind === 'open' ? pdf.pdf : null,
    page,
    hits,
    pageLabel,
    propose,
    single: true,
  })
  useEffect(() => session?.goTo(page), [session, page])
  useEffect(() => {
    if (session) onShown()
  }, [session, onShown])
  return (
    <>
      <Box ref={container} className="paper-pages paper-preview" tabIndex={-1} aria-label={t('viewer.pages')}>
        <div className="pdfViewer" />
      </Box>
      {dialog}
    </>
  )
}
