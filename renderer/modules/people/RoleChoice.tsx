/** Every role with a box to tick, and what it lets a person do in plain words. */
import Box from '@mui/material/Box'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import Typography from '@mui/material/Typography'
import { type Role, roleNames } from '#contract/permissions.ts'
import { useTranslation } from '../../lib/i18n.ts'

interface RoleChoiceProps {
  chosen: readonly Role[]
  onChosen: (roles: Role[]) => void
  disabled?: boolean
}

export function RoleChoice({ chosen, onChosen, disabled = false }: RoleChoiceProps) {
  const { t } = useTranslation('people')
  const toggle = (role: Role, on: boolean) =>
    onChosen(roleNames.filter((one) => (one === role ? on : chosen.includes(one))))
  return (
    <Box
      component="fieldset"
      sx={{
        border: 0,
        m: 0,
        p: 0,
        minWidth: 0,
        display: 'grid',
        columnGap: 3,
        gridTemplateColumns: 'minmax(0, 1fr)',
        '@container frame (min-width: 60rem)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
      }}
    >
      <Typography component="legend" variant="body2" sx={{ fontWeight: 600, p: 0, mb: 0.5 }}>
        {t('fields.roles')}
      </Typography>
      {roleNames.map((role) => (
        <FormControlLabel
          key={role}
          disabled={disabled}
          sx={{ alignItems: 'flex-start', m: 0, gap: 0.5, py: 0.5 }}
          control={
            <Checkbox
              checked={chosen.includes(role)}
              onChange={(_event, on) => toggle(role, on)}
              sx={{ p: '.0625rem', mr: 0.25 }}
            />
          }
          label={
            <>
              <Typography component="span" sx={{ display: 'block', fontWeight: 600 }}>
                {t(`roleNames.${role}`)}
              </Typography>
              <Typography component="span" variant="body2" color="textSecondary" sx={{ display: 'block' }}>
                {t(`roleActs.${role}`)}
              </Typography>
            </>
          }
        />
      ))}
    </Box>
  )
}
