/** «Li vede chi raggiunge: Direzione ▾»: where the papers in the panel lie; a choice moves those that have come. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useSyncExternalStore } from 'react'
import { spaceOfNew } from '#contract/permissions.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { useDoor } from '../documents.queries.ts'
import { SpaceChoice } from '../SpaceChoice.tsx'
import { place, placeAll } from './arrivals.ts'

export function PlaceLine({ onOpen }: { onOpen: (isOpen: boolean) => void }) {
  const { t } = useTranslation('spaces')
  const chosen = useSyncExternalStore(place.subscribe, place.chosen)
  const { data: door } = useDoor()
  if (!door?.person) return null
  const { spaces } = door.person
  const space = chosen ?? spaceOfNew(door.terminal.space, spaces)
  return (
    <Box sx={{ px: 2, pb: 0.5, flex: 'none' }}>
      <Typography variant="caption" component="div" color="textSecondary">
        {t('seenByMany')}:{' '}
        <SpaceChoice label={t('seenByMany')} {...{ space, spaces }} onChosen={placeAll} onOpen={onOpen} />
      </Typography>
      {!spaces.includes(space) && (
        <Typography variant="caption" component="div" color="textSecondary">
          {t('unseen')}
        </Typography>
      )}
    </Box>
  )
}
