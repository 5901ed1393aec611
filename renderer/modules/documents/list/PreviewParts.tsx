/** Small parts of the preview: turning its pages, its facts, and what stands where there is no picture. */
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Format, PaperRow } from '#contract/documents.contract.ts'
import { momentText, numberText, sizeText } from '#renderer/lib/formats.ts'
import { Facts } from '../paper/Facts.tsx'
import { kindIcon } from '../paper/kindIcon.ts'

interface PreviewTurnerProps {
  page: number
  pages: number
  /** How often the words of the search stand on this page. */
  words: number
  onTurn(direction: 'next' | 'previous'): void
}

export function PreviewTurner({ page, pages, words, onTurn }: PreviewTurnerProps) {
  const { t } = useTranslation('documents')
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        px: 1,
        minHeight: '2.75rem',
        flex: 'none',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Tooltip title={t('preview.previous')}>
        <span>
          <IconButton
            aria-label={t('preview.previous')}
            disabled={page <= 1}
            onClick={() => onTurn('previous')}
            sx={{ width: '2.25rem', height: '2.25rem' }}
          >
            <ChevronLeft />
          </IconButton>
        </span>
      </Tooltip>
      <Typography variant="body2" role="status">
        {t('preview.page', { page: numberText(page), pages: numberText(pages) })}
      </Typography>
      <Tooltip title={t('preview.next')}>
        <span>
          <IconButton
            aria-label={t('preview.next')}
            disabled={page >= pages}
            onClick={() => onTurn('next')}
            sx={{ width: '2.25rem', height: '2.25rem' }}
          >
            <ChevronRight />
          </IconButton>
        </span>
      </Tooltip>
      {words > 0 && (
        <Typography variant="body2" color="textSecondary" sx={{ ml: 'auto', pr: 0.5 }}>
          {t('preview.words', { count: words, formatted: numberText(words) })}
        </Typography>
      )}
    </Box>
  )
}

export function PreviewFacts({ row }: { row: PaperRow }) {
  const { t } = useTranslation('documents')
  return (
    <Facts
      rows={[
        [t('facts.by'), row.takenInBy],
        [t('facts.when'), momentText(row.takenInAt)],
        [t('facts.file'), <Clamped key="name" text={row.name} />],
        [t('facts.format'), `${t(`formats.${row.format}`)}, ${sizeText(row.size)}`],
      ]}
    />
  )
}

/** A long name on two lines at most: the whole of it stands on the paper's page. */
function Clamped({ text }: { text: string }) {
  return (
    <Box
      component="span"
      title={text}
      sx={{ display: '-webkit-box', WebkitLineClamp: 2, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}
    >
      {text}
    </Box>
  )
}

export function NoPicture({ format }: { format: Format }) {
  const { t } = useTranslation('documents')
  const Icon = kindIcon(format)
  return (
    <Box
      sx={{
        display: 'grid',
        placeItems: 'center',
        alignContent: 'center',
        gap: 1,
        height: '100%',
        pb: 1.75,
        color: 'text.secondary',
      }}
    >
      <Icon sx={{ fontSize: '3rem' }} />
      <Typography variant="body2">{t(`formats.${format}`)}</Typography>
    </Box>
  )
}
