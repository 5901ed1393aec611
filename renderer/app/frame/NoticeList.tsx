/** What was done since the sign-in, newest first, each to be taken back while it can be. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Popover from '@mui/material/Popover'
import Typography from '@mui/material/Typography'
import NotificationsNone from '@mui/icons-material/NotificationsNone'
import { useTranslation } from '../../lib/i18n.ts'
import { momentTime } from '../../lib/formats.ts'
import { Face } from '../../ui/Face.tsx'
import { ListRow } from '../../ui/ListRow.tsx'
import { type Notice, useSnacks } from '../../ui/snacks.ts'

function NoticeRow({ notice, undo }: { notice: Notice; undo: () => void }) {
  const { t } = useTranslation('frame')
  return (
    <ListRow>
      <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        {notice.text}
        <Typography variant="caption" component="div" color="textSecondary">
          {notice.state === 'undone' ? t('notices.undone', { time: momentTime(notice.at) }) : momentTime(notice.at)}
        </Typography>
      </Box>
      {notice.undo && notice.state === 'fresh' && (
        <Button variant="outlined" size="small" onClick={undo}>
          {t('undo.verb')}
        </Button>
      )}
    </ListRow>
  )
}

export function NoticeList({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const { t } = useTranslation('frame')
  const { notices, undo } = useSnacks()
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{
        paper: { role: 'dialog', 'aria-label': t('notices.title'), sx: { width: '24.5rem', maxHeight: '28rem' } },
      }}
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
  )
}
