/** The entries of the register, newest first. Nothing in it can be changed. */
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import Backup from '@mui/icons-material/Backup'
import Badge from '@mui/icons-material/Badge'
import Block from '@mui/icons-material/Block'
import Computer from '@mui/icons-material/Computer'
import DescriptionOutlined from '@mui/icons-material/DescriptionOutlined'
import ErrorIcon from '@mui/icons-material/Error'
import FileDownload from '@mui/icons-material/FileDownload'
import Key from '@mui/icons-material/Key'
import LockOutlined from '@mui/icons-material/LockOutlined'
import Login from '@mui/icons-material/Login'
import type { ComponentType } from 'react'
import type { SvgIconProps } from '@mui/material/SvgIcon'
import type { AuditRow } from '#contract/audit.contract.ts'
import { dayText, momentText } from '../../lib/formats.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { topRowSx } from '../../ui/tables.ts'
import { useSpaceName } from '#renderer/lib/spaces.ts'
import { type ProcedureKey, roleChangeFrom, terminalFrom, wayFrom } from './entry.ts'
import { type Subject, subjectOf } from './subjects.ts'

const icons: Record<Subject, ComponentType<SvgIconProps>> = {
  signIns: Login,
  wrongTries: ErrorIcon,
  refusals: Block,
  secrets: Key,
  people: Badge,
  machines: Computer,
  copies: Backup,
  papers: DescriptionOutlined,
  reserved: LockOutlined,
  exports: FileDownload,
}

const colours: Partial<Record<Subject, 'error' | 'warning'>> = { wrongTries: 'error', refusals: 'warning' }

type Told = { what: string }

function Procedure({ what }: Told) {
  const { t } = useTranslation(['audit', 'procedures'])
  // A key that has no text stands for itself.
  return <>{t(`procedures:${what}` as ProcedureKey)}</>
}

function Way({ what }: Told) {
  const { t } = useTranslation('audit')
  const way = wayFrom(what)
  return <>{way ? t(`how.${way}`) : what}</>
}

function Exported({ what }: Told) {
  const { t } = useTranslation('audit')
  return <>{what === 'audit csv' ? t('exports.audit csv') : what}</>
}

function Terminal({ what }: Told) {
  const { t } = useTranslation('audit')
  const spaceName = useSpaceName()
  const { minutes, isHotDesk, space } = terminalFrom(what)
  const said = [
    minutes !== null && t('terminal.idle', { minutes }),
    isHotDesk && t('terminal.hotDesk'),
    space !== null && t('terminal.space', { space: spaceName(space) }),
  ]
  return <>{said.filter(Boolean).join(', ')}</>
}

const Day = ({ what }: Told) => <>{dayText(what)}</>

/** What an entry tells besides its kind, in the words of the screen; a word that has none stays as it is. */
const details: Partial<Record<AuditRow['kind'], ComponentType<Told>>> = {
  refused: Procedure,
  'sign-in': Way,
  'wrong-try': Way,
  'code-wrong': Way,
  exported: Exported,
  'terminal-changed': Terminal,
  'copy-restored': Day,
}

function Roles({ what }: Told) {
  const { t } = useTranslation(['audit', 'people'])
  const { given, taken } = roleChangeFrom(what)
  if (given.length + taken.length === 0) return <>{what}</>
  const namesOf = (roles: typeof given) => roles.map((role) => t(`people:roleNames.${role}`)).join(', ')
  const said = [
    given.length > 0 && t('given', { roles: namesOf(given) }),
    taken.length > 0 && t('taken', { roles: namesOf(taken) }),
  ]
  return <>{said.filter(Boolean).join(' ')}</>
}

function What({ row }: { row: AuditRow }) {
  const { t } = useTranslation('audit')
  const subject = subjectOf(row.kind)
  const Icon = icons[subject]
  const Detail = details[row.kind] ?? Roles
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
      <Icon aria-hidden fontSize="small" color={colours[subject] ?? 'action'} sx={{ mt: '.1875rem' }} />
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {t(`kinds.${row.kind}`)}
        </Box>
        {row.about?.name && `: ${row.about.name}`}
        {row.what !== '' && (
          <Typography variant="body2" color="textSecondary">
            <Detail what={row.what} />
          </Typography>
        )}
      </Box>
    </Box>
  )
}

export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  const { t } = useTranslation('audit')
  return (
    <Table size="small" aria-label={t('title')}>
      <TableHead>
        <TableRow>
          <TableCell>{t('columns.at')}</TableCell>
          <TableCell>{t('columns.who')}</TableCell>
          <TableCell>{t('columns.what')}</TableCell>
          <TableCell>{t('columns.machine')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.id} sx={topRowSx}>
            <TableCell sx={{ whiteSpace: 'nowrap', fontFeatureSettings: '"tnum"' }}>{momentText(row.at)}</TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere', minWidth: '9rem' }}>{row.person?.name ?? t('nobody')}</TableCell>
            <TableCell sx={{ width: '100%' }}>
              <What row={row} />
            </TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{row.device.name}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
