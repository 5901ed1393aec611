/** How this terminal is used: after how many idle minutes it locks, whether many share it, where its papers lie. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import type { Terminal } from '#contract/door.contract.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { sentenceOf } from '#renderer/lib/messages.ts'
import { Card } from '#renderer/ui/Card.tsx'
import { Field } from '#renderer/ui/Field.tsx'
import { useSnack } from '#renderer/ui/snacks.ts'
import { useSetTerminal } from '../people.queries.ts'
import { TerminalSpace } from './TerminalSpace.tsx'
import { least, minutesFrom, most } from './minutes.ts'

interface TerminalCardProps {
  terminal: Terminal
  machine: string
  /** Those that the person reaches. */
  spaces: readonly string[]
}

export function TerminalCard({ terminal, machine, spaces }: TerminalCardProps) {
  const { t } = useTranslation('people')
  const snack = useSnack()
  // Null while nothing was written since the last save.
  const [draft, setDraft] = useState<string | null>(null)
  const text = draft ?? String(terminal.idleMinutes)
  const [isTried, setTried] = useState(false)
  const { mutate, mutateAsync, error, isPending } = useSetTerminal()
  const minutes = minutesFrom(text)
  const change = (part: Partial<Terminal>) =>
    mutate(part, {
      onSuccess() {
        setDraft(null)
        snack({ text: t('terminal.saved'), undo: () => mutateAsync(terminal) })
      },
    })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (minutes !== null && minutes !== terminal.idleMinutes) change({ idleMinutes: minutes })
  }
  return (
    <Card title={t('terminal.title')}>
      <Box
        component="form"
        onSubmit={submit}
        noValidate
        sx={{ padding: '.25rem 1rem 1rem', display: 'grid', gap: 1.5 }}
      >
        <Typography color="textSecondary">{t('terminal.text', { machine })}</Typography>
        <Field
          label={t('terminal.minutes')}
          value={text}
          onChange={(event) => setDraft(event.target.value)}
          inputProps={{ inputMode: 'numeric', maxLength: 3 }}
          hint={t('terminal.minutesHint')}
          wrong={isTried && minutes === null ? t('terminal.minutesWrong', { least, most }) : null}
          sx={{ flex: '1 1 12rem' }}
        />
        <Button
          type="submit"
          variant="outlined"
          disabled={isPending || minutes === terminal.idleMinutes}
          sx={{ justifySelf: 'start' }}
        >
          {t('terminal.save')}
        </Button>
        <FormControlLabel
          sx={{ alignItems: 'flex-start', m: 0, gap: 0.5 }}
          control={
            <Switch
              checked={terminal.hotDesk}
              disabled={isPending}
              onChange={(_event, hotDesk) => change({ hotDesk })}
              sx={{ flex: 'none' }}
            />
          }
          label={
            <>
              <Typography component="span" sx={{ display: 'block', fontWeight: 600 }}>
                {t('terminal.hotDesk')}
              </Typography>
              <Typography component="span" variant="body2" color="textSecondary" sx={{ display: 'block' }}>
                {t('terminal.hotDeskText')}
              </Typography>
            </>
          }
        />
        <TerminalSpace
          space={terminal.space}
          spaces={spaces}
          disabled={isPending}
          onChosen={(space) => change({ space })}
        />
        {error && (
          <Typography role="alert" color="error">
            {sentenceOf(error)}
          </Typography>
        )}
      </Box>
    </Card>
  )
}
