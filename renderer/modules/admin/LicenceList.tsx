/** What the program is made of, and under which licences; the list is made at the build. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from '../../lib/i18n.ts'
import parts from '#resources/third-party-licences.json'

export function LicenceList() {
  const { t } = useTranslation('admin')
  return (
    <Box>
      <Typography variant="body2" color="textSecondary">
        {t('program.parts', { count: parts.length })}
      </Typography>
      <Box
        component="ul"
        tabIndex={0}
        aria-label={t('program.show')}
        sx={(theme) => ({
          m: 0,
          mt: 1,
          p: 0,
          maxHeight: '24rem',
          overflow: 'auto',
          listStyle: 'none',
          border: `1px solid ${theme.vars.palette.divider}`,
          borderRadius: '.5rem',
        })}
      >
        {parts.map(({ name, version, licence, text }) => (
          <Box component="li" key={`${name} ${version}`} sx={{ padding: '.25rem .75rem' }}>
            <details>
              <summary>
                {name} {version} · {licence}
              </summary>
              <Typography
                variant="caption"
                component="pre"
                sx={{ whiteSpace: 'pre-wrap', fontFamily: 'inherit', overflowWrap: 'anywhere' }}
              >
                {text}
              </Typography>
            </details>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
