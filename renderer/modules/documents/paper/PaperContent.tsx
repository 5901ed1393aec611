/** The paper itself, shown as what it is. */
import Button from '@mui/material/Button'
import { lazy, Suspense } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { sizeText } from '#renderer/lib/formats.ts'
import { Face } from '#renderer/ui/Face.tsx'
import { LoadingFace } from '#renderer/ui/LoadingFace.tsx'
import { showingOf } from '../viewer/content.ts'
import type { Hits } from '../viewer/hitFinder.ts'
import { ImagePaper } from '../viewer/ImagePaper.tsx'
import { TextPaper } from '../viewer/TextPaper.tsx'
import { kindIcon } from './kindIcon.ts'
import { lookOf, wordOf } from './state.ts'
import type { PaperActs } from './usePaperActs.ts'

const PdfViewer = lazy(() => import('../viewer/PdfViewer.tsx').then((m) => ({ default: m.PdfViewer })))

interface PaperContentProps {
  paper: Paper
  acts: PaperActs
  page: number
  hits: Hits | null
  query: string
  onPage(page: number): void
}

export function PaperContent({ paper, acts, page, hits, query, onPage }: PaperContentProps) {
  const { t } = useTranslation('documents')
  if (paper.state === 'refused') return <RefusedFace paper={paper} acts={acts} />
  switch (showingOf(paper)) {
    case 'pages':
      return (
        <Suspense fallback={<LoadingFace rows={3} text={t('viewer.loading')} />}>
          <PdfViewer paper={paper} page={page} hits={hits} query={query} onPage={onPage} onDownload={acts.download} />
        </Suspense>
      )
    case 'image':
      return <ImagePaper paper={paper} onDownload={acts.download} />
    case 'text':
      return <TextPaper paper={paper} onDownload={acts.download} />
    case 'card':
      return (
        <Face
          kind="empty"
          icon={kindIcon(paper.format)}
          title={`${t(`formats.${paper.format}`)}, ${sizeText(paper.size)}`}
          acts={<DownloadButton acts={acts} />}
        >
          {t('viewer.cardText')}
        </Face>
      )
  }
}

function DownloadButton({ acts }: { acts: PaperActs }) {
  const { t } = useTranslation('documents')
  return (
    <Button variant="outlined" size="small" onClick={acts.download} disabled={acts.downloaded !== null}>
      {t('acts.download')}
    </Button>
  )
}

function RefusedFace({ paper, acts }: { paper: Paper; acts: PaperActs }) {
  const { t } = useTranslation('documents')
  return (
    <Face
      kind="error"
      icon={lookOf(paper).icon}
      title={t(wordOf(paper))}
      acts={
        <>
          {acts.retry && (
            <Button variant="outlined" size="small" onClick={acts.retry}>
              {t('acts.retry')}
            </Button>
          )}
          <DownloadButton acts={acts} />
        </>
      }
    >
      {paper.reason && t(`explain.${paper.reason}`, { count: paper.blankPages ?? 0 })}
    </Face>
  )
}
