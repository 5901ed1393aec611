/** A key's name as it stands on the keyboard; `plain` takes the colours of the button around it. */
import Box from '@mui/material/Box'
import type { ReactNode } from 'react'

export function Kbd({ children, plain = false }: { children: ReactNode; plain?: boolean }) {
  return (
    <Box
      component="kbd"
      sx={(theme) => ({
        font: `600 .875rem/1.25rem ${theme.typography.fontFamily}`,
        border: '1px solid',
        borderBottomWidth: '2px',
        borderColor: plain ? 'currentcolor' : theme.vars.palette.divider,
        borderRadius: '.3125rem',
        padding: '0 .375rem',
        background: plain ? 'none' : theme.vars.palette.surface.sunken,
        color: plain ? 'inherit' : theme.vars.palette.text.secondary,
        whiteSpace: 'nowrap',
      })}
    >
      {children}
    </Box>
  )
}
