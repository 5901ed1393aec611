/** What stands in the list's place when there are no rows: each face has a way on. */
import Button from '@mui/material/Button'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { inOrder, reachesAll, useSpaceName } from '#renderer/lib/spaces.ts'
import { ErrorFace } from '#renderer/ui/ErrorFace.tsx'
import { Face } from '#renderer/ui/Face.tsx'
import { LoadingFace } from '#renderer/ui/LoadingFace.tsx'
import { useDoor } from '../documents.queries.ts'
import { hasFilters, type ListQuestion, noFilters } from './address.ts'
import type { ListFaceKind } from './useResults.ts'

interface ListFaceProps {
  face: ListFaceKind
  question: ListQuestion
  onAsk(change: Partial<ListQuestion>): void
}

export function ListFace({ face, question, onAsk }: ListFaceProps) {
  const { t } = useTranslation('documents')
  const clearQuery = (
    <Button variant="outlined" size="small" onClick={() => onAsk({ query: '' })}>
      {t('faces.clearQuery')}
    </Button>
  )
  switch (face.kind) {
    case 'loading':
      return <LoadingFace rows={5} text={t('results.loading')} />
    case 'error':
      return <ErrorFace error={face.error} title={t('faces.errorTitle')} retry={face.retry} />
    case 'locked':
      return (
        <Face kind="closed" title={t('faces.lockedTitle')}>
          {t('faces.lockedText')}
        </Face>
      )
    case 'not-understood':
      return (
        <Face kind="no-match" title={t('faces.queryTitle')} acts={clearQuery}>
          {sentenceOf(face.error)}
        </Face>
      )
    case 'nothing':
      return <NothingFace question={question} onAsk={onAsk} />
    case 'empty':
      return <EmptyFace question={question} onAsk={onAsk} />
  }
}

function NothingFace({ question, onAsk }: Omit<ListFaceProps, 'face'>) {
  const { t } = useTranslation('documents')
  const query = question.query.trim()
  const acts = (
    <>
      {query && (
        <Button variant="outlined" size="small" onClick={() => onAsk({ query: '' })}>
          {t('faces.clearQuery')}
        </Button>
      )}
      {hasFilters(question) && (
        <Button variant={query ? 'text' : 'outlined'} size="small" onClick={() => onAsk(noFilters)}>
          {t('filters.clear')}
        </Button>
      )}
      {query && question.view !== 'all' && (
        <Button size="small" onClick={() => onAsk({ view: 'all' })}>
          {t('faces.searchAll')}
        </Button>
      )}
    </>
  )
  return (
    <Face
      kind="no-match"
      title={query ? t('faces.nothingTitle', { query }) : t('faces.nothingFilteredTitle')}
      acts={acts}
    >
      {query ? t('faces.nothingText') : t('faces.nothingFilteredText')}
    </Face>
  )
}

function EmptyFace({ question, onAsk }: Omit<ListFaceProps, 'face'>) {
  const { t } = useTranslation('documents')
  const { data: door } = useDoor()
  const nameOf = useSpaceName()
  const { view } = question
  const spaces = door?.person?.spaces ?? []
  if (view === 'all') {
    return (
      <Face kind="empty" title={t('faces.emptyTitle')}>
        {/* Elsewhere there may be papers: who does not reach every space is told of which this list speaks. */}
        {!reachesAll(spaces) && (
          <>
            {t('faces.emptySpaces', { spaces: inOrder(spaces).map(nameOf).join(', ') })}
            <br />
          </>
        )}
        {t('faces.emptyText')}
      </Face>
    )
  }
  return (
    <Face
      kind="empty"
      title={t(`faces.emptyViewTitle.${view}`)}
      acts={
        <Button variant="outlined" size="small" onClick={() => onAsk({ view: 'all' })}>
          {t('faces.seeAll')}
        </Button>
      }
    >
      {t(`faces.emptyViewText.${view}`)}
    </Face>
  )
}
