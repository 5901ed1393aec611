/** The roles of a person, ticked; saved with one press, taken back with Annulla. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import type { PersonRow } from '#contract/people.contract.ts'
import type { Role } from '#contract/permissions.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { Card } from '#renderer/ui/Card.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useChangeRoles } from '../people.queries.ts'
import { RoleChoice } from '../RoleChoice.tsx'

const sameRoles = (some: readonly Role[], others: readonly Role[]): boolean =>
  some.length === others.length && some.every((role) => others.includes(role))

export function RolesCard({ person }: { person: PersonRow }) {
  const { t } = useTranslation('people')
  const snack = useSnack()
  // Null while nothing was ticked since the last save: then the person's own roles show.
  const [draft, setDraft] = useState<Role[] | null>(null)
  const roles = draft ?? person.roles
  const change = useChangeRoles()
  const isRevoked = person.state === 'revoked'
  const isSame = sameRoles(roles, person.roles)
  const save = () =>
    change.mutate(
      { person: person.id, roles },
      {
        onSuccess() {
          setDraft(null)
          const undo = () => change.mutateAsync({ person: person.id, roles: person.roles })
          snack({ text: t('roles.saved', { name: person.name }), undo })
        },
      },
    )
  return (
    <Card title={t('roles.title')}>
      <Box sx={{ padding: '.25rem 1rem 1rem', display: 'grid', gap: 1.5 }}>
        <Typography color="textSecondary">{t(isRevoked ? 'roles.revoked' : 'roles.text')}</Typography>
        <RoleChoice chosen={roles} onChosen={setDraft} disabled={isRevoked} />
        {change.error && (
          <Typography role="alert" color="error">
            {sentenceOf(change.error)}
          </Typography>
        )}
        {!isRevoked && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
            <Button variant="contained" disabled={isSame || change.isPending} onClick={save}>
              {t('roles.save')}
            </Button>
            {!isSame && (
              <Button
                variant="outlined"
                onClick={() => {
                  change.reset()
                  setDraft(null)
                }}
              >
                {t('roles.leave')}
              </Button>
            )}
          </Box>
        )}
      </Box>
    </Card>
  )
}
