/** One paper: read it where the words of the search stand, and see and mend what is known of it. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import ArrowBack from '@mui/icons-material/ArrowBack'
import { type ReactNode, useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { Paper } from '#contract/documents.contract.ts'
import { refusalOf } from '../../lib/messages.ts'
import { cardSx } from '../../ui/Card.tsx'
import { ErrorFace } from '../../ui/ErrorFace.tsx'
import { Face } from '../../ui/Face.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { useIsWide } from '../../ui/rem.ts'
import { usePaper } from './documents.queries.ts'
import { SpecialGate } from './keeping/SpecialGate.tsx'
import { panesSx } from './panes.ts'
import { FactsPanel } from './paper/FactsPanel.tsx'
import { hitsFrom } from './paper/hits.ts'
import { PaperContent } from './paper/PaperContent.tsx'
import { usePaperActs } from './paper/usePaperActs.ts'

/** From this width of the window, in rem, paper and facts stand side by side. */
const twoPanesRem = 75

export function PaperPage() {
  const { t } = useTranslation('documents')
  const { id = '' } = useParams()
  const [params] = useSearchParams()
  const query = params.get('q') ?? ''
  const { data, error, refetch } = usePaper(id, query)
  const goBack = useGoBack()

  if (error) {
    // A hand-made address with no id in it is refused as input; to the person it is the same.
    const code = refusalOf(error)
    return code === 'not-found' || code === 'bad-input' ? (
      <Face
        kind="no-match"
        level="h1"
        title={t('paper.absentTitle')}
        acts={
          <Button variant="outlined" size="small" onClick={goBack}>
            {t('acts.back')}
          </Button>
        }
      >
        {t('paper.absentText')}
      </Face>
    ) : (
      <ErrorFace error={error} level="h1" title={t('paper.errorTitle')} retry={() => void refetch()} />
    )
  }
  if (!data) return <LoadingFace rows={5} text={t('viewer.loading')} />
  return <OpenPaper key={data.paper.id} found={data} query={query} onBack={goBack} />
}

/** The router counts its steps in the history's state; the first address of the window is step 0. */
function cameFromInside(): boolean {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null && 'idx' in state && Number(state.idx) > 0
}

/** Back to the list as it was left; to the whole list for who came by a link. */
function useGoBack(): () => void {
  const navigate = useNavigate()
  const goBack = useCallback(() => void (cameFromInside() ? navigate(-1) : navigate('/documenti')), [navigate])
  const onEscape = useEffectEvent(goBack)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.matches('input, textarea')
      if (event.key === 'Escape' && !event.defaultPrevented && !isTyping) onEscape()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return goBack
}

interface OpenPaperProps {
  found: {
    paper: Paper
    openUntil: number | null
    hits: { page: number; count: number }[]
    words: string[]
    arrivals: { at: number; name: string; by: string }[]
  }
  query: string
  onBack(): void
}

function OpenPaper({ found, query, onBack }: OpenPaperProps) {
  const { t } = useTranslation('documents')
  const { paper, openUntil, hits: pages, words, arrivals } = found
  const isClosed = paper.special && openUntil === null
  const acts = usePaperActs(paper)
  const isWide = useIsWide(twoPanesRem)
  const [showsFacts, setShowsFacts] = useState(false)
  const { page, onPage } = usePageInAddress()
  const hits = useMemo(() => hitsFrom({ hits: pages, words }, query), [pages, words, query])
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}>
      <PaperHead title={paper.title} name={paper.name} onBack={onBack}>
        {!isWide && (
          <Button variant="outlined" size="small" onClick={() => setShowsFacts(!showsFacts)}>
            {showsFacts ? t('acts.paper') : t('acts.facts')}
          </Button>
        )}
      </PaperHead>
      <Box sx={panesSx(isWide)}>
        <Box
          component="section"
          aria-label={t('viewer.label')}
          sx={[
            cardSx,
            {
              minHeight: 0,
              overflow: 'hidden',
              flexDirection: 'column',
              display: isWide || !showsFacts ? 'flex' : 'none',
            },
          ]}
        >
          {isClosed ? (
            <SpecialGate id={paper.id} />
          ) : (
            <PaperContent paper={paper} acts={acts} page={page} hits={hits} query={query} onPage={onPage} />
          )}
        </Box>
        {(isWide || showsFacts) && (
          <Box sx={[cardSx, { minHeight: 0, overflow: 'hidden' }]}>
            <FactsPanel paper={paper} openUntil={openUntil} arrivals={arrivals} acts={acts} />
          </Box>
        )}
      </Box>
    </Box>
  )
}

/** The page that is open stands in the address, so that Back and a reload find it again. */
function usePageInAddress(): { page: number; onPage(page: number): void } {
  const [params, setParams] = useSearchParams()
  const asked = Number(params.get('pagina'))
  const page = Number.isInteger(asked) && asked > 0 ? asked : 1
  const onPage = useCallback(
    (next: number) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before)
          after.set('pagina', String(next))
          return after
        },
        { replace: true },
      ),
    [setParams],
  )
  return { page, onPage: (next) => next !== page && onPage(next) }
}

interface PaperHeadProps {
  title: string
  name: string
  onBack(): void
  children: ReactNode
}

const clip = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const

function PaperHead({ title, name, onBack, children }: PaperHeadProps) {
  const { t } = useTranslation('documents')
  return (
    <Box component="header" sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 1.5, flex: 'none' }}>
      <Tooltip title={t('acts.back')}>
        <IconButton
          aria-label={t('acts.back')}
          onClick={onBack}
          sx={(theme) => ({
            flex: 'none',
            border: `1px solid ${theme.vars.palette.surface.border}`,
            background: theme.vars.palette.background.paper,
          })}
        >
          <ArrowBack fontSize="small" />
        </IconButton>
      </Tooltip>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="h1" title={title} sx={{ fontSize: '1.375rem', lineHeight: '1.75rem', ...clip }}>
          {title}
        </Typography>
        <Typography variant="body2" color="textSecondary" title={name} sx={clip}>
          {name}
        </Typography>
      </Box>
      {children}
    </Box>
  )
}
