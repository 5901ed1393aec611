/** The search field that opens the palette, undo, notices, the person, the lock. */
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import type { Theme } from '@mui/material/styles'
import LockOutlined from '@mui/icons-material/LockOutlined'
import Search from '@mui/icons-material/Search'
import Undo from '@mui/icons-material/Undo'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState } from '#contract/door.contract.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { useSnacks } from '../../ui/snacks.ts'
import { useFrameActs } from './frameActs.ts'
import { Notices } from './Notices.tsx'
import { PersonMenu } from './PersonMenu.tsx'

const fieldSx = (theme: Theme) => ({
  flex: '0 1 32rem',
  'html[data-type="large"] &': { flexBasis: '24rem' },
  minWidth: 0,
  height: '2.5rem',
  justifyContent: 'flex-start',
  gap: '.5rem',
  padding: '0 .5rem 0 .75rem',
  border: `1px solid ${theme.vars.palette.surface.border}`,
  borderRadius: '.5rem',
  background: theme.vars.palette.background.paper,
  color: theme.vars.palette.text.secondary,
  fontFamily: 'inherit',
  fontSize: '1rem',
})

function SearchOpener() {
  const { t } = useTranslation('frame')
  const { open } = useFrameActs()
  return (
    <ButtonBase onClick={() => open('palette')} aria-haspopup="dialog" aria-keyshortcuts="Control+K" sx={fieldSx}>
      <Search />
      <Box
        component="span"
        sx={{
          flex: 1,
          minWidth: 0,
          textAlign: 'left',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
        }}
      >
        {t('search.placeholder')}
      </Box>
      <Kbd>{t('keyNames.palette')}</Kbd>
    </ButtonBase>
  )
}

function UndoButton() {
  const { t } = useTranslation('frame')
  const { undoable, undo } = useSnacks()
  const title = undoable ? t('undo.what', { what: undoable.text }) : t('undo.nothing')
  return (
    <Tooltip title={title}>
      {/* Not `disabled`: a disabled button tells neither pointer nor keyboard why. */}
      <IconButton
        aria-label={title}
        aria-disabled={!undoable}
        onClick={() => undoable && undo(undoable)}
        sx={{ opacity: undoable ? 1 : 0.55 }}
      >
        <Undo />
      </IconButton>
    </Tooltip>
  )
}

export function TopBar({ door }: { door: DoorState }) {
  const { t } = useTranslation('frame')
  const { lock } = useFrameActs()
  return (
    <Box
      component="header"
      data-region
      className="no-print"
      sx={(theme) => ({
        display: 'flex',
        alignItems: 'center',
        gap: 2,
        padding: '0 1.5rem',
        minWidth: 0,
        color: theme.vars.palette.text.secondary,
      })}
    >
      <SearchOpener />
      <Box sx={{ flex: 1 }} />
      <UndoButton />
      <Notices />
      {door.person && <PersonMenu person={door.person} />}
      <Tooltip title={t('lock')}>
        <IconButton aria-label={t('lock')} onClick={lock}>
          <LockOutlined />
        </IconButton>
      </Tooltip>
    </Box>
  )
}
