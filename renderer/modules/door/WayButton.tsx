/** One of the ways to begin. */
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import ArrowForward from '@mui/icons-material/ArrowForward'
import type { ComponentType } from 'react'
import { cardSx } from '../../ui/Card.tsx'

interface WayButtonProps {
  icon: ComponentType<{ sx: { fontSize: string } }>
  title: string
  text: string
  /** The usual way: edged in the first colour. */
  main?: boolean
  onClick: () => void
}

export function WayButton({ icon: Icon, title, text, main = false, onClick }: WayButtonProps) {
  return (
    <ButtonBase
      onClick={onClick}
      sx={(theme) => ({
        ...cardSx(theme),
        display: 'flex',
        gap: '1.25rem',
        padding: '1.25rem 1.5rem',
        textAlign: 'left',
        width: '100%',
        color: theme.vars.palette.text.primary,
        fontFamily: 'inherit',
        ...(main && {
          border: `2px solid ${theme.vars.palette.primary.main}`,
          padding: 'calc(1.25rem - 1px) calc(1.5rem - 1px)',
        }),
        '&:hover': { background: theme.vars.palette.action.hover },
      })}
    >
      <Box
        component="span"
        sx={(theme) => ({
          width: '3.25rem',
          height: '3.25rem',
          flex: 'none',
          display: 'grid',
          placeItems: 'center',
          borderRadius: '.75rem',
          background: main ? theme.vars.palette.primary.soft : theme.vars.palette.surface.sunken,
          color: main ? theme.vars.palette.primary.onSoft : theme.vars.palette.text.secondary,
        })}
      >
        <Icon sx={{ fontSize: '1.75rem' }} />
      </Box>
      <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
        <Typography component="span" sx={{ display: 'block', fontWeight: 650, fontSize: '1.125rem' }}>
          {title}
        </Typography>
        <Typography component="span" color="textSecondary">
          {text}
        </Typography>
      </Box>
      <ArrowForward sx={{ fontSize: '1.5rem' }} />
    </ButtonBase>
  )
}
