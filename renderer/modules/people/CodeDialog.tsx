/** The one-time code, shown once: to be printed or copied by hand, and handed over with how it is used. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import GlobalStyles from '@mui/material/GlobalStyles'
import Typography from '@mui/material/Typography'
import PrintOutlined from '@mui/icons-material/PrintOutlined'
import type { OneTimeCode } from '#contract/people.contract.ts'
import { longDay, momentTime } from '../../lib/formats.ts'
import { useTranslation } from '../../lib/i18n.ts'

interface CodeDialogProps {
  name: string
  code: OneTimeCode
  /** After a reset: how many things in the drawer must be sealed again by the offices that put them there. */
  drawer?: number
  onClose: () => void
}

/** On paper the code stands alone: the page behind it stays away. */
const aloneOnPaper = (
  <GlobalStyles
    styles={{
      '@media print': { '#root': { display: 'none !important' }, '.MuiDialog-root': { position: 'static !important' } },
    }}
  />
)

const codeSx = {
  background: '#fff',
  color: '#1B2A2B',
  border: '1px solid #71807D',
  borderRadius: '.75rem',
  padding: '1rem',
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'center',
  gap: '.25rem 1.25rem',
  fontSize: '1.875rem',
  lineHeight: '2.5rem',
  fontWeight: 650,
  letterSpacing: '.08em',
  fontFeatureSettings: '"tnum"',
} as const

export function CodeDialog({ name, code, drawer = 0, onClose }: CodeDialogProps) {
  const { t } = useTranslation('people')
  const steps = ['open', 'write', 'choose'] as const
  return (
    // Only its button closes it: a press beside it would lose the code.
    <Dialog
      open
      aria-labelledby="code-title"
      slotProps={{
        paper: { sx: { width: '36rem', maxWidth: '36rem', '@media print': { border: 0, boxShadow: 'none' } } },
      }}
    >
      {aloneOnPaper}
      <DialogTitle id="code-title" variant="h2">
        {t('code.title', { name })}
      </DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5 }}>
        <Box aria-label={t('code.label')} role="group" sx={codeSx}>
          {code.code.split('-').map((group, nth) => (
            <span key={nth}>{group}</span>
          ))}
        </Box>
        <Typography>
          {t('code.login')} <strong>{code.login}</strong>
        </Typography>
        <Typography>{t('code.until', { day: longDay(code.until), time: momentTime(code.until) })}</Typography>
        <Box component="ol" sx={{ m: 0, pl: '1.5rem' }}>
          {steps.map((step) => (
            <li key={step}>{t(`code.steps.${step}`, { name })}</li>
          ))}
        </Box>
        <Typography variant="body2" color="textSecondary">
          {t('code.once')}
        </Typography>
        {drawer > 0 && <Typography role="note">{t('code.drawer', { count: drawer })}</Typography>}
      </DialogContent>
      <DialogActions className="no-print">
        <Button variant="contained" autoFocus startIcon={<PrintOutlined />} onClick={() => window.print()}>
          {t('code.print')}
        </Button>
        <Button variant="outlined" onClick={onClose}>
          {t('code.done')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
