/** People, one a row; the name leads to the person, and so does a press anywhere on the row. */
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { memo, useCallback } from 'react'
import { Link as RouterLink, useNavigate } from 'react-router'
import type { PersonRow } from '#contract/people.contract.ts'
import { momentText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { Avatar } from '#renderer/ui/Avatar.tsx'
import { useIsWide } from '#renderer/ui/rem.ts'
import { StateOf } from '../StateOf.tsx'

interface RowProps {
  person: PersonRow
  /** Whether the last sign-in has a column. */
  hasSeen: boolean
  onOpen: (path: string) => void
}

const PersonLine = memo(function PersonLine({ person, hasSeen, onOpen }: RowProps) {
  const { t } = useTranslation('people')
  const path = `/amministrazione/persone/${person.id}`
  const roles = person.roles.map((role) => t(`roleNames.${role}`)).join(', ')
  return (
    <TableRow hover onClick={() => onOpen(path)} sx={{ cursor: 'pointer' }}>
      <TableCell component="th" scope="row">
        <Box sx={{ display: 'flex', alignItems: 'center', gap: '.75rem', minWidth: '12rem' }}>
          <Avatar name={person.name} look="quiet" />
          <Box sx={{ minWidth: 0 }}>
            <Link
              component={RouterLink}
              to={path}
              color="textPrimary"
              underline="hover"
              onClick={(event) => event.stopPropagation()}
              sx={{ fontWeight: 650, overflowWrap: 'anywhere', borderRadius: '.25rem' }}
            >
              {person.name}
            </Link>
            {person.self && (
              <Box component="span" sx={{ ml: 0.75, color: 'text.secondary' }}>
                {t('you')}
              </Box>
            )}
            <Typography variant="body2" color="textSecondary">
              {person.login}
            </Typography>
          </Box>
        </Box>
      </TableCell>
      <TableCell>{person.office || '–'}</TableCell>
      <TableCell>{roles || t('noRole')}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <StateOf state={person.state} />
      </TableCell>
      {hasSeen && (
        <TableCell sx={{ whiteSpace: 'nowrap' }}>{person.seenAt ? momentText(person.seenAt) : t('never')}</TableCell>
      )}
    </TableRow>
  )
})

export function PeopleTable({ people }: { people: readonly PersonRow[] }) {
  const { t } = useTranslation('people')
  const navigate = useNavigate()
  const hasSeen = useIsWide(75)
  const open = useCallback((path: string) => void navigate(path), [navigate])
  return (
    <Table size="small" aria-label={t('list.title')}>
      <TableHead>
        <TableRow>
          <TableCell>{t('fields.name')}</TableCell>
          <TableCell>{t('fields.office')}</TableCell>
          <TableCell>{t('fields.roles')}</TableCell>
          <TableCell>{t('fields.state')}</TableCell>
          {hasSeen && <TableCell>{t('fields.seen')}</TableCell>}
        </TableRow>
      </TableHead>
      <TableBody>
        {people.map((person) => (
          <PersonLine key={person.id} person={person} hasSeen={hasSeen} onOpen={open} />
        ))}
      </TableBody>
    </Table>
  )
}
