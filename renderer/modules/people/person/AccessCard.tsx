/** The way in of a person: its state, and what an administrator can do about it. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { OneTimeCode, PersonRow } from '#contract/people.contract.ts'
import { momentText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { Card } from '#renderer/ui/Card.tsx'
import { Fact, Facts } from '#renderer/ui/Facts.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { CodeDialog } from '../CodeDialog.tsx'
import { useReadmit, useSuspend } from '../people.queries.ts'
import { StateOf } from '../StateOf.tsx'
import { ResetDialog } from './ResetDialog.tsx'
import { RevokeDialog } from './RevokeDialog.tsx'

function AccessFacts({ person }: { person: PersonRow }) {
  const { t } = useTranslation('people')
  return (
    <Facts>
      <Fact name={t('fields.state')}>
        <StateOf state={person.state} />
      </Fact>
      <Fact name={t('fields.login')}>{person.login}</Fact>
      <Fact name={t('fields.seen')}>{person.seenAt ? momentText(person.seenAt) : t('never')}</Fact>
      <Fact name={t('access.here')}>{t(person.here ? 'access.hereYes' : 'access.hereNo')}</Fact>
      {person.codeUntil !== null && (
        <Fact name={t('access.code')}>{t('access.codeUntil', { moment: momentText(person.codeUntil) })}</Fact>
      )}
    </Facts>
  )
}

type Ask = 'reset' | 'revoke'

/** Suspending acts at once and can be taken back; the other two ask first, for they cannot. */
function AccessActs({ person, onAsk }: { person: PersonRow; onAsk: (ask: Ask) => void }) {
  const { t } = useTranslation('people')
  const snack = useSnack()
  const suspend = useSuspend()
  const readmit = useReadmit()
  const given = { person: person.id }
  const error = suspend.error ?? readmit.error
  const isSuspended = person.state === 'suspended'
  const toggle = () => {
    suspend.reset()
    readmit.reset()
    const { name } = person
    if (isSuspended)
      readmit.mutate(given, {
        onSuccess: () => snack({ text: t('access.readmitted', { name }), undo: () => suspend.mutateAsync(given) }),
      })
    else
      suspend.mutate(given, {
        onSuccess: () => snack({ text: t('access.suspended', { name }), undo: () => readmit.mutateAsync(given) }),
      })
  }
  return (
    <>
      {error && (
        <Typography role="alert" color="error">
          {sentenceOf(error)}
        </Typography>
      )}
      <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
        <Button variant="outlined" disabled={suspend.isPending || readmit.isPending} onClick={toggle}>
          {t(isSuspended ? 'access.readmit' : 'access.suspend')}
        </Button>
        <Button variant="outlined" onClick={() => onAsk('reset')}>
          {t('reset.open')}
        </Button>
        <Button variant="outlined" color="error" onClick={() => onAsk('revoke')}>
          {t('revoke.open')}
        </Button>
      </Box>
    </>
  )
}

export function AccessCard({ person }: { person: PersonRow }) {
  const { t } = useTranslation('people')
  const [ask, setAsk] = useState<Ask | null>(null)
  const [code, setCode] = useState<(OneTimeCode & { drawer: number }) | null>(null)
  const isRevoked = person.state === 'revoked'
  return (
    <Card title={t('access.title')}>
      <Box sx={{ padding: '.25rem 1rem 1rem', display: 'grid', gap: 1.5 }}>
        <AccessFacts person={person} />
        {person.self && <Typography color="textSecondary">{t('access.self')}</Typography>}
        {isRevoked && <Typography color="textSecondary">{t('access.revoked')}</Typography>}
        {!person.self && !isRevoked && <AccessActs person={person} onAsk={setAsk} />}
      </Box>
      {ask === 'revoke' && <RevokeDialog person={person} onClose={() => setAsk(null)} />}
      {ask === 'reset' && (
        <ResetDialog
          person={person}
          onClose={() => setAsk(null)}
          onCode={(given) => {
            setAsk(null)
            setCode(given)
          }}
        />
      )}
      {code && <CodeDialog name={person.name} code={code} drawer={code.drawer} onClose={() => setCode(null)} />}
    </Card>
  )
}
