/** A state in a word with its icon on its colour: `<StateChip tone="ok" icon={Inventory2}>Archiviato</StateChip>`. */
import Box from '@mui/material/Box'
import type { ComponentType, ReactNode } from 'react'

export type Tone = 'ok' | 'info' | 'warn' | 'error' | 'plum' | 'neutral'

const palettes = {
  ok: 'success',
  info: 'info',
  warn: 'warning',
  error: 'error',
  plum: 'plum',
  neutral: 'neutral',
} as const

interface StateChipProps {
  tone: Tone
  icon: ComponentType<{ fontSize?: 'small' }>
  children: ReactNode
  /** In lists of results: lower. */
  small?: boolean
}

export function StateChip({ tone, icon: Icon, children, small = false }: StateChipProps) {
  return (
    <Box
      component="span"
      sx={(theme) => ({
        display: 'inline-flex',
        alignItems: 'center',
        gap: '.3125rem',
        height: small ? '1.5rem' : '1.75rem',
        padding: '0 .5625rem 0 .4375rem',
        borderRadius: '.375rem',
        fontSize: small ? '.875rem' : '.9375rem',
        fontWeight: 600,
        whiteSpace: 'nowrap',
        background: theme.vars.palette[palettes[tone]].soft,
        color: theme.vars.palette[palettes[tone]].onSoft,
        '@media print': { background: 'none', border: '1px solid', color: '#000' },
      })}
    >
      <Icon fontSize="small" />
      {children}
    </Box>
  )
}
