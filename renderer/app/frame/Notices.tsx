/** The bell: what was done since the sign-in, newest first, each to be taken back while it can be. */
import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Popover from '@mui/material/Popover'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import NotificationsNone from '@mui/icons-material/NotificationsNone'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { momentTime } from '../../lib/formats.ts'
import { Face } from '../../ui/Face.tsx'
import { type Notice, useSnacks } from '../../ui/snacks.ts'

function NoticeRow({ notice, undo }: { notice: Notice; undo: () => void }) {
  const { t } = useTranslation('frame')
  return (
    <Box
      component="li"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        padding: '.6875rem 1rem',
        borderTop: `1px solid ${theme.vars.palette.divider}`,
        '&:first-of-type': { borderTop: 0 },
      })}
    >
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        {notice.text}
        <Typography variant="caption" component="div" color="text.secondary">
          {notice.state === 'undone' ? t('notices.undone', { time: momentTime(notice.at) }) : momentTime(notice.at)}
        </Typography>
      </Box>
      {notice.undo && notice.state === 'fresh' && (
        <Button variant="outlined" size="small" onClick={undo}>
          {t('undo.verb')}
        </Button>
      )}
    </Box>
  )
}

export function Notices() {
  const { t } = useTranslation('frame')
  const { notices, undo, hasUnseen, seen } = useSnacks()
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
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('notices.title'), sx: { width: '24.5rem', maxHeight: '28rem' } } }}
      >
        {notices.length === 0 ? (
          <Face kind="empty" icon={NotificationsNone} title={t('notices.none')}>
            {t('notices.noneText')}
          </Face>
        ) : (
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {notices.map((notice) => (
              <NoticeRow key={notice.id} notice={notice} undo={() => undo(notice)} />
            ))}
          </Box>
        )}
      </Popover>
    </>
  )
}
