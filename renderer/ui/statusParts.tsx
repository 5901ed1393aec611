/** What the bottom lines of the frame and of the door share: their ground, their parts, the mark of invented data. */
import Box from '@mui/material/Box'
import type { Theme } from '@mui/material/styles'
import { useTranslation } from '../lib/i18n.ts'

export const partSx = { display: 'inline-flex', alignItems: 'center', gap: '.4375rem', borderRadius: '.25rem' } as const

/** `away`: the core cannot be reached; the line alone turns blue. */
export const lineSx = (away: boolean) => (theme: Theme) => ({
  gridColumn: '1 / -1',
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  padding: '0 1rem 0 1.125rem',
  fontSize: '.875rem',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  background: away ? theme.vars.palette.info.soft : theme.vars.palette.surface.nav,
  color: away ? theme.vars.palette.info.onSoft : theme.vars.palette.text.secondary,
  borderTop: `1px solid ${theme.vars.palette.divider}`,
})

export function DemoMark() {
  const { t } = useTranslation('ui')
  return (
    <Box
      component="span"
      sx={(theme) => ({
        border: `1px dashed ${theme.vars.palette.surface.border}`,
        borderRadius: '.25rem',
        padding: '0 .4375rem',
        fontWeight: 600,
        letterSpacing: '.02em',
      })}
    >
      {t('demo')}
    </Box>
  )
}
