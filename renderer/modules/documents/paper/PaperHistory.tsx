/** A paper's history beside it: who changed what, taking it back, and how the paper stood on a day. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { dayText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { ErrorFace } from '#renderer/ui/ErrorFace.tsx'
import { Field } from '#renderer/ui/Field.tsx'
import { History } from '#renderer/ui/History.tsx'
import { LoadingFace } from '#renderer/ui/LoadingFace.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useAsOf, useHistory, useUndoAct } from '../documents.queries.ts'
import { dayFromText } from './day.ts'
import { Facts } from './Facts.tsx'
import { usePaperWords } from './paperWords.ts'

const pageSize = 20

export function PaperHistory({ id }: { id: string }) {
  const { t } = useTranslation('records')
  const [limit, setLimit] = useState(pageSize)
  const [asksDay, setAsksDay] = useState(false)
  const { data, error, refetch } = useHistory(id, limit)
  const snack = useSnack()
  const undo = useUndoAct()
  const words = usePaperWords()
  const takeBack = ({ act }: { act: number }, what: string) =>
    undo.mutate(
      { act },
      {
        onSuccess: () => snack({ text: t('taken', { what }) }),
        onError: (failed) => snack({ text: sentenceOf(failed), tone: 'error' }),
      },
    )
  const left = data ? data.total - data.entries.length : 0
  return (
    <Box component="section" aria-label={t('title')}>
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 1, mb: 0.5 }}>
        <Typography variant="h3" component="h2">
          {t('title')}
        </Typography>
        <Button size="small" className="no-print" aria-expanded={asksDay} onClick={() => setAsksDay(!asksDay)}>
          {asksDay ? t('asOf.close') : t('asOf.open')}
        </Button>
      </Box>
      {asksDay && <AsOf id={id} />}
      {error && <ErrorFace error={error} title={t('errorTitle')} retry={() => void refetch()} />}
      {!data && !error && <LoadingFace rows={2} text={t('loading')} />}
      {data && <History entries={data.entries} words={words} busy={undo.isPending} onUndo={takeBack} />}
      {left > 0 && (
        <Button size="small" className="no-print" onClick={() => setLimit(limit + pageSize)} sx={{ mt: 1 }}>
          {t('more', { count: Math.min(left, pageSize) })}
        </Button>
      )}
    </Box>
  )
}

/** «Com’era il giorno…»: the values of the paper at the end of a day. */
function AsOf({ id }: { id: string }) {
  const { t } = useTranslation('records')
  const words = usePaperWords()
  const [text, setText] = useState('')
  const [asked, setAsked] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const { data } = useAsOf(id, asked)
  const show = () => {
    const day = dayFromText(text)
    setWrong(day === null)
    setAsked(day)
  }
  const rows = Object.entries(data?.values ?? {}).flatMap(([column, value]) => {
    const name = words.name(column)
    const said = words.value(column, value)
    return name && said && value !== null ? [[name, said] as const] : []
  })
  return (
    <Box
      component="form"
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault()
        show()
      }}
      sx={{ display: 'grid', gap: 1, mb: 1.5 }}
    >
      <Field
        label={t('asOf.label')}
        value={text}
        placeholder={t('asOf.example')}
        wrong={wrong ? t('asOf.wrong') : null}
        autoFocus
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" variant="outlined" size="small" sx={{ justifySelf: 'start' }}>
        {t('asOf.show')}
      </Button>
      {asked && data && (
        <Box role="status">
          <Typography variant="body2" sx={{ fontWeight: 600, mb: 0.5 }}>
            {t('asOf.title', { day: dayText(asked) })}
          </Typography>
          {data.values ? <Facts rows={rows} /> : <Typography variant="body2">{t('asOf.absent')}</Typography>}
        </Box>
      )}
    </Box>
  )
}
