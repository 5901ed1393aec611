/** One entry of the side bar. */
import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import type { Theme } from '@mui/material/styles'
import { visuallyHidden } from '@mui/utils'
import { Link } from 'react-router'
import { useTranslation } from '../../lib/i18n.ts'
import { numberText } from '../../lib/formats.ts'
import type { Room } from '../routes.tsx'

interface RoomLinkProps {
  room: Room
  here: boolean
  narrow: boolean
  count: number
}

const linkSx = (here: boolean, narrow: boolean) => (theme: Theme) => ({
  display: 'flex',
  flex: 'none',
  alignItems: 'center',
  gap: '.625rem',
  position: 'relative',
  height: narrow ? '2.75rem' : '2.375rem',
  width: narrow ? '3rem' : 'auto',
  justifyContent: narrow ? 'center' : 'flex-start',
  padding: narrow ? 0 : '0 .5rem',
  borderRadius: '.5rem',
  color: theme.vars.palette.text.primary,
  textDecoration: 'none',
  fontWeight: here ? 650 : 500,
  background: here ? theme.vars.palette.background.paper : 'none',
  boxShadow: here ? theme.vars.palette.shadow.card : 'none',
  '& svg': { color: here ? theme.vars.palette.primary.main : theme.vars.palette.text.secondary },
  '&:hover': { background: here ? theme.vars.palette.background.paper : theme.vars.palette.action.hover },
  // Narrow, the paper ground alone is too faint: a bar at the left says it too.
  ...(here && narrow && { borderLeft: `3px solid ${theme.vars.palette.primary.main}` }),
})

const countSx = (theme: Theme) => ({
  marginLeft: 'auto',
  minWidth: '1.625rem',
  height: '1.5rem',
  padding: '0 .4375rem',
  borderRadius: '1rem',
  background: theme.vars.palette.ball.main,
  color: theme.vars.palette.ball.on,
  fontSize: '.875rem',
  lineHeight: '1.5rem',
  fontWeight: 700,
  textAlign: 'center',
})

const dotSx = (theme: Theme) => ({
  position: 'absolute',
  right: '.375rem',
  top: '.375rem',
  width: '.625rem',
  height: '.625rem',
  borderRadius: '50%',
  background: theme.vars.palette.ball.line,
  border: `2px solid ${theme.vars.palette.surface.nav}`,
})

export function RoomLink({ room, here, narrow, count }: RoomLinkProps) {
  const { t } = useTranslation('frame')
  const name = t(`rooms.${room.id}`)
  const Icon = room.icon
  const waiting = count > 0 && t('waiting', { count })
  const link = (
    <Box component={Link} to={room.path} aria-current={here ? 'page' : undefined} sx={linkSx(here, narrow)}>
      <Icon />
      <Box component="span" sx={narrow ? visuallyHidden : null}>
        {name}
      </Box>
      {waiting && (
        <>
          <Box component="span" aria-hidden sx={narrow ? dotSx : countSx}>
            {narrow ? null : numberText(count)}
          </Box>
          <Box component="span" sx={visuallyHidden}>
            {waiting}
          </Box>
        </>
      )}
    </Box>
  )
  if (!narrow) return link
  return (
    <Tooltip title={waiting ? `${name}: ${waiting}` : name} placement="right" describeChild>
      {link}
    </Tooltip>
  )
}
