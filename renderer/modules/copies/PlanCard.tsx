/** How often a copy is made by itself, where, and how many stay. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Typography from '@mui/material/Typography'
import { type FormEvent, useId, useState } from 'react'
import { copyPlan, type CopyPlan } from '#contract/copies.contract.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { Card } from '../../ui/Card.tsx'
import { Field } from '../../ui/Field.tsx'
import { useSnack } from '../../ui/snacks.ts'
import { useSetPlan } from './copies.queries.ts'
import { FolderField } from './FolderField.tsx'

const choices = ['never', 'day', 'week'] as const
type Choice = (typeof choices)[number]

export function PlanCard({ plan, places }: { plan: CopyPlan | null; places: readonly string[] }) {
  const { t } = useTranslation('copies')
  const snack = useSnack()
  const heading = useId()
  const setPlan = useSetPlan()
  const [every, setEvery] = useState<Choice>(plan?.every ?? 'never')
  const [folder, setFolder] = useState(plan?.folder ?? '')
  const [keep, setKeep] = useState(String(plan?.keep ?? 5))
  const wanted = every === 'never' ? null : copyPlan.safeParse({ folder, every, keep: Number(keep) })
  const isWrong = (field: string) => wanted?.error?.issues.some((issue) => issue.path[0] === field) ?? false

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (wanted && !wanted.success) return
    setPlan.mutate({ plan: wanted?.data ?? null }, { onSuccess: () => snack({ text: t('plan.saved') }) })
  }

  return (
    <Card title={t('plan.title')}>
      <Box
        component="form"
        noValidate
        onSubmit={submit}
        sx={{ display: 'grid', gap: 1.5, padding: '.25rem 1rem 1rem', justifyItems: 'stretch' }}
      >
        <Typography id={heading} color="textSecondary">
          {t('plan.text')}
        </Typography>
        <RadioGroup aria-labelledby={heading} value={every}>
          {choices.map((choice) => (
            <FormControlLabel
              key={choice}
              value={choice}
              control={<Radio onChange={() => setEvery(choice)} />}
              label={t(`plan.every.${choice}`)}
            />
          ))}
        </RadioGroup>
        {every !== 'never' && (
          <>
            <FolderField
              folder={folder}
              onFolder={setFolder}
              places={places}
              wrong={setPlan.error ? sentenceOf(setPlan.error) : null}
            />
            <Field
              label={t('plan.keep')}
              hint={t('plan.keepHint')}
              wrong={isWrong('keep') ? t('plan.keepWrong') : null}
              inputMode="numeric"
              value={keep}
              onChange={(event) => setKeep(event.target.value)}
              sx={{ maxWidth: '16rem' }}
            />
          </>
        )}
        <Button
          type="submit"
          variant="contained"
          disabled={setPlan.isPending || (wanted !== null && !wanted.success)}
          sx={{ justifySelf: 'start' }}
        >
          {t('plan.act')}
        </Button>
      </Box>
    </Card>
  )
}
