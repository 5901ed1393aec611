/** Copie di sicurezza: how they stand, one now, the plan, and how a machine is taken back. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from '../../lib/i18n.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { Card } from '../../ui/Card.tsx'
import { ErrorFace } from '../../ui/ErrorFace.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useCopies, usePlaces } from './copies.queries.ts'
import { ListCard } from './ListCard.tsx'
import { MakeCard } from './MakeCard.tsx'
import { NowCard } from './NowCard.tsx'
import { PlanCard } from './PlanCard.tsx'

const columnsSx = {
  display: 'grid',
  gap: 2,
  alignItems: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 75rem)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
} as const
const columnSx = { display: 'grid', gap: 2, minWidth: 0 } as const

function HowCard() {
  const { t } = useTranslation('copies')
  return (
    <Card title={t('how.title')}>
      <Box component="ol" sx={{ m: 0, padding: '.25rem 1rem 1rem 2.5rem', display: 'grid', gap: 0.75 }}>
        {(['start', 'choose', 'secret'] as const).map((step) => (
          <Typography key={step} component="li">
            {t(`how.${step}`)}
          </Typography>
        ))}
      </Box>
    </Card>
  )
}

export function CopiesPage() {
  const { t } = useTranslation(['copies', 'frame'])
  const { data, error, refetch } = useCopies()
  const { data: places = [] } = usePlaces()
  return (
    <>
      <BackLink to="/amministrazione">{t('frame:rooms.admin')}</BackLink>
      <PageHead title={t('title')} sentence={t('sentence')} />
      {error && <ErrorFace error={error} title={t('error')} retry={() => void refetch()} />}
      {!data && !error && (
        <Card>
          <LoadingFace />
        </Card>
      )}
      {data && (
        <Box sx={columnsSx}>
          <Box sx={columnSx}>
            <NowCard state={data} />
            <MakeCard usual={data.plan?.folder ?? ''} places={places} isBusy={data.running} />
          </Box>
          <Box sx={columnSx}>
            <PlanCard plan={data.plan} places={places} />
            {data.plan && <ListCard key={`${data.plan.folder} ${data.last?.at ?? 0}`} folder={data.plan.folder} />}
            <HowCard />
          </Box>
        </Box>
      )}
    </>
  )
}
