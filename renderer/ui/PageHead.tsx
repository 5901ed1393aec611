/** The head of a page: its title (the page's `h1`), one sentence, and its acts at the right. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

export function PageHead({ title, sentence, acts }: { title: string; sentence?: ReactNode; acts?: ReactNode }) {
  return (
    <Box component="header" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: 2, mb: 2 }}>
      <Box sx={{ flex: '1 1 20rem', minWidth: 0 }}>
        <Typography variant="h1">{title}</Typography>
        {sentence && (
          <Typography component="p" color="textSecondary">
            {sentence}
          </Typography>
        )}
      </Box>
      {acts && (
        <Box className="no-print" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {acts}
        </Box>
      )}
    </Box>
  )
}
