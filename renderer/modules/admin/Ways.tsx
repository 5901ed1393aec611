/** From Amministrazione to its rooms: only those that the person may enter. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Theme } from '@mui/material/styles'
import Backup from '@mui/icons-material/Backup'
import Badge from '@mui/icons-material/Badge'
import ChevronRight from '@mui/icons-material/ChevronRight'
import Computer from '@mui/icons-material/Computer'
import Groups from '@mui/icons-material/Groups'
import Key from '@mui/icons-material/Key'
import ReceiptLong from '@mui/icons-material/ReceiptLong'
import VisibilityOutlined from '@mui/icons-material/VisibilityOutlined'
import type { ComponentType } from 'react'
import { Link } from 'react-router'
import type { Permission } from '#contract/permissions.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { cardSx } from '../../ui/Card.tsx'
import { tileSx } from '../../ui/ListRow.tsx'

interface Way {
  id: 'people' | 'roles' | 'access' | 'machines' | 'audit' | 'copies' | 'sheet'
  path: string
  needs: Permission
  icon: ComponentType
}

const ways: readonly Way[] = [
  { id: 'people', path: '/amministrazione/persone', needs: 'admin.people', icon: Groups },
  { id: 'roles', path: '/amministrazione/ruoli', needs: 'admin.people', icon: Badge },
  { id: 'access', path: '/amministrazione/chi-vede-cosa', needs: 'admin.people', icon: VisibilityOutlined },
  { id: 'machines', path: '/amministrazione/macchine', needs: 'admin.people', icon: Computer },
  { id: 'audit', path: '/amministrazione/registro', needs: 'admin.audit', icon: ReceiptLong },
  { id: 'copies', path: '/amministrazione/copie', needs: 'admin.copies', icon: Backup },
  { id: 'sheet', path: '/amministrazione/foglio-di-recupero', needs: 'admin.people', icon: Key },
]

const waySx = (theme: Theme) => ({
  ...cardSx(theme),
  display: 'flex',
  alignItems: 'center',
  gap: '.875rem',
  padding: '.75rem 1rem',
  color: theme.vars.palette.text.primary,
  textDecoration: 'none',
  '&:hover': { background: theme.vars.palette.action.hover },
})

export function Ways({ may }: { may: (permission: Permission) => boolean }) {
  const { t } = useTranslation('admin')
  return (
    <Box
      component="nav"
      aria-label={t('ways.label')}
      sx={{ display: 'grid', gap: '.75rem', gridTemplateColumns: 'repeat(auto-fill, minmax(17rem, 1fr))', mb: 2 }}
    >
      {ways
        .filter(({ needs }) => may(needs))
        .map(({ id, path, icon: Icon }) => (
          <Box key={id} component={Link} to={path} sx={waySx}>
            <Box component="span" aria-hidden sx={tileSx}>
              <Icon />
            </Box>
            <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
              <Typography component="span" sx={{ display: 'block', fontWeight: 650 }}>
                {t(`ways.${id}`)}
              </Typography>
              <Typography component="span" variant="body2" color="textSecondary" sx={{ display: 'block' }}>
                {t(`ways.${id}Text`)}
              </Typography>
            </Box>
            <ChevronRight aria-hidden fontSize="small" />
          </Box>
        ))}
    </Box>
  )
}
