/** Name and office of a person; the login stays what it was. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import type { PersonRow } from '#contract/people.contract.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { Card } from '#renderer/ui/Card.tsx'
import { Field } from '#renderer/ui/Field.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { faultsOf } from '../newPerson/personText.ts'
import { useRename } from '../people.queries.ts'

export function DetailsCard({ person }: { person: PersonRow }) {
  const { t } = useTranslation('people')
  const snack = useSnack()
  // Null while nothing was written since the last save.
  const [draft, setDraft] = useState<{ name: string; office: string } | null>(null)
  const { name, office } = draft ?? person
  const [isTried, setTried] = useState(false)
  const rename = useRename()
  const isRevoked = person.state === 'revoked'
  const faults = faultsOf({ name, office, login: person.login })
  const isSame = name.trim() === person.name && office.trim() === person.office

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (faults.name || faults.office || isSame) return
    const before = { person: person.id, name: person.name, office: person.office }
    rename.mutate(
      { person: person.id, name, office },
      {
        onSuccess() {
          setDraft(null)
          snack({ text: t('details.saved'), undo: () => rename.mutateAsync(before) })
        },
      },
    )
  }
  return (
    <Card title={t('details.title')}>
      <Box
        component="form"
        onSubmit={submit}
        noValidate
        sx={{ padding: '.25rem 1rem 1rem', display: 'grid', gap: 1.5 }}
      >
        <Field
          label={t('fields.name')}
          value={name}
          disabled={isRevoked}
          autoComplete="off"
          onChange={(event) => setDraft({ name: event.target.value, office })}
          wrong={isTried && faults.name ? t(`faults.${faults.name}`) : null}
        />
        <Field
          label={t('fields.office')}
          value={office}
          disabled={isRevoked}
          autoComplete="off"
          onChange={(event) => setDraft({ name, office: event.target.value })}
          wrong={isTried && faults.office ? t(`faults.${faults.office}`) : null}
        />
        {rename.error && (
          <Typography role="alert" color="error">
            {sentenceOf(rename.error)}
          </Typography>
        )}
        {!isRevoked && (
          <Button type="submit" variant="outlined" disabled={isSame || rename.isPending} sx={{ justifySelf: 'start' }}>
            {t('details.save')}
          </Button>
        )}
      </Box>
    </Card>
  )
}
