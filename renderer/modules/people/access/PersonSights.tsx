/** Person by person: what they may do and by which role, which spaces they reach and on which computers. */
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import type { Sight } from '#contract/people.contract.ts'
import { mayDo, spacesReached } from '#contract/permissions.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { useSpaceName } from '#renderer/lib/spaces.ts'
import { topRowSx } from '#renderer/ui/tables.ts'
import { hasFilters, noFilters, usePeopleAddress } from '../list/address.ts'
import { ListFrame } from '../list/ListFrame.tsx'
import { PeopleFilters } from '../list/PeopleFilters.tsx'
import { useDevices, useSights } from '../people.queries.ts'
import { StateOf } from '../StateOf.tsx'

const listSx = { m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.25 } as const

/** Each permission with the roles that give it: the why beside the what. */
function MayDo({ sight }: { sight: Sight }) {
  const { t } = useTranslation('people')
  if (sight.permissions.length === 0) return <>{t('sees.nothing')}</>
  return (
    <Box component="ul" sx={listSx}>
      {sight.permissions.map((permission) => (
        <li key={permission}>
          {t(`permissions.${permission}`)}{' '}
          <Typography component="span" variant="body2" color="textSecondary">
            {t('sees.because', {
              roles: sight.roles
                .filter((role) => mayDo([role], permission))
                .map((role) => t(`roleNames.${role}`))
                .join(', '),
            })}
          </Typography>
        </li>
      ))}
    </Box>
  )
}

function Reaches({ sight, machines }: { sight: Sight; machines: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('people')
  const nameOf = useSpaceName()
  if (sight.spaces.length === 0) return <>{t('sees.noSpace')}</>
  return (
    <Box component="ul" sx={listSx}>
      {sight.spaces.map(({ space, devices }) => (
        <li key={space}>
          {nameOf(space)}{' '}
          <Typography component="span" variant="body2" color="textSecondary">
            {t('sees.because', {
              roles: sight.roles
                .filter((role) => spacesReached([role], [space]).includes(space))
                .map((role) => t(`roleNames.${role}`))
                .join(', '),
            })}
            {', '}
            {t('sees.on', { machines: devices.map((id) => machines.get(id) ?? t('sees.otherMachine')).join(', ') })}
          </Typography>
        </li>
      ))}
    </Box>
  )
}

function SightTable({ sights }: { sights: readonly Sight[] }) {
  const { t } = useTranslation('people')
  const { data: devices } = useDevices()
  const machines = new Map(devices?.map(({ id, name }) => [id, name]))
  return (
    <Table size="small" aria-label={t('sees.views.people')}>
      <TableHead>
        <TableRow>
          <TableCell>{t('fields.name')}</TableCell>
          <TableCell>{t('sees.may')}</TableCell>
          <TableCell>{t('sees.reaches')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {sights.map((sight) => (
          <TableRow key={sight.person} sx={topRowSx}>
            <TableCell component="th" scope="row" sx={{ minWidth: '12rem' }}>
              <Typography sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>{sight.name}</Typography>
              {sight.state === 'active' ? (
                <Typography variant="body2" color="textSecondary">
                  {sight.login}
                </Typography>
              ) : (
                <StateOf state={sight.state} />
              )}
            </TableCell>
            <TableCell>
              <MayDo sight={sight} />
            </TableCell>
            <TableCell sx={{ minWidth: '14rem' }}>
              <Reaches sight={sight} machines={machines} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

export function PersonSights() {
  const { t } = useTranslation('people')
  const { question, ask } = usePeopleAddress()
  const list = useSights(question)
  const pages = list.data?.pages ?? []
  const sights = pages.flatMap((page) => page.rows)
  return (
    <>
      <PeopleFilters question={question} onAsk={ask} />
      <ListFrame
        label={t('sees.views.people')}
        list={list}
        shown={sights.length}
        total={pages[0]?.total ?? 0}
        isFiltered={hasFilters(question)}
        onClear={() => ask(noFilters)}
      >
        <SightTable sights={sights} />
      </ListFrame>
    </>
  )
}
