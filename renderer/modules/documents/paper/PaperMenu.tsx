/** «…»: the acts that are not the next one. */
import IconButton from '@mui/material/IconButton'
import ListItemIcon from '@mui/material/ListItemIcon'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Tooltip from '@mui/material/Tooltip'
import Cancel from '@mui/icons-material/CancelOutlined'
import Delete from '@mui/icons-material/DeleteOutlined'
import Download from '@mui/icons-material/FileDownloadOutlined'
import MoreHoriz from '@mui/icons-material/MoreHoriz'
import Replay from '@mui/icons-material/Replay'
import Restore from '@mui/icons-material/RestoreFromTrash'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { PaperActs } from './usePaperActs.ts'

export function PaperMenu({ acts }: { acts: PaperActs }) {
  const { t } = useTranslation('documents')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const item = (key: string, icon: ReactNode, act: (() => void) | null) =>
    act && (
      <MenuItem
        key={key}
        onClick={() => {
          setAnchor(null)
          act()
        }}
      >
        <ListItemIcon>{icon}</ListItemIcon>
        {key}
      </MenuItem>
    )
  return (
    <>
      <Tooltip title={t('acts.more')}>
        <IconButton
          aria-label={t('acts.more')}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
          sx={(theme) => ({
            border: `1px solid ${theme.vars.palette.surface.border}`,
            width: '2.25rem',
            height: '2.25rem',
          })}
        >
          <MoreHoriz fontSize="small" />
        </IconButton>
      </Tooltip>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {item(t('acts.download'), <Download fontSize="small" />, acts.downloaded === null ? acts.download : null)}
        {item(t('acts.retry'), <Replay fontSize="small" />, acts.retry)}
        {item(t('acts.trash'), <Delete fontSize="small" />, acts.trash)}
        {item(t('acts.restore'), <Restore fontSize="small" />, acts.restore)}
        {item(t('acts.cancel'), <Cancel fontSize="small" />, acts.cancel)}
      </Menu>
    </>
  )
}
