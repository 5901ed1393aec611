/** Due versioni: the fields that two wrote while their machines were out of touch, and which of the versions is right. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import DoneAll from '@mui/icons-material/DoneAll'
import { useRef, useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { useTranslation } from '../../lib/i18n.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorFace } from '../../ui/ErrorFace.tsx'
import { Face } from '../../ui/Face.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ConflictCard } from './ConflictCard.tsx'
import { useConflicts } from './conflicts.queries.ts'
import { questionOf, useChoice } from './useChoice.ts'
import { isAskedField } from './versionWords.ts'

const pageSize = 20
const mostRows = 200

export function ConflictsPage() {
  const { t } = useTranslation('conflicts')
  const [params] = useSearchParams()
  const paper = params.get('documento')
  const [limit, setLimit] = useState(pageSize)
  const { data, error, refetch } = useConflicts(paper, limit)
  const choice = useChoice(() => void refetch())
  const headings = useRef(new Map<string, HTMLElement>())
  const list = useRef<HTMLDivElement>(null)

  const rows = (data?.rows ?? []).flatMap((conflict) => {
    const question = questionOf(conflict)
    const { column } = conflict
    return isAskedField(column) && !choice.answered.has(question) ? [{ conflict, question, column }] : []
  })
  const open = data ? data.total - (data.rows.length - rows.length) : 0
  const left = open - rows.length

  /** To the next question, else to the one before, else to what says that there is none. */
  function moveOn(from: number): void {
    const next = rows[from + 1] ?? rows[from - 1]
    const heading = next && headings.current.get(next.question)
    ;(heading ?? list.current)?.focus()
  }

  return (
    <>
      {paper ? (
        <BackLink to={`/documenti/${paper}`}>{t('backPaper')}</BackLink>
      ) : (
        <BackLink to="/">{t('backToday')}</BackLink>
      )}
      <PageHead title={t('title')} sentence={open > 0 ? t('sentence', { count: open }) : undefined} />
      <Box ref={list} tabIndex={-1} sx={{ display: 'grid', gap: 2, maxWidth: '68rem', outline: 'none' }}>
        {error && <ErrorFace error={error} title={t('error')} retry={() => void refetch()} />}
        {!data && !error && (
          <Card>
            <LoadingFace text={t('loading')} />
          </Card>
        )}
        {data && rows.length === 0 && <NothingToChoose isOfPaper={paper !== null} />}
        {rows.map(({ conflict, question, column }, place) => (
          <ConflictCard
            key={question}
            conflict={conflict}
            column={column}
            busy={choice.busy}
            headingRef={(heading) => {
              if (heading) headings.current.set(question, heading)
              else headings.current.delete(question)
            }}
            onChoose={(version) => choice.choose(conflict, column, version, () => moveOn(place))}
          />
        ))}
        {left > 0 && limit < mostRows && (
          <Button className="no-print" sx={{ justifySelf: 'start' }} onClick={() => setLimit(limit + pageSize)}>
            {t('more', { count: Math.min(left, pageSize) })}
          </Button>
        )}
      </Box>
    </>
  )
}

function NothingToChoose({ isOfPaper }: { isOfPaper: boolean }) {
  const { t } = useTranslation('conflicts')
  const all = (
    <Button variant="outlined" size="small" component={Link} to="/due-versioni">
      {t('empty.all')}
    </Button>
  )
  return (
    <Card>
      <Face kind="empty" icon={DoneAll} title={t('empty.title')} acts={isOfPaper ? all : undefined}>
        {isOfPaper ? t('empty.ofPaper') : t('empty.text')}
      </Face>
    </Card>
  )
}
