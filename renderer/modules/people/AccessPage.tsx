/** Chi vede cosa: what each person and each computer can open, and why. */
import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import type { Theme } from '@mui/material/styles'
import VisibilityOutlined from '@mui/icons-material/VisibilityOutlined'
import { useSearchParams } from 'react-router'
import { useTranslation } from '../../lib/i18n.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { MachineSights } from './access/MachineSights.tsx'
import { PersonSights } from './access/PersonSights.tsx'

const views = ['people', 'machines'] as const
type View = (typeof views)[number]
/** How the address calls the second view. */
const machineWord = 'macchine'

const noteSx = (theme: Theme) => ({
  display: 'flex',
  gap: 1.25,
  padding: '.75rem 1rem',
  mb: 1.5,
  borderRadius: '.75rem',
  background: theme.vars.palette.plum.soft,
  color: theme.vars.palette.plum.onSoft,
})

/** What no role can promise: it stands above everything else here. */
function Honest() {
  const { t } = useTranslation('people')
  return (
    <Box role="note" sx={noteSx}>
      <VisibilityOutlined sx={{ flex: 'none' }} />
      <Typography>{t('sees.honest')}</Typography>
    </Box>
  )
}

export function AccessPage() {
  const { t } = useTranslation(['people', 'frame'])
  const [params, setParams] = useSearchParams()
  const view: View = params.get('per') === machineWord ? 'machines' : 'people'
  return (
    <>
      <BackLink to="/amministrazione">{t('frame:rooms.admin')}</BackLink>
      <PageHead title={t('sees.title')} sentence={t('sees.sentence')} />
      <Honest />
      <Tabs
        value={view}
        onChange={(_event, next: View) => setParams(next === 'machines' ? { per: machineWord } : {}, { replace: true })}
        aria-label={t('sees.title')}
        className="no-print"
        sx={{ mb: 1.5 }}
      >
        {views.map((name) => (
          <Tab key={name} value={name} id={`sees-${name}`} aria-controls="sees-panel" label={t(`sees.views.${name}`)} />
        ))}
      </Tabs>
      <Box id="sees-panel" role="tabpanel" aria-labelledby={`sees-${view}`}>
        {view === 'people' ? <PersonSights /> : <MachineSights />}
      </Box>
    </>
  )
}
