/** The way back to the page that this one was reached from, above its title. */
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import ArrowBack from '@mui/icons-material/ArrowBack'
import { Link as RouterLink } from 'react-router'

export function BackLink({ to, children }: { to: string; children: string }) {
  return (
    <Box className="no-print" sx={{ mb: 0.5 }}>
      <Link
        component={RouterLink}
        to={to}
        variant="body2"
        sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, fontWeight: 600, borderRadius: '.25rem' }}
      >
        <ArrowBack fontSize="small" />
        {children}
      </Link>
    </Box>
  )
}
