/** Persone: everybody who has or had a way in, and the two ways to let somebody new in. */
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import PersonAdd from '@mui/icons-material/PersonAdd'
import { useState } from 'react'
import { personStates } from '#contract/people.contract.ts'
import { numberText } from '../../lib/formats.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { BackLink } from '../../ui/BackLink.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { hasFilters, noFilters, usePeopleAddress } from './list/address.ts'
import { ListFrame } from './list/ListFrame.tsx'
import { PeopleFilters } from './list/PeopleFilters.tsx'
import { PeopleTable } from './list/PeopleTable.tsx'
import { NewPersonDialog, type WayIn } from './newPerson/NewPersonDialog.tsx'
import { usePeople } from './people.queries.ts'

export function PeoplePage() {
  const { t } = useTranslation(['people', 'frame'])
  const { question, ask } = usePeopleAddress()
  const [way, setWay] = useState<WayIn | null>(null)
  const list = usePeople(question)
  const pages = list.data?.pages ?? []
  const people = pages.flatMap((page) => page.rows)
  const [first] = pages
  const counted = personStates
    .filter((state) => (first?.states[state] ?? 0) > 0)
    .map((state) =>
      t(`counts.${state}`, { count: first?.states[state] ?? 0, number: numberText(first?.states[state] ?? 0) }),
    )
  return (
    <>
      <BackLink to="/amministrazione">{t('frame:rooms.admin')}</BackLink>
      <PageHead
        title={t('list.title')}
        sentence={counted.join(', ')}
        acts={
          <>
            <Button variant="outlined" onClick={() => setWay('password')}>
              {t('create.open')}
            </Button>
            <Button variant="contained" startIcon={<PersonAdd />} onClick={() => setWay('code')}>
              {t('invite.open')}
            </Button>
          </>
        }
      />
      <PeopleFilters question={question} onAsk={ask} />
      {first && hasFilters(question) && first.total > 0 && (
        <Typography role="status" variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {t('list.found', { count: first.total, number: numberText(first.total) })}
        </Typography>
      )}
      <ListFrame
        label={t('list.title')}
        list={list}
        shown={people.length}
        total={first?.total ?? 0}
        isFiltered={hasFilters(question)}
        onClear={() => ask(noFilters)}
      >
        <PeopleTable people={people} />
      </ListFrame>
      {way && <NewPersonDialog way={way} onClose={() => setWay(null)} />}
    </>
  )
}
