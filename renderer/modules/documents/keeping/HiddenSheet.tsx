/** In the place of the first page of a paper of class C3. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import LockOutlined from '@mui/icons-material/LockOutlined'
import { useTranslation } from '#renderer/lib/i18n.ts'

export function HiddenSheet() {
  const { t } = useTranslation('keeping')
  return (
    <Box
      sx={(theme) => ({
        display: 'grid',
        placeItems: 'center',
        alignContent: 'center',
        gap: 1,
        flex: 1,
        minHeight: '8rem',
        px: 3,
        textAlign: 'center',
        color: theme.vars.palette.text.secondary,
        background: theme.vars.palette.surface.sunken,
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
      })}
    >
      <LockOutlined sx={{ fontSize: '3rem' }} />
      <Typography variant="body2">{t('special.listText')}</Typography>
    </Box>
  )
}
