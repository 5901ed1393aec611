/** The screen before the frame: what the program is at the left, the one question at the right. */
import Box from '@mui/material/Box'
import type { Theme } from '@mui/material/styles'
import Computer from '@mui/icons-material/Computer'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState } from '#contract/door.contract.ts'
import { Logo } from '../../ui/Logo.tsx'
import { DemoMark, lineSx, partSx } from '../../ui/statusParts.tsx'
import { useConnection } from '../../lib/connection.ts'
import { HelpOpener } from './HelpOpener.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'

const shellSx = (theme: Theme) => ({
  display: 'grid',
  height: '100%',
  gridTemplate: 'minmax(0, 1fr) 2.25rem / minmax(0, 16rem) minmax(0, 1fr)',
  background: theme.vars.palette.surface.nav,
  '@container frame (min-width: 60rem)': { gridTemplateColumns: 'minmax(0, 19rem) minmax(0, 1fr)' },
  '@container frame (min-width: 75rem)': { gridTemplateColumns: 'minmax(0, 27rem) minmax(0, 1fr)' },
  '@media print': { display: 'block', height: 'auto', background: 'none' },
})

const asideSx = {
  padding: '2rem 1.75rem 1.5rem',
  display: 'flex',
  flexDirection: 'column',
  overflow: 'auto',
  '@container frame (min-width: 75rem)': { padding: '3.5rem 3rem 2rem' },
} as const

const mainSx = (theme: Theme) => ({
  background: theme.vars.palette.background.default,
  borderRadius: '1.25rem 0 0 0',
  padding: '1.5rem 1.5rem 1rem',
  minWidth: 0,
  overflow: 'auto',
  '&:focus-visible': { outline: 'none', boxShadow: 'none' },
  '@media (max-height: 50rem)': { paddingTop: '.75rem' },
  '@container frame (min-width: 75rem)': { padding: '3.25rem 4rem 1rem' },
  '@media print': { padding: 0, overflow: 'visible', background: 'none' },
})

interface DoorShellProps {
  door: DoorState
  title: string
  aside: ReactNode
  children: ReactNode
}

export function DoorShell({ door, title, aside, children }: DoorShellProps) {
  const { t } = useTranslation(['door', 'ui'])
  const isDown = useConnection() === 'down'
  useEffect(() => {
    document.title = `${title} – Smart-Coop`
  }, [title])
  const where = door.stage === 'new' ? t('status.free') : door.machine
  return (
    <Box sx={shellSx}>
      <Box component="aside" aria-label={t('aside')} className="no-print" sx={asideSx}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: '.75rem', fontSize: '1.375rem', fontWeight: 700 }}>
          <Logo size="2.5rem" />
          {t('ui:brand')}
        </Box>
        {aside}
      </Box>
      <Box component="main" tabIndex={-1} sx={mainSx}>
        {children}
      </Box>
      <Box component="footer" className="no-print" sx={lineSx(isDown)}>
        <Box component="span" sx={{ ...partSx, minWidth: 0 }}>
          <Computer fontSize="small" />
          <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
            {isDown ? t('status.down') : where}
          </Box>
        </Box>
        <Box sx={{ flex: 1 }} />
        {door.demo && <DemoMark />}
        <LanguageSwitch look={door.look} />
        <HelpOpener />
      </Box>
    </Box>
  )
}
