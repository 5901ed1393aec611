/** The loading face: grey rows in the shape of what is coming, and a sentence for those who cannot see them. */
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import { visuallyHidden } from '@mui/utils'
import { useTranslation } from '../lib/i18n.ts'

export function LoadingFace({ rows = 4, text }: { rows?: number; text?: string }) {
  const { t } = useTranslation('ui')
  return (
    <Box role="status" aria-busy sx={{ display: 'grid', gap: 1.75, p: 2 }}>
      <Box component="span" sx={visuallyHidden}>
        {text ?? t('loading')}
      </Box>
      {Array.from({ length: rows }, (_, row) => (
        <Box key={row} aria-hidden sx={{ display: 'flex', gap: 1.75, alignItems: 'center' }}>
          <Skeleton sx={{ width: '2.5rem', height: '2.5rem', borderRadius: '.5rem', flex: 'none' }} />
          <Box sx={{ flex: 1, display: 'grid', gap: 0.75 }}>
            <Skeleton sx={{ height: '.75rem', width: `${30 + ((row * 17) % 30)}%` }} />
            <Skeleton sx={{ height: '.75rem', width: `${50 + ((row * 23) % 35)}%` }} />
          </Box>
        </Box>
      ))}
    </Box>
  )
}
