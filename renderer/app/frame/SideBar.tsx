/** The rooms that this person may open, grouped as the work is; narrow, it keeps the icons and tells the names. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Theme } from '@mui/material/styles'
import { Fragment } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState } from '#contract/door.contract.ts'
import { Logo } from '../../ui/Logo.tsx'
import { mayPerson } from '../door.queries.ts'
import { type Group, groups, type Room, rooms } from '../routes.tsx'
import { RoomLink } from './RoomLink.tsx'
import { useRoom } from './RoomRoutes.tsx'
import { useWaitingCounts } from './waiting.queries.ts'

/** As the window leaves room for it. */
export type BarWidth = 'wide' | 'middle' | 'narrow'

const barSx = (narrow: boolean) => (theme: Theme) => ({
  gridRow: '1 / 3',
  background: theme.vars.palette.surface.nav,
  display: 'flex',
  flexDirection: 'column',
  padding: narrow ? '0 .5rem .5rem' : '0 .75rem .5rem',
  alignItems: narrow ? 'center' : 'stretch',
  overflowY: 'auto',
  overflowX: 'hidden',
})

const ruleSx = (theme: Theme) => ({
  border: 0,
  borderTop: `1px solid ${theme.vars.palette.surface.border}`,
  opacity: 0.5,
  width: '100%',
  margin: '.5rem 0',
})

function Brand({ narrow }: { narrow: boolean }) {
  const { t } = useTranslation('ui')
  return (
    <Box
      sx={{
        height: '3.5rem',
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        gap: '.625rem',
        pl: narrow ? 0 : '.25rem',
      }}
    >
      <Logo size="1.875rem" />
      {!narrow && <Box sx={{ fontSize: '1.125rem', fontWeight: 700, letterSpacing: '-.01em' }}>{t('brand')}</Box>}
    </Box>
  )
}

function GroupHead({ group, narrow }: { group: Group; narrow: boolean }) {
  const { t } = useTranslation('frame')
  if (group === 'top') return null
  if (narrow || group === 'bottom') return <Box component="hr" sx={ruleSx} />
  return (
    <Typography
      variant="caption"
      component="h2"
      color="textSecondary"
      sx={{ fontWeight: 600, padding: '.875rem .5rem .25rem' }}
    >
      {t(`groups.${group}`)}
    </Typography>
  )
}

export function SideBar({ door, bar }: { door: DoorState; bar: BarWidth }) {
  const { t } = useTranslation('frame')
  const here = useRoom()
  const counts = useWaitingCounts()
  const narrow = bar === 'narrow'
  const open = rooms.filter((room) => room.inNav && mayPerson(door.person, room.needs))
  const isHere = (room: Room) => here?.id === room.id || here?.under === room.id
  return (
    <Box component="nav" aria-label={t('navigation')} data-region className="no-print" sx={barSx(narrow)}>
      <Brand narrow={narrow} />
      {groups.map((group) => {
        const inGroup = open.filter((room) => room.group === group)
        if (inGroup.length === 0) return null
        return (
          <Fragment key={group}>
            <GroupHead group={group} narrow={narrow} />
            {inGroup.map((room) => (
              <RoomLink key={room.id} room={room} here={isHere(room)} narrow={narrow} count={counts[room.id] ?? 0} />
            ))}
          </Fragment>
        )
      })}
    </Box>
  )
}
