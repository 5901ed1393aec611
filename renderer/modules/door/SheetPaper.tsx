/** The sheet itself, as it comes out of the printer. It stays white in the dark, like every paper. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from '../../lib/i18n.ts'
import { momentText } from '../../lib/formats.ts'
import { groupsOf, type Sheet } from './sheet.ts'

const paperSx = {
  background: '#fff',
  color: '#1B2A2B',
  border: '1px solid #D7DED9',
  borderRadius: '.75rem',
  padding: '2rem',
  display: 'grid',
  gap: 2,
  alignContent: 'start',
  '@media print': { border: 0, padding: 0 },
} as const

const groupSx = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(8.5rem, 1fr))',
  gap: '.5rem',
  listStyle: 'none',
  m: 0,
  p: 0,
} as const

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <Box sx={{ display: 'contents' }}>
      <Box component="dt" sx={{ color: '#465554' }}>
        {name}
      </Box>
      <Box component="dd" sx={{ m: 0, fontWeight: 650, overflowWrap: 'anywhere' }}>
        {value}
      </Box>
    </Box>
  )
}

export function SheetPaper({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('door')
  const facts = [
    { name: t('sheet.organisation'), value: sheet.organisation },
    { name: t('sheet.date'), value: momentText(sheet.madeAt) },
    { name: t('sheet.login'), value: sheet.login },
    { name: t('sheet.fingerprint'), value: sheet.fingerprint ?? t('sheet.fingerprintLater') },
  ]
  return (
    <Box component="article" aria-labelledby="sheet-title" sx={paperSx}>
      <Typography id="sheet-title" variant="h1">
        {t('sheet.title')}
      </Typography>
      <Typography>{t('sheet.purpose')}</Typography>
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', gap: '.375rem 1rem', m: 0 }}
      >
        {facts.map((fact) => (
          <Fact key={fact.name} {...fact} />
        ))}
      </Box>
      <Typography variant="h2">{t('sheet.code')}</Typography>
      <Box component="ol" sx={groupSx}>
        {groupsOf(sheet.recovery).map((group, nth) => (
          <Box
            key={nth}
            component="li"
            sx={{
              display: 'flex',
              alignItems: 'baseline',
              gap: 1,
              border: '1px solid #71807D',
              borderRadius: '.375rem',
              padding: '.25rem .5rem',
            }}
          >
            <Box component="span" sx={{ color: '#465554', fontSize: '.875rem', minWidth: '1.25rem' }}>
              {nth + 1}
            </Box>
            <Box component="span" sx={{ fontSize: '1.25rem', fontWeight: 650, letterSpacing: '.08em' }}>
              {group}
            </Box>
          </Box>
        ))}
      </Box>
      <Typography variant="body2">{t('sheet.keep')}</Typography>
      <Typography variant="body2">{t('sheet.letters')}</Typography>
    </Box>
  )
}
