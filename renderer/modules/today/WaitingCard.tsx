/** «Tocca a te»: the one thing to begin with. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { Link } from 'react-router'
import type { Waiting } from '#contract/today.contract.ts'
import { momentDay } from '../../lib/formats.ts'
import { Ball } from '../../ui/Ball.tsx'
import { namesOf } from './names.ts'
import { placeOf } from './waitingWords.ts'

export function WaitingCard({ row }: { row: Waiting }) {
  const { t } = useTranslation('today')
  const heading = useId()
  return (
    <Box
      component="section"
      aria-labelledby={heading}
      sx={(theme) => ({
        background: theme.vars.palette.ball.soft,
        borderRadius: '.75rem',
        padding: '1.125rem 1.25rem 1.25rem',
        display: 'grid',
        gap: 1,
        justifyItems: 'start',
        '@media print': { border: '1px solid #000', background: 'none' },
      })}
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1, width: '100%' }}>
        <Ball mine>{t('yourTurn')}</Ball>
        <Typography variant="body2" color="textSecondary" sx={{ ml: 'auto' }}>
          {t('since', { day: momentDay(row.since) })}
        </Typography>
      </Box>
      <Typography id={heading} variant="h2" sx={{ fontSize: '1.375rem' }}>
        {t(`card.${row.kind}`, { count: row.count })}
      </Typography>
      <Typography color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
        {t(`why.${row.kind}`)} {namesOf(row, t)}
      </Typography>
      <Button variant="contained" size="large" component={Link} to={placeOf[row.kind]} sx={{ mt: 1 }}>
        {t(`act.${row.kind}`, { count: row.count })}
      </Button>
    </Box>
  )
}
