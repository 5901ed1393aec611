/** Who is in; the menu behind it holds what belongs to the person. */
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState } from '#contract/door.contract.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { useIsWide } from '../../ui/rem.ts'

const PersonMenuList = lazy(() => import('./PersonMenuList.tsx').then((m) => ({ default: m.PersonMenuList })))

const clip = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const

export function PersonMenu({ person }: { person: NonNullable<DoorState['person']> }) {
  const { t } = useTranslation('frame')
  const showsName = useIsWide(60)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
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
          fontFamily: 'inherit',
        })}
      >
        <Avatar name={person.name} />
        {showsName && (
          <Box
            component="span"
            sx={{ display: 'flex', flexDirection: 'column', maxWidth: '12rem', lineHeight: '1.125rem' }}
          >
            <Box component="span" sx={{ ...clip, fontWeight: 650, fontSize: '.9375rem' }}>
              {person.name}
            </Box>
            <Box component="span" sx={{ ...clip, fontSize: '.875rem', color: 'text.secondary' }}>
              {person.office}
            </Box>
          </Box>
        )}
      </ButtonBase>
      <Suspense fallback={null}>
        {anchor && <PersonMenuList anchor={anchor} onClose={() => setAnchor(null)} />}
      </Suspense>
    </>
  )
}
