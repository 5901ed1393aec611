/** What this computer is and holds; the fingerprint to compare with the printed sheet. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { InferContractRouterOutputs } from '@orpc/contract'
import { useTranslation } from '../../lib/i18n.ts'
import type { Contract } from '#contract/index.ts'
import { momentText, numberText, sizeText } from '../../lib/formats.ts'
import { Card } from '../../ui/Card.tsx'

export type MachineFacts = InferContractRouterOutputs<Contract>['admin']['machine']

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <Box sx={{ display: 'contents' }}>
      <Typography component="dt" color="textSecondary">
        {name}
      </Typography>
      <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {value}
      </Typography>
    </Box>
  )
}

export function MachineCard({ machine }: { machine: MachineFacts }) {
  const { t } = useTranslation('admin')
  return (
    <Card title={t('machine.title')}>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(9rem, auto) minmax(0, 1fr)',
          gap: '.375rem 1rem',
          m: 0,
          padding: '.25rem 1rem .5rem',
        }}
      >
        <Fact name={t('machine.name')} value={machine.machine} />
        <Fact
          name={t('machine.papers')}
          value={t('machine.papersText', {
            count: machine.papers,
            number: numberText(machine.papers),
            size: sizeText(machine.bytes),
          })}
        />
        <Fact name={t('machine.founded')} value={momentText(machine.foundedAt)} />
        <Fact name={t('machine.folder')} value={machine.folder} />
        <Fact name={t('machine.copies')} value={t('machine.copiesText')} />
        <Fact name={t('machine.key')} value={machine.keyStore ? t('machine.keyStored') : t('machine.keyAsked')} />
        <Fact name={t('machine.device')} value={machine.device} />
      </Box>
      <Box
        sx={(theme) => ({ borderTop: `1px solid ${theme.vars.palette.divider}`, padding: '.75rem 1rem 1rem', mt: 1 })}
      >
        <Typography variant="h3">{t('machine.fingerprint')}</Typography>
        <Typography sx={{ fontFeatureSettings: '"tnum"', letterSpacing: '.04em', overflowWrap: 'anywhere' }}>
          {machine.fingerprint}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
          {t('machine.fingerprintText')}
        </Typography>
      </Box>
    </Card>
  )
}
