/** The six faces of a list or page: empty, loading, no match, error, out of reach, closed by role. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Theme } from '@mui/material/styles'
import CloudOff from '@mui/icons-material/CloudOff'
import FolderIcon from '@mui/icons-material/Folder'
import LockOutlined from '@mui/icons-material/LockOutlined'
import SearchOff from '@mui/icons-material/SearchOff'
import WarningAmberOutlined from '@mui/icons-material/WarningAmberOutlined'
import type { ComponentType, ReactNode } from 'react'

export type FaceKind = 'empty' | 'no-match' | 'error' | 'offline' | 'closed'

interface FaceProps {
  kind: FaceKind
  title: string
  children?: ReactNode
  /** Small buttons: the way on. */
  acts?: ReactNode
  /** The room's own icon, for `empty`. */
  icon?: ComponentType
  /** `h1` when the face is the whole page. */
  level?: 'h1' | 'h2' | 'h3'
}

const icons: Record<FaceKind, ComponentType> = {
  empty: FolderIcon,
  'no-match': SearchOff,
  error: WarningAmberOutlined,
  offline: CloudOff,
  closed: LockOutlined,
}

const ground = (theme: Theme, kind: FaceKind): { soft: string; onSoft: string } => {
  const { palette } = theme.vars
  switch (kind) {
    case 'empty':
      return palette.primary
    case 'no-match':
      return palette.neutral
    case 'error':
      return palette.error
    case 'offline':
      return palette.info
    case 'closed':
      return palette.plum
  }
}

export function Face({ kind, title, children, acts, icon, level = 'h2' }: FaceProps) {
  const Icon = icon ?? icons[kind]
  return (
    <Box
      role={kind === 'error' ? 'alert' : undefined}
      sx={{ display: 'grid', justifyItems: 'center', textAlign: 'center', gap: 0.5, px: 2, py: 3, m: 'auto' }}
    >
      <Box
        aria-hidden
        sx={(theme) => ({
          width: '3rem',
          height: '3rem',
          borderRadius: '50%',
          display: 'grid',
          placeItems: 'center',
          mb: 0.5,
          background: ground(theme, kind).soft,
          color: ground(theme, kind).onSoft,
        })}
      >
        <Icon />
      </Box>
      <Typography variant="h3" component={level}>
        {title}
      </Typography>
      {children && (
        <Typography variant="body2" component="div" color="textSecondary" sx={{ maxWidth: '34rem' }}>
          {children}
        </Typography>
      )}
      {acts && <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'center', gap: 1, mt: 1.25 }}>{acts}</Box>}
    </Box>
  )
}
