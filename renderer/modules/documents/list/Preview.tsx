/** The pane beside the list: the page where the words stand, what the paper is, and the next act. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { PaperRow } from '#contract/documents.contract.ts'
import { useReading } from '#renderer/lib/reading.ts'
import { usePaper, usePicture } from '../documents.queries.ts'
import { HiddenSheet } from '../keeping/HiddenSheet.tsx'
import { SpecialChip } from '../keeping/SpecialChip.tsx'
import { hitsFrom } from '../paper/hits.ts'
import { PaperMenu } from '../paper/PaperMenu.tsx'
import { PaperState } from '../paper/PaperState.tsx'
import { PrintButton } from '../paper/PrintButton.tsx'
import { ReasonNote } from '../paper/ReasonNote.tsx'
import { isDrawable } from '../paper/state.ts'
import { usePaperActs } from '../paper/usePaperActs.ts'
import { Picture } from './Picture.tsx'
import { NoPicture, PreviewFacts, PreviewTurner } from './PreviewParts.tsx'

const PreviewPages = lazy(() => import('./PreviewPages.tsx').then((m) => ({ default: m.PreviewPages })))

interface PreviewProps {
  row: PaperRow
  query: string
  page: number
  onTurn(direction: 'next' | 'previous'): void
  onOpen(): void
}

export function Preview({ row, query, page, onTurn, onOpen }: PreviewProps) {
  const { t } = useTranslation('documents')
  const acts = usePaperActs(row)
  const { data: found } = usePaper(row.id, query)
  const { running } = useReading()
  const hits = useMemo(() => (found ? hitsFrom(found, query) : null), [found, query])
  const total = row.pages ?? 1
  const words = found?.hits.find((hit) => hit.page === page)?.count ?? 0
  const opens = total > 1 || row.page !== null ? t('acts.openAt', { page }) : t('acts.open')
  return (
    <Box
      component="section"
      aria-label={t('preview.label')}
      sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, height: '100%' }}
    >
      {row.special ? (
        <HiddenSheet />
      ) : (
        <Sheet row={row} page={page} hits={hits} isKnown={found !== undefined || query.trim() === ''} />
      )}
      {row.pages !== null && !row.special && <PreviewTurner page={page} pages={total} words={words} onTurn={onTurn} />}
      <Box
        tabIndex={0}
        role="group"
        aria-label={t('facts.label')}
        sx={{
          display: 'grid',
          gap: 1.25,
          px: 2,
          pt: 2,
          flex: '0 1 auto',
          minHeight: '5rem',
          maxHeight: '55%',
          overflow: 'auto',
          '&:focus-visible': { outlineOffset: '-3px' },
        }}
      >
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <PaperState paper={row} />
          {row.special && <SpecialChip />}
          <Reading running={running.find((one) => one.paper === row.id)} />
        </Box>
        <ReasonNote paper={row} />
        <PreviewFacts row={row} />
      </Box>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', p: 2, flex: 'none' }}>
        <Button variant="contained" size="small" onClick={onOpen}>
          {opens}
        </Button>
        {!row.special && (
          <>
            <PrintButton paper={row} ctrlP />
            <PaperMenu acts={acts} />
          </>
        )}
      </Box>
    </Box>
  )
}

function Reading({ running }: { running: { page: number; pages: number } | undefined }) {
  const { t } = useTranslation('documents')
  if (!running) return null
  return (
    <Typography variant="body2" color="textSecondary">
      {t('results.readingPage', running)}
    </Typography>
  )
}

interface SheetProps {
  row: PaperRow
  page: number
  hits: ReturnType<typeof hitsFrom>
  /** Whether it is known on which pages the words stand. */
  isKnown: boolean
}

/** The picture at once; the page itself over it as soon as a page other than the first or a mark is wanted. */
function Sheet({ row, page, hits, isKnown }: SheetProps) {
  const { t } = useTranslation('documents')
  const { data: picture } = usePicture(row.id, row.hasPicture)
  const [isDrawn, setDrawn] = useState(false)
  const onShown = useCallback(() => setDrawn(true), [])
  const wantsPages = isKnown && isDrawable(row) && row.hasPicture && (page !== 1 || hits !== null)
  return (
    <Box
      sx={(theme) => ({
        position: 'relative',
        flex: 1,
        minHeight: '8rem',
        overflow: 'hidden',
        px: 2.5,
        pt: 1.75,
        background: theme.vars.palette.surface.sunken,
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
      })}
    >
      {picture && !(isDrawn && wantsPages) && (
        <Picture blob={picture} label={t('preview.picture', { page: 1, title: row.title })} />
      )}
      {!row.hasPicture && <NoPicture format={row.format} />}
      {wantsPages && (
        <Suspense fallback={null}>
          <PreviewPages paper={row} page={page} hits={hits} onShown={onShown} />
        </Suspense>
      )}
    </Box>
  )
}
