/** Who is about to enter, at the head of the card that asks for their password or PIN. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { PersonTile } from '#contract/door.contract.ts'
import { Avatar } from '../../ui/Avatar.tsx'

export function PersonHead({ person, text }: { person: PersonTile; text: string }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: '.75rem' }}>
      <Avatar name={person.name} size={2.75} />
      <Box sx={{ minWidth: 0 }}>
        <Typography component="h2" sx={{ fontWeight: 650, fontSize: '1.125rem', overflowWrap: 'anywhere' }}>
          {person.name}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {text}
        </Typography>
      </Box>
    </Box>
  )
}
