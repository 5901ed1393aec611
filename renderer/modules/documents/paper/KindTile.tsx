import Box from '@mui/material/Box'
import type { Format } from '#contract/documents.contract.ts'
import { kindIcon } from './kindIcon.ts'

export function KindTile({ format, chosen = false }: { format: Format; chosen?: boolean }) {
  const Icon = kindIcon(format)
  return (
    <Box
      aria-hidden
      sx={(theme) => ({
        width: '2.5rem',
        height: '2.5rem',
        borderRadius: '.5rem',
        display: 'grid',
        placeItems: 'center',
        flex: 'none',
        background: chosen ? theme.vars.palette.background.paper : theme.vars.palette.surface.sunken,
        color: theme.vars.palette.text.secondary,
      })}
    >
      <Icon />
    </Box>
  )
}
