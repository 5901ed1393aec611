/** The people of this machine, each a tile. */
import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import type { Theme } from '@mui/material/styles'
import { useTranslation } from '../../lib/i18n.ts'
import type { PersonTile } from '#contract/door.contract.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { cardSx } from '../../ui/Card.tsx'

interface PersonTilesProps {
  people: readonly PersonTile[]
  chosen: string | null
  onChoose: (person: PersonTile) => void
}

const tileSx = (isChosen: boolean) => (theme: Theme) => ({
  ...cardSx(theme),
  display: 'flex',
  justifyContent: 'flex-start',
  gap: '.75rem',
  minHeight: '7.0625rem',
  padding: '.5rem .875rem',
  textAlign: 'left',
  fontFamily: 'inherit',
  color: theme.vars.palette.text.primary,
  'html[data-type="large"] &': { minHeight: '3.25rem' },
  '&:hover': { background: theme.vars.palette.action.hover },
  ...(isChosen && {
    border: `2px solid ${theme.vars.palette.primary.main}`,
    padding: '.5rem calc(.875rem - 1px)',
    background: theme.vars.palette.action.selected,
    '&:hover': { background: theme.vars.palette.action.selected },
  }),
})

export function PersonTiles({ people, chosen, onChoose }: PersonTilesProps) {
  const { t } = useTranslation('door')
  const columns = people.length > 1 ? 'repeat(2, minmax(0, 1fr))' : 'minmax(0, 1fr)'
  return (
    <Box
      role="group"
      aria-label={t('signIn.people')}
      sx={{
        display: 'grid',
        gap: '.75rem',
        gridTemplateColumns: 'minmax(0, 1fr)',
        '@container frame (min-width: 75rem)': { gridTemplateColumns: columns },
      }}
    >
      {people.map((person) => {
        const isChosen = person.id === chosen
        return (
          <ButtonBase key={person.id} aria-pressed={isChosen} onClick={() => onChoose(person)} sx={tileSx(isChosen)}>
            <Avatar name={person.name} size={3} look={isChosen ? 'chosen' : 'quiet'} />
            <Box component="span" sx={{ minWidth: 0 }}>
              <Typography component="span" sx={{ display: 'block', fontWeight: 650, overflowWrap: 'anywhere' }}>
                {person.name}
              </Typography>
              <Typography component="span" variant="body2" color="textSecondary">
                {person.office}
              </Typography>
            </Box>
          </ButtonBase>
        )
      })}
    </Box>
  )
}
