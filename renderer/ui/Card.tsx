/** A sheet of paper with a hairline; `title` becomes its heading, `acts` stand at the heading's right. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { SxProps, Theme } from '@mui/material/styles'
import { type ReactNode, useId } from 'react'

interface CardProps {
  title?: string
  acts?: ReactNode
  children: ReactNode
  sx?: SxProps<Theme>
}

export const cardSx = (theme: Theme) => ({
  background: theme.vars.palette.background.paper,
  border: `1px solid ${theme.vars.palette.divider}`,
  borderRadius: '.75rem',
  boxShadow: theme.vars.palette.shadow.card,
})

export function Card({ title, acts, children, sx }: CardProps) {
  const heading = useId()
  return (
    <Box
      component="section"
      aria-labelledby={title ? heading : undefined}
      sx={[cardSx, ...(Array.isArray(sx) ? sx : [sx ?? null])]}
    >
      {title && (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, padding: '.75rem 1rem .375rem' }}>
          <Typography id={heading} variant="h2" sx={{ flex: 1, minWidth: 0 }}>
            {title}
          </Typography>
          {acts}
        </Box>
      )}
      {children}
    </Box>
  )
}
