/** What this computer is and holds; the fingerprint to compare with the printed sheet. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { InferContractRouterOutputs } from '@orpc/contract'
import { useTranslation } from '../../lib/i18n.ts'
import type { Contract } from '#contract/index.ts'
import { momentText, numberText, sizeText } from '../../lib/formats.ts'
import { Card } from '../../ui/Card.tsx'
import { Fact, Facts } from '../../ui/Facts.tsx'

export type MachineFacts = InferContractRouterOutputs<Contract>['admin']['machine']

export function MachineCard({ machine }: { machine: MachineFacts }) {
  const { t } = useTranslation('admin')
  return (
    <Card title={t('machine.title')}>
      <Box sx={{ padding: '.25rem 1rem .5rem' }}>
        <Facts>
          <Fact name={t('machine.name')}>{machine.machine}</Fact>
          <Fact name={t('machine.papers')}>
            {t('machine.papersText', {
              count: machine.papers,
              number: numberText(machine.papers),
              size: sizeText(machine.bytes),
            })}
          </Fact>
          <Fact name={t('machine.founded')}>{momentText(machine.foundedAt)}</Fact>
          <Fact name={t('machine.folder')}>{machine.folder}</Fact>
          <Fact name={t('machine.copies')}>{t('machine.copiesText')}</Fact>
          <Fact name={t('machine.key')}>{machine.keyStore ? t('machine.keyStored') : t('machine.keyAsked')}</Fact>
          <Fact name={t('machine.device')}>{machine.device}</Fact>
        </Facts>
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
