/** Who is in, and what belongs to the person: how they read best, their password, the way out. */
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Divider from '@mui/material/Divider'
import ListSubheader from '@mui/material/ListSubheader'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Check from '@mui/icons-material/Check'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DoorState, Look } from '#contract/door.contract.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { useIsWide } from '../../ui/rem.ts'
import { type FrameActs, useFrameActs } from './frameActs.ts'

const clip = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const

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

function lookItems({ look, setLook }: FrameActs, t: ReturnType<typeof useTranslation<'frame'>>['t'], after: () => void) {
  const choose = (part: Partial<Look>) => () => {
    after()
    setLook(part)
  }
  return [
    <ListSubheader key="read" sx={{ lineHeight: '2rem', background: 'none' }}>
      {t('look.title')}
    </ListSubheader>,
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

export function PersonMenu({ person }: { person: NonNullable<DoorState['person']> }) {
  const { t } = useTranslation('frame')
  const acts = useFrameActs()
  const showsName = useIsWide(60)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const close = () => setAnchor(null)
  return (
    <>
      <ButtonBase
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={t('person.menu', { name: person.name })}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={(theme) => ({
          gap: '.625rem',
          padding: '.25rem',
          borderRadius: '.5rem',
          textAlign: 'left',
          color: theme.vars.palette.text.primary,
          fontFamily: theme.typography.fontFamily,
        })}
      >
        <Avatar name={person.name} />
        {showsName && (
          <Box component="span" sx={{ display: 'flex', flexDirection: 'column', maxWidth: '12rem', lineHeight: '1.125rem' }}>
            <Box component="span" sx={{ ...clip, fontWeight: 650, fontSize: '.9375rem' }}>
              {person.name}
            </Box>
            <Box component="span" sx={{ ...clip, fontSize: '.875rem', color: 'text.secondary' }}>
              {person.office}
            </Box>
          </Box>
        )}
      </ButtonBase>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={close}>
        {lookItems(acts, t, close)}
        <MenuItem
          onClick={() => {
            close()
            acts.open('password')
          }}
        >
          {t('person.password')}
        </MenuItem>
        <MenuItem onClick={acts.signOut}>{t('person.signOut')}</MenuItem>
      </Menu>
    </>
  )
}
