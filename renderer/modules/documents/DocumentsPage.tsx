/** The archive: find a paper by its words, look at it, open it where they stand. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { Theme } from '@mui/material/styles'
import Typography from '@mui/material/Typography'
import NoteAdd from '@mui/icons-material/NoteAdd'
import { useId, useRef } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { useNavigate } from 'react-router'
import { cardSx } from '../../ui/Card.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useIsWide } from '../../ui/rem.ts'
import { useCounts, useMay } from './documents.queries.ts'
import { hasFilters, noFilters, useListAddress } from './list/address.ts'
import { DayFilter } from './list/DayFilter.tsx'
import { KindFilter } from './list/KindFilter.tsx'
import { ListFace } from './list/ListFace.tsx'
import { Preview } from './list/Preview.tsx'
import { ResultList, type ResultListHandle } from './list/ResultList.tsx'
import { ResultsHead } from './list/ResultsHead.tsx'
import { SearchField } from './list/SearchField.tsx'
import { useChosen } from './list/useChosen.ts'
import { useResults } from './list/useResults.ts'
import { ViewTabs } from './list/ViewTabs.tsx'
import { TrashLink } from './keeping/TrashLink.tsx'
import { panesSx } from './panes.ts'
import { takeInFiles } from './takeIn.ts'

/** From this width of the window, in rem, list and preview stand side by side. */
const twoPanesRem = 75

/** The rows lie over their list's own ring: the card around them shows it. */
const listCardSx = (theme: Theme) => ({
  display: 'flex',
  flexDirection: 'column' as const,
  minHeight: 0,
  overflow: 'hidden',
  '&:has(> [role="listbox"]:focus-visible)': {
    outline: `3px solid ${theme.vars.palette.focus.outer}`,
    outlineOffset: '2px',
    boxShadow: `0 0 0 2px ${theme.vars.palette.focus.inner}`,
  },
})

export function DocumentsPage() {
  const { t } = useTranslation('documents')
  const navigate = useNavigate()
  const panel = useId()
  const list = useRef<ResultListHandle>(null)
  const address = useListAddress()
  const { question, ask } = address
  const { data: counts } = useCounts()
  const results = useResults(question)
  // There may have been no list to enter: then the focus is still where one types, or nowhere.
  const chosen = useChosen(address, results, () => {
    if (document.activeElement?.matches('body, [type="search"]')) list.current?.focus()
  })
  const isWide = useIsWide(twoPanesRem)

  const open = (index: number) => {
    const row = results.rowAt(index)
    if (!row) return
    const page = index === chosen.index && isWide ? chosen.page : (row.page ?? 1)
    const params = new URLSearchParams({ ...(question.query && { q: question.query }), pagina: String(page) })
    void navigate(`/documenti/${row.id}?${params}`)
  }
  const face = results.face
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}>
      <Box sx={{ mb: -1, flex: 'none' }}>
        <PageHead title={t('title')} acts={<AddButton />} />
      </Box>
      <ViewTabs view={question.view} counts={counts} panel={panel} onView={(view) => ask({ view })} />
      <Box
        role="search"
        aria-label={t('search.label')}
        sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, my: 1.25, flex: 'none' }}
      >
        <SearchField
          query={question.query}
          onQuery={(query) => ask({ query })}
          onEnterResults={() => {
            list.current?.focus()
            chosen.enter()
          }}
        />
        <KindFilter chosen={question.kinds} onChosen={(kinds) => ask({ kinds })} />
        <DayFilter from={question.from} to={question.to} onDays={(days) => ask(days)} />
        {hasFilters(question) && (
          <Button size="small" onClick={() => ask(noFilters)}>
            {t('filters.clear')}
          </Button>
        )}
        {question.view === 'trash' && <TrashLink />}
      </Box>
      <Box sx={panesSx(isWide)}>
        <Box id={panel} role="tabpanel" aria-labelledby={`view-${question.view}`} sx={[cardSx, listCardSx]}>
          <ResultsHead
            found={results.found}
            hasQuery={question.query.trim() !== ''}
            order={question.order}
            onOrder={(order) => ask({ order })}
          />
          {face ? (
            <ListFace face={face} question={question} onAsk={ask} />
          ) : (
            <ResultList
              question={results.key}
              handle={list}
              total={results.total}
              rowAt={results.rowAt}
              chosen={chosen.index}
              hasQuery={question.query.trim() !== ''}
              onView={results.onView}
              onChoose={chosen.choose}
              // Without room for a preview, the paper itself is the next page.
              onPress={isWide ? chosen.choose : open}
              onOpen={open}
              onTurn={chosen.turn}
            />
          )}
        </Box>
        {isWide && (
          <Box sx={[cardSx, { minHeight: 0, overflow: 'hidden' }]}>
            {chosen.row ? (
              <Preview
                key={chosen.row.id}
                row={chosen.row}
                query={question.query}
                page={chosen.page}
                onTurn={chosen.turn}
                onOpen={() => open(chosen.index)}
              />
            ) : (
              <Box sx={{ display: 'grid', placeItems: 'center', height: '100%', p: 3, textAlign: 'center' }}>
                <Typography color="textSecondary">{t('faces.choose')}</Typography>
              </Box>
            )}
          </Box>
        )}
      </Box>
    </Box>
  )
}

function AddButton() {
  const { t } = useTranslation('documents')
  const input = useRef<HTMLInputElement>(null)
  if (!useMay('documents.take-in')) return null
  return (
    <>
      <Button variant="contained" startIcon={<NoteAdd />} onClick={() => input.current?.click()}>
        {t('add')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t('add')}
        onChange={(event) => {
          takeInFiles([...(event.target.files ?? [])])
          // So that choosing the same file again is a change, too.
          event.target.value = ''
        }}
      />
    </>
  )
}
