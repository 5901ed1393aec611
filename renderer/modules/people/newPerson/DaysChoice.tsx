/** How long a one-time code opens. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { FilterChip } from '#renderer/ui/FilterChip.tsx'

const choices = [1, 7, 30] as const

export function DaysChoice({ days, onDays }: { days: number; onDays: (days: number) => void }) {
  const { t } = useTranslation('people')
  return (
    <Box role="group" aria-labelledby="code-days" sx={{ display: 'grid', gap: 0.5, alignContent: 'start' }}>
      <Typography id="code-days" variant="body2" component="span" sx={{ fontWeight: 600, lineHeight: '1.25rem' }}>
        {t('code.days')}
      </Typography>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
        {choices.map((count) => (
          <FilterChip key={count} pressed={days === count} onClick={() => onDays(count)}>
            {t('code.dayCount', { count })}
          </FilterChip>
        ))}
      </Box>
    </Box>
  )
}
