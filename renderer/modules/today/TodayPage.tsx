/** Oggi: one thing to do now, the rest in order, and what came lately. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CheckCircle from '@mui/icons-material/CheckCircle'
import NoteAdd from '@mui/icons-material/NoteAdd'
import { useTranslation } from '../../lib/i18n.ts'
import { dayPartOf } from '../../lib/dayPart.ts'
import { longDay } from '../../lib/formats.ts'
import { useNow } from '../../lib/useNow.ts'
import { Card } from '../../ui/Card.tsx'
import { ErrorFace } from '../../ui/ErrorFace.tsx'
import { Face } from '../../ui/Face.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { RecentPapers } from './RecentPapers.tsx'
import { useMay, usePerson, useWaiting } from './today.queries.ts'
import { WaitingCard } from './WaitingCard.tsx'
import { WaitingList } from './WaitingList.tsx'

const columnsSx = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 75rem)': { gridTemplateColumns: 'minmax(0, 1fr) 22.5rem' },
} as const

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

export function TodayPage({ onAddDocuments }: { onAddDocuments: () => void }) {
  const { t } = useTranslation('today')
  const now = useNow(60_000)
  const person = usePerson()
  const mayAdd = useMay('documents.take-in')
  const { data, error, refetch } = useWaiting()
  const title = t(`greeting.${dayPartOf(now)}`, { name: person?.name.split(' ')[0] ?? '' })
  const day = capital(longDay(now))
  const add = mayAdd && (
    <Button
      variant={data?.rows.length === 0 ? 'contained' : 'outlined'}
      startIcon={<NoteAdd />}
      onClick={onAddDocuments}
    >
      {t('add')}
    </Button>
  )
  if (error) {
    return (
      <>
        <PageHead title={title} sentence={day} />
        <ErrorFace error={error} title={t('error')} retry={() => void refetch()} />
      </>
    )
  }
  if (!data) {
    return (
      <>
        <PageHead title={title} sentence={day} />
        <Card>
          <LoadingFace />
        </Card>
      </>
    )
  }
  const [first, ...others] = data.rows
  const sentence = [
    day,
    data.rows.length === 0 ? t('sentence.none') : t('sentence.some', { count: data.rows.length }),
  ].join('. ')
  return (
    <>
      <PageHead title={title} sentence={sentence} acts={first && add} />
      <Box sx={columnsSx}>
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          {first ? (
            <WaitingCard row={first} />
          ) : (
            <Card>
              <Face kind="empty" icon={CheckCircle} title={t('empty.title')} acts={add || undefined}>
                {data.papers === 0 ? t('empty.first') : t('empty.text')}
              </Face>
            </Card>
          )}
          {others.length > 0 && <WaitingList rows={others} />}
        </Box>
        <RecentPapers papers={data.recent} total={data.papers} />
      </Box>
    </>
  )
}
