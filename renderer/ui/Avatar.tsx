/** A person's initials in a circle; `chosen` on a pressed tile, `quiet` in grey. Decoration: the name stands beside it. */
import Box from '@mui/material/Box'
import { initialsOf } from '../lib/formats.ts'

interface AvatarProps {
  name: string
  look?: 'plain' | 'quiet' | 'chosen'
  /** Width in rem. */
  size?: number
}

export function Avatar({ name, look = 'plain', size = 2.25 }: AvatarProps) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={(theme) => ({
        width: `${size}rem`,
        height: `${size}rem`,
        borderRadius: '50%',
        display: 'inline-grid',
        placeItems: 'center',
        flex: 'none',
        fontWeight: 700,
        fontSize: size > 2.5 ? '1.0625rem' : '.875rem',
        ...(look === 'plain' && {
          background: theme.vars.palette.primary.soft,
          color: theme.vars.palette.primary.onSoft,
        }),
        ...(look === 'quiet' && {
          background: theme.vars.palette.neutral.soft,
          color: theme.vars.palette.neutral.onSoft,
        }),
        ...(look === 'chosen' && {
          background: theme.vars.palette.primary.main,
          color: theme.vars.palette.primary.contrastText,
        }),
      })}
    >
      {initialsOf(name)}
    </Box>
  )
}
