/** In whose hands the work is: `<Ball mine>Tocca a te</Ball>`, `<Ball initials="GA">In mano a Gare</Ball>`. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

type BallProps = { children: ReactNode } & ({ mine: true; initials?: never } | { mine?: false; initials: string })

export function Ball({ mine, initials, children }: BallProps) {
  return (
    <Box
      component="span"
      sx={(theme) => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: '.4375rem',
        height: '1.75rem',
        padding: '0 .75rem 0 .25rem',
        borderRadius: '1rem',
        fontSize: '.9375rem',
        fontWeight: mine ? 700 : 600,
        whiteSpace: 'nowrap',
        border: `1px solid ${mine ? theme.vars.palette.ball.main : theme.vars.palette.surface.border}`,
        background: mine ? theme.vars.palette.ball.main : theme.vars.palette.background.paper,
        color: mine ? theme.vars.palette.ball.on : theme.vars.palette.text.primary,
      })}
    >
      <Box
        component="span"
        aria-hidden
        sx={(theme) => ({
          minWidth: mine ? '.875rem' : '1.25rem',
          height: mine ? '.875rem' : '1.25rem',
          marginLeft: mine ? '.375rem' : 0,
          padding: mine ? 0 : '0 .3125rem',
          borderRadius: '1rem',
          display: 'inline-grid',
          placeItems: 'center',
          fontSize: '.875rem',
          lineHeight: 1,
          fontWeight: 700,
          background: mine ? theme.vars.palette.ball.on : theme.vars.palette.neutral.soft,
          color: theme.vars.palette.neutral.onSoft,
        })}
      >
        {initials}
      </Box>
      {children}
    </Box>
  )
}
