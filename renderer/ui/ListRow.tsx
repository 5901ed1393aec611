/** A row of a list in a card, and the tile for its icon at the left. */
import Box from '@mui/material/Box'
import type { Theme } from '@mui/material/styles'
import type { ReactNode } from 'react'

export const tileSx = (theme: Theme) => ({
  width: '2.5rem',
  height: '2.5rem',
  flex: 'none',
  borderRadius: '.5rem',
  display: 'grid',
  placeItems: 'center',
  background: theme.vars.palette.surface.sunken,
  color: theme.vars.palette.text.secondary,
})

export function ListRow({ children }: { children: ReactNode }) {
  return (
    <Box
      component="li"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: '.875rem',
        padding: '.6875rem 1rem',
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        '&:first-of-type': { borderTop: 0 },
      })}
    >
      {children}
    </Box>
  )
}
