/** Il mio profilo: what belongs to the person who is in. */
import Box from '@mui/material/Box'
import { roleNames } from '#contract/permissions.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { Card } from '../../ui/Card.tsx'
import { Fact, Facts } from '../../ui/Facts.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useDoor } from './people.queries.ts'
import { LookCard } from './profile/LookCard.tsx'
import { PasswordCard } from './profile/PasswordCard.tsx'
import { PinCard } from './profile/PinCard.tsx'

const columnsSx = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 66rem)': { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
} as const

export function ProfilePage() {
  const { t } = useTranslation('people')
  const { data: door } = useDoor()
  const person = door?.person
  if (!door || !person) return <LoadingFace />
  const roles = roleNames.filter((role) => person.roles.includes(role)).map((role) => t(`roleNames.${role}`))
  return (
    <>
      <PageHead title={t('profile.title')} sentence={t('profile.sentence')} />
      <Box sx={columnsSx}>
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <Card title={person.name}>
            <Box sx={{ padding: '.25rem 1rem 1rem' }}>
              <Facts>
                <Fact name={t('fields.login')}>{person.login}</Fact>
                <Fact name={t('fields.office')}>{person.office || '–'}</Fact>
                <Fact name={t('fields.roles')}>{roles.join(', ') || t('noRole')}</Fact>
              </Facts>
            </Box>
          </Card>
          <LookCard look={door.look} />
        </Box>
        <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
          <PinCard hasPin={person.pin} />
          <PasswordCard />
        </Box>
      </Box>
    </>
  )
}
