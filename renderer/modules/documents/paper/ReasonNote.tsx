/** Why a paper is not simply archived, and what to do about it; nothing for one that was read whole. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { lookOf } from './state.ts'

const grounds = {
  info: 'info',
  warn: 'warning',
  error: 'error',
  neutral: 'neutral',
  ok: 'success',
  plum: 'plum',
} as const

export function ReasonNote({ paper }: { paper: Pick<Paper, 'state' | 'reason' | 'blankPages'> }) {
  const { t } = useTranslation('documents')
  const key = paper.state === 'waiting' || paper.state === 'reading' ? paper.state : paper.reason
  if (!key || paper.state === 'filed') return null
  const { tone, icon: Icon } = lookOf(paper)
  return (
    <Box
      sx={(theme) => ({
        display: 'flex',
        gap: 1,
        padding: '.625rem .75rem',
        borderRadius: '.5rem',
        background: theme.vars.palette[grounds[tone]].soft,
        color: theme.vars.palette[grounds[tone]].onSoft,
      })}
    >
      <Icon fontSize="small" sx={{ mt: '.125rem' }} />
      <Typography variant="body2">{t(`explain.${key}`, { count: paper.blankPages ?? 0 })}</Typography>
    </Box>
  )
}
