/** What belongs to the person: how they read best, their password, the way out. */
import Box from '@mui/material/Box'
import Divider from '@mui/material/Divider'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Check from '@mui/icons-material/Check'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useTranslation } from '../../lib/i18n.ts'
import type { Look } from '#contract/door.contract.ts'
import { type FrameActs, useFrameActs } from './frameActs.ts'

function Choice({ chosen, onClick, children }: { chosen: boolean; onClick: () => void; children: ReactNode }) {
  return (
    <MenuItem role="menuitemradio" aria-checked={chosen} onClick={onClick}>
      <Box component="span" sx={{ width: '1.125rem', display: 'grid' }}>
        {chosen && <Check fontSize="small" />}
      </Box>
      {children}
    </MenuItem>
  )
}

function lookItems(
  { look, setLook }: FrameActs,
  t: ReturnType<typeof useTranslation<'frame'>>['t'],
  after: () => void,
) {
  const choose = (part: Partial<Look>) => () => {
    after()
    setLook(part)
  }
  return [
    ...(['system', 'light', 'dark'] as const).map((theme) => (
      <Choice key={theme} chosen={look.theme === theme} onClick={choose({ theme })}>
        {t(`look.theme.${theme}`)}
      </Choice>
    )),
    <Divider key="d1" />,
    ...(['normal', 'large'] as const).map((type) => (
      <Choice key={type} chosen={look.type === type} onClick={choose({ type })}>
        {t(`look.type.${type}`)}
      </Choice>
    )),
    <Divider key="d2" />,
    ...(['it', 'en'] as const).map((language) => (
      <Choice key={language} chosen={look.language === language} onClick={choose({ language })}>
        {t(`look.language.${language}`)}
      </Choice>
    )),
    <Divider key="d3" />,
  ]
}

export function PersonMenuList({ anchor, onClose }: { anchor: HTMLElement; onClose: () => void }) {
  const { t } = useTranslation('frame')
  const acts = useFrameActs()
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      slotProps={{ paper: { role: 'region', 'aria-label': t('look.title') }, list: { 'aria-label': t('look.title') } }}
    >
      {lookItems(acts, t, onClose)}
      <MenuItem component={Link} to="/profilo" onClick={onClose}>
        {t('rooms.profile')}
      </MenuItem>
      <MenuItem onClick={acts.signOut}>{t('person.signOut')}</MenuItem>
    </Menu>
  )
}
