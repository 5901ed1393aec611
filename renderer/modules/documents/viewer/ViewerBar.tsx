/** The bar over the pages: how large, which page, turned, and the way to the search. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Tooltip from '@mui/material/Tooltip'
import ChevronLeft from '@mui/icons-material/ChevronLeft'
import ChevronRight from '@mui/icons-material/ChevronRight'
import ExpandMore from '@mui/icons-material/ExpandMore'
import Rotate from '@mui/icons-material/Rotate90DegreesCwOutlined'
import Search from '@mui/icons-material/Search'
import ZoomIn from '@mui/icons-material/ZoomIn'
import ZoomOut from '@mui/icons-material/ZoomOut'
import { type ReactNode, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { numberText } from '#renderer/lib/formats.ts'
import { PageField } from './PageField.tsx'
import type { ViewerSession, ViewerState } from './session.ts'

const steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

interface ViewerBarProps {
  session: ViewerSession
  state: ViewerState
  isFinding: boolean
  onFind(): void
}

export function ViewerBar({ session, state, isFinding, onFind }: ViewerBarProps) {
  const { t } = useTranslation('documents')
  return (
    <Box
      role="toolbar"
      aria-label={t('viewer.bar')}
      sx={{
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        columnGap: 0.25,
        px: 1,
        minHeight: '3rem',
        flex: 'none',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <BarButton label={t('viewer.zoomOut')} onClick={() => session.zoom('out')} disabled={state.scale <= 0.26}>
        <ZoomOut />
      </BarButton>
      <ZoomMenu session={session} state={state} />
      <BarButton label={t('viewer.zoomIn')} onClick={() => session.zoom('in')} disabled={state.scale >= 9.9}>
        <ZoomIn />
      </BarButton>
      <BarButton label={t('viewer.turn')} onClick={session.turn}>
        <Rotate />
      </BarButton>
      <Divider orientation="vertical" flexItem sx={{ mx: 0.75, my: 1 }} />
      <BarButton label={t('viewer.previous')} onClick={() => session.goTo(state.page - 1)} disabled={state.page <= 1}>
        <ChevronLeft />
      </BarButton>
      <PageField page={state.page} pages={state.pages} onPage={session.goTo} />
      <BarButton
        label={t('viewer.next')}
        onClick={() => session.goTo(state.page + 1)}
        disabled={state.page >= state.pages}
      >
        <ChevronRight />
      </BarButton>
      <Box sx={{ flex: 1 }} />
      <BarButton label={t('viewer.find')} onClick={onFind} pressed={isFinding}>
        <Search />
      </BarButton>
    </Box>
  )
}

interface BarButtonProps {
  label: string
  onClick(): void
  disabled?: boolean
  pressed?: boolean
  children: ReactNode
}

export function BarButton({ label, onClick, disabled = false, pressed, children }: BarButtonProps) {
  return (
    <Tooltip title={label}>
      <span>
        <IconButton
          aria-label={label}
          aria-pressed={pressed}
          disabled={disabled}
          onClick={onClick}
          sx={{ color: 'text.secondary', bgcolor: pressed ? 'action.selected' : undefined }}
        >
          {children}
        </IconButton>
      </span>
    </Tooltip>
  )
}

function ZoomMenu({ session, state }: Pick<ViewerBarProps, 'session' | 'state'>) {
  const { t } = useTranslation('documents')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const percent = `${numberText(Math.round(state.scale * 100))} %`
  const choose = (to: number | 'page-width' | 'page-fit') => {
    setAnchor(null)
    session.zoom(to)
  }
  return (
    <>
      <Button
        size="small"
        color="inherit"
        endIcon={<ExpandMore />}
        aria-label={t('viewer.zoom', { percent })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ minWidth: '5rem', px: 1, fontWeight: 500 }}
      >
        {percent}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem selected={state.fit === 'page-width'} onClick={() => choose('page-width')}>
          {t('viewer.fitWidth')}
        </MenuItem>
        <MenuItem selected={state.fit === 'page-fit'} onClick={() => choose('page-fit')}>
          {t('viewer.fitPage')}
        </MenuItem>
        {steps.map((step) => (
          <MenuItem
            key={step}
            selected={state.fit === null && Math.abs(state.scale - step) < 0.005}
            onClick={() => choose(step)}
          >
            {numberText(step * 100)} %
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
