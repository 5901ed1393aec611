/** Ruoli: what each role may do and which spaces it reaches, as tables that are read, heard and printed alike. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { visuallyHidden } from '@mui/utils'
import CheckCircle from '@mui/icons-material/CheckCircle'
import PrintOutlined from '@mui/icons-material/PrintOutlined'
import { useTranslation } from '../../lib/i18n.ts'
import { firstSpaces, mayDo, permissions, type Role, roleNames, spacesReached } from '#contract/permissions.ts'
import { useSpaceName } from '../../lib/spaces.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { tableCardSx } from '../../ui/tables.ts'

const headSx = {
  verticalAlign: 'bottom',
  textAlign: 'center',
  lineHeight: '1.25rem',
  paddingInline: '.25rem',
  minWidth: '5.5rem',
} as const

function Mark({ has }: { has: boolean }) {
  const { t } = useTranslation('people')
  return (
    <>
      {has ? (
        <CheckCircle
          aria-hidden
          sx={(theme) => ({ color: theme.vars.palette.success.main, verticalAlign: 'middle' })}
        />
      ) : (
        <Box component="span" aria-hidden sx={(theme) => ({ color: theme.vars.palette.surface.ink3 })}>
          {'–'}
        </Box>
      )}
      <Box component="span" sx={visuallyHidden}>
        {has ? t('matrix.yes') : t('matrix.no')}
      </Box>
    </>
  )
}

interface MatrixProps {
  caption: string
  columns: readonly { id: string; name: string; has: (role: Role) => boolean }[]
}

function Matrix({ caption, columns }: MatrixProps) {
  const { t } = useTranslation('people')
  return (
    <Table size="small" aria-label={caption}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ verticalAlign: 'bottom' }}>{t('matrix.role')}</TableCell>
          {columns.map(({ id, name }) => (
            <TableCell key={id} sx={headSx}>
              {name}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {roleNames.map((role) => (
          <TableRow key={role}>
            <TableCell component="th" scope="row" sx={{ fontWeight: 600, minWidth: '11rem' }}>
              {t(`roleNames.${role}`)}
            </TableCell>
            {columns.map(({ id, has }) => (
              <TableCell key={id} align="center">
                <Mark has={has(role)} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

export function RolesPage() {
  const { t } = useTranslation(['people', 'frame', 'spaces'])
  const spaceName = useSpaceName()
  const acts = permissions.map((permission) => ({
    id: permission,
    name: t(`people:permissions.${permission}`),
    has: (role: Role) => mayDo([role], permission),
  }))
  const spaces = firstSpaces.map((space) => ({
    id: space,
    name: spaceName(space),
    has: (role: Role) => spacesReached([role]).includes(space),
  }))
  return (
    <>
      <BackLink to="/amministrazione">{t('frame:rooms.admin')}</BackLink>
      <PageHead
        title={t('matrix.title')}
        sentence={t('matrix.sentence')}
        acts={
          <Button variant="outlined" startIcon={<PrintOutlined />} onClick={() => window.print()}>
            {t('matrix.print')}
          </Button>
        }
      />
      <Box sx={tableCardSx} role="region" aria-label={t('matrix.caption')} tabIndex={0}>
        <Matrix caption={t('matrix.caption')} columns={acts} />
      </Box>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
        {t('matrix.note')}
      </Typography>
      <Typography variant="h2" sx={{ mt: 4, mb: 0.5 }}>
        {t('matrix.spaces')}
      </Typography>
      <Typography color="textSecondary" sx={{ mb: 1.5 }}>
        {t('matrix.spacesSentence')}
      </Typography>
      <Box sx={tableCardSx} role="region" aria-label={t('matrix.spacesCaption')} tabIndex={0}>
        <Matrix caption={t('matrix.spacesCaption')} columns={spaces} />
      </Box>
      <Typography variant="body2" color="textSecondary" sx={{ mt: 1.5 }}>
        {t('matrix.spacesNote')}
      </Typography>
    </>
  )
}
