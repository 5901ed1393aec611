/** The first stop of the keyboard: past the bars, into the room. */
import Box from '@mui/material/Box'
import { useTranslation } from '../../lib/i18n.ts'

export function SkipLink() {
  const { t } = useTranslation('frame')
  return (
    <Box
      component="button"
      type="button"
      className="no-print"
      onClick={() => document.getElementById('main')?.focus()}
      sx={(theme) => ({
        position: 'fixed',
        zIndex: theme.zIndex.tooltip,
        top: '.5rem',
        left: '.5rem',
        minHeight: '2.5rem',
        padding: '0 1rem',
        border: 0,
        borderRadius: '.5rem',
        font: `600 1rem/1.25rem ${theme.typography.fontFamily}`,
        background: theme.vars.palette.snack.main,
        color: theme.vars.palette.snack.on,
        '&:not(:focus)': { clipPath: 'inset(50%)', width: 1, height: 1, overflow: 'hidden', padding: 0, minHeight: 0 },
      })}
    >
      {t('skip')}
    </Box>
  )
}
