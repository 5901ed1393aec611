/** A person: who they are, what their roles let them do, and their way in. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Link, useParams } from 'react-router'
import { useTranslation } from '../../lib/i18n.ts'
import { refusalOf } from '../../lib/messages.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorFace } from '../../ui/ErrorFace.tsx'
import { Face } from '../../ui/Face.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { BackLink } from '../../ui/BackLink.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { usePerson } from './people.queries.ts'
import { AccessCard } from './person/AccessCard.tsx'
import { DetailsCard } from './person/DetailsCard.tsx'
import { RolesCard } from './person/RolesCard.tsx'

const list = '/amministrazione/persone'

const columnsSx = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 75rem)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 26rem)' },
} as const

function NoPerson() {
  const { t } = useTranslation('people')
  return (
    <Face
      kind="no-match"
      level="h1"
      title={t('person.noneTitle')}
      acts={
        <Button variant="outlined" size="small" component={Link} to={list}>
          {t('person.toList')}
        </Button>
      }
    >
      {t('person.noneText')}
    </Face>
  )
}

export function PersonPage() {
  const { t } = useTranslation(['people', 'frame'])
  const { id = '' } = useParams()
  const { data: person, error, refetch } = usePerson(id)
  const refused = refusalOf(error)
  if (refused === 'not-found' || refused === 'bad-input') return <NoPerson />
  if (error) return <ErrorFace error={error} level="h1" title={t('person.error')} retry={() => void refetch()} />
  return (
    <>
      <BackLink to={list}>{t('frame:rooms.people')}</BackLink>
      {!person && (
        <Card>
          <LoadingFace />
        </Card>
      )}
      {person && (
        <>
          <Box sx={{ display: 'flex', gap: 2 }}>
            <Avatar name={person.name} size={3.5} />
            <PageHead title={person.name} sentence={[person.office, person.login].filter(Boolean).join(', ')} />
          </Box>
          <Box sx={columnsSx}>
            <RolesCard key={person.id} person={person} />
            <Box sx={{ display: 'grid', gap: 2, minWidth: 0 }}>
              <AccessCard person={person} />
              <DetailsCard key={person.id} person={person} />
            </Box>
          </Box>
        </>
      )}
    </>
  )
}
