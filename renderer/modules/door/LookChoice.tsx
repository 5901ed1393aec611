/** How somebody reads best, asked before anything else. No theme is pressed while the computer's own is followed. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import DarkModeOutlined from '@mui/icons-material/DarkModeOutlined'
import LightModeOutlined from '@mui/icons-material/LightModeOutlined'
import { useTranslation } from '../../lib/i18n.ts'
import type { Look } from '#contract/door.contract.ts'
import { FilterChip } from '../../ui/FilterChip.tsx'
import { useSetLook } from '../../lib/look.ts'

export function LookChoice({ look }: { look: Look }) {
  const { t } = useTranslation('door')
  const { mutate } = useSetLook()
  const theme = (name: 'light' | 'dark') => () => mutate({ theme: look.theme === name ? 'system' : name })
  return (
    <Box
      role="group"
      aria-labelledby="look-question"
      sx={(t) => ({
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: '.625rem',
        padding: '.875rem 1.25rem',
        border: `1px solid ${t.vars.palette.divider}`,
        borderRadius: '.75rem',
      })}
    >
      <Typography id="look-question" variant="body2" component="span" sx={{ fontWeight: 650 }}>
        {t('look.question')}
      </Typography>
      <FilterChip pressed={look.type === 'normal'} onClick={() => mutate({ type: 'normal' })}>
        {t('look.normal')}
      </FilterChip>
      <FilterChip pressed={look.type === 'large'} onClick={() => mutate({ type: 'large' })}>
        {t('look.large')}
      </FilterChip>
      <Box sx={{ flex: 1 }} />
      <FilterChip icon={LightModeOutlined} pressed={look.theme === 'light'} onClick={theme('light')}>
        {t('look.light')}
      </FilterChip>
      <FilterChip icon={DarkModeOutlined} pressed={look.theme === 'dark'} onClick={theme('dark')}>
        {t('look.dark')}
      </FilterChip>
    </Box>
  )
}
