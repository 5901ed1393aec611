/** Six places and the keys of a telephone. Digits come from the keyboard, too; the sixth one enters. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import type { Theme } from '@mui/material/styles'
import { visuallyHidden } from '@mui/utils'
import BackspaceOutlined from '@mui/icons-material/BackspaceOutlined'
import type { ReactNode } from 'react'
import type { PersonTile } from '#contract/door.contract.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { cardSx } from '../../ui/Card.tsx'
import type { Early } from './EarlyKeys.tsx'
import { PersonHead } from './PersonHead.tsx'
import { pinDigits } from './pin.ts'
import { usePin } from './usePin.ts'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

const keySx = (theme: Theme) => ({
  height: '3.25rem',
  borderRadius: '.5rem',
  border: `1px solid ${theme.vars.palette.divider}`,
  background: theme.vars.palette.surface.sunken,
  color: theme.vars.palette.text.primary,
  fontFamily: 'inherit',
  fontSize: '1.375rem',
  fontWeight: 600,
  fontFeatureSettings: '"tnum"',
  '&:hover': { background: theme.vars.palette.action.hover },
  '&:active': { background: theme.vars.palette.action.selected },
})

const placeSx = (isNext: boolean) => (theme: Theme) => ({
  width: '1.75rem',
  height: '1.75rem',
  display: 'grid',
  placeItems: 'center',
  borderBottom: `3px solid ${isNext ? theme.vars.palette.primary.main : theme.vars.palette.surface.border}`,
})

function Places({ filled }: { filled: number }) {
  const { t } = useTranslation('door')
  return (
    <Box>
      <Box role="status" sx={visuallyHidden}>
        {t('pin.filled', { count: filled, of: pinDigits })}
      </Box>
      <Box aria-hidden sx={{ display: 'flex', justifyContent: 'space-around' }}>
        {Array.from({ length: pinDigits }, (_, place) => (
          <Box key={place} sx={placeSx(place === filled)}>
            {place < filled && (
              <Box sx={{ width: '.875rem', height: '.875rem', borderRadius: '50%', background: 'currentcolor' }} />
            )}
          </Box>
        ))}
      </Box>
    </Box>
  )
}

interface KeyProps {
  label?: string
  small?: boolean
  onPress: () => void
  children: ReactNode
}

function Key({ label, small = false, onPress, children }: KeyProps) {
  return (
    <ButtonBase aria-label={label} onClick={onPress} sx={[keySx, small && { fontSize: '1rem' }]}>
      {children}
    </ButtonBase>
  )
}

interface PinPadProps {
  person: PersonTile
  /** What was typed before the pad was there. */
  early: Early
  /** The password is always within reach; `said` tells why it must be given. */
  onPassword: (said: string | null) => void
}

export function PinPad({ person, early, onPassword }: PinPadProps) {
  const { t } = useTranslation('door')
  const { filled, said, press, back, empty } = usePin(person.id, early, onPassword)
  return (
    <Box
      component="section"
      aria-label={t('pin.label', { name: person.name })}
      sx={(theme) => ({ ...cardSx(theme), padding: '1.125rem 1.25rem', display: 'grid', gap: 2 })}
    >
      <PersonHead person={person} text={t('pin.text')} />
      <Places filled={filled} />
      {said && (
        <Typography role="alert" variant="body2" color="error">
          {said}
        </Typography>
      )}
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(3, minmax(0, 1fr))', gap: '.5rem' }}>
        {digits.map((digit) => (
          <Key key={digit} onPress={() => press(digit)}>
            {digit}
          </Key>
        ))}
        <Key small onPress={empty}>
          {t('pin.empty')}
        </Key>
        <Key onPress={() => press('0')}>{'0'}</Key>
        <Key label={t('pin.back')} onPress={back}>
          <BackspaceOutlined />
        </Key>
      </Box>
      <Button onClick={() => onPassword(null)}>{t('pin.password')}</Button>
    </Box>
  )
}
