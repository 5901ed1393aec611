/** The bell, with a dot while there is something new behind it. */
import Badge from '@mui/material/Badge'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import NotificationsNone from '@mui/icons-material/NotificationsNone'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { useSnacks } from '../../ui/snacks.ts'

const NoticeList = lazy(() => import('./NoticeList.tsx').then((m) => ({ default: m.NoticeList })))

export function Notices() {
  const { t } = useTranslation('frame')
  const { hasUnseen, seen } = useSnacks()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const label = hasUnseen ? t('notices.fresh') : t('notices.title')
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          aria-label={label}
          aria-haspopup="dialog"
          onClick={(event) => {
            setAnchor(event.currentTarget)
            seen()
          }}
        >
          <Badge
            variant="dot"
            invisible={!hasUnseen}
            sx={(theme) => ({ '& .MuiBadge-dot': { background: theme.vars.palette.ball.line } })}
          >
            <NotificationsNone sx={{ fontSize: '1.5rem' }} />
          </Badge>
        </IconButton>
      </Tooltip>
      <Suspense fallback={null}>{anchor && <NoticeList anchor={anchor} onClose={() => setAnchor(null)} />}</Suspense>
    </>
  )
}
