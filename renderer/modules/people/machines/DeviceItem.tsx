/** One computer: its name, its fingerprint to compare by voice, what it holds, since when. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { Theme } from '@mui/material/styles'
import Block from '@mui/icons-material/Block'
import Computer from '@mui/icons-material/Computer'
import type { DeviceRow } from '#contract/people.contract.ts'
import { momentDay, numberText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { useSpaceName } from '#renderer/lib/spaces.ts'
import { Fact, Facts } from '#renderer/ui/Facts.tsx'
import { tileSx } from '#renderer/ui/ListRow.tsx'
import { StateChip } from '#renderer/ui/StateChip.tsx'

const itemSx = (theme: Theme) => ({
  display: 'flex',
  gap: '.875rem',
  padding: '.875rem 1rem',
  borderTop: `1px solid ${theme.vars.palette.divider}`,
  '&:first-of-type': { borderTop: 0 },
})

export function DeviceItem({ device, onRevoke }: { device: DeviceRow; onRevoke: () => void }) {
  const { t } = useTranslation('people')
  const nameOf = useSpaceName()
  return (
    <Box component="li" sx={itemSx}>
      <Box aria-hidden sx={tileSx}>
        <Computer />
      </Box>
      <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 0.75, justifyItems: 'start' }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
          <Typography variant="h3" component="h3" sx={{ overflowWrap: 'anywhere' }}>
            {device.name}
          </Typography>
          {device.self && <Typography color="textSecondary">{t('machines.this')}</Typography>}
          {device.revoked && (
            <StateChip small tone="neutral" icon={Block}>
              {t('machines.revoked')}
            </StateChip>
          )}
        </Box>
        <Facts>
          <Fact name={t('machines.spaces')}>{device.spaces.map(nameOf).join(', ') || t('machines.noSpaces')}</Fact>
          <Fact name={t('machines.since')}>{momentDay(device.since)}</Fact>
          <Fact name={t('machines.people')}>
            {device.people === null ? t('machines.peopleUnknown') : numberText(device.people)}
          </Fact>
          <Fact name={t('machines.fingerprint')}>
            <Box component="span" sx={{ fontFeatureSettings: '"tnum"', letterSpacing: '.04em' }}>
              {device.fingerprint}
            </Box>
          </Fact>
        </Facts>
        {!device.self && !device.revoked && (
          <Button variant="outlined" size="small" color="error" onClick={onRevoke}>
            {t('machines.revoke')}
          </Button>
        )}
      </Box>
    </Box>
  )
}
