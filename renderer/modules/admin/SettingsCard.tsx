/** The settings that this host can arrange; where it has none, it says so. */
import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useTranslation } from '../../lib/i18n.ts'
import type { Settings } from '#contract/admin.contract.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { Card } from '../../ui/Card.tsx'
import { useSnack } from '../../ui/snacks.ts'
import { useSetSettings } from './admin.queries.ts'

const names = ['closeToTray', 'startWithMachine'] as const

export function SettingsCard({ settings }: { settings: Settings }) {
  const { t } = useTranslation('admin')
  const snack = useSnack()
  const { mutate, isPending } = useSetSettings()
  const known = names.filter((name) => settings[name] !== null)
  const change = (name: (typeof names)[number], on: boolean) =>
    mutate({ [name]: on }, { onError: (error) => snack({ text: sentenceOf(error), tone: 'error' }) })
  return (
    <Card title={t('settings.title')}>
      <Box sx={{ padding: '.25rem 1rem 1rem', display: 'grid' }}>
        {known.length === 0 && <Typography color="textSecondary">{t('settings.none')}</Typography>}
        {known.map((name) => (
          <FormControlLabel
            key={name}
            control={
              <Switch
                checked={settings[name] ?? false}
                disabled={isPending}
                onChange={(_event, on) => change(name, on)}
              />
            }
            label={t(`settings.${name}`)}
          />
        ))}
      </Box>
    </Card>
  )
}
