/** First start from a copy: where it lies, what opens it, and how far it is. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import { sizeText } from '../../lib/formats.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { refusalOf, sentenceOf } from '../../lib/messages.ts'
import { Field } from '../../ui/Field.tsx'
import { PasswordField } from '../../ui/PasswordField.tsx'
import { type TakingBack, useTakeBack } from './door.queries.ts'

function Progress({ done, of }: TakingBack) {
  const { t } = useTranslation(['start', 'door'])
  return (
    <Box role="status" sx={{ width: '100%' }}>
      <Typography sx={{ mb: 1 }}>
        {of > 0 ? t('takeBack.progress', { done: sizeText(done), of: sizeText(of) }) : t('takeBack.begins')}
      </Typography>
      <LinearProgress
        variant={of > 0 ? 'determinate' : 'indeterminate'}
        value={of > 0 ? (100 * done) / of : undefined}
        aria-label={t('takeBack.title')}
      />
    </Box>
  )
}

export function TakeBackForm({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation(['start', 'door'])
  const [file, setFile] = useState('')
  const [secret, setSecret] = useState('')
  const [progress, setProgress] = useState<TakingBack>({ done: 0, of: 0 })
  const taking = useTakeBack(setProgress)
  const isAboutSecret = refusalOf(taking.error) === 'copy-locked'
  const said = taking.error ? sentenceOf(taking.error) : null

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!taking.isPending && file.trim() !== '' && secret !== '') taking.mutate({ file: file.trim(), secret })
  }

  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="h1" sx={{ fontSize: '1.5rem', lineHeight: '2rem' }}>
        {t('takeBack.title')}
      </Typography>
      <Typography>{t('takeBack.text')}</Typography>
      <Field
        label={t('takeBack.file')}
        hint={t('takeBack.fileHint')}
        wrong={isAboutSecret ? null : said}
        autoFocus
        spellCheck={false}
        autoComplete="off"
        disabled={taking.isPending}
        value={file}
        onChange={(event) => setFile(event.target.value)}
      />
      <PasswordField
        label={t('takeBack.secret')}
        hint={t('takeBack.secretHint')}
        wrong={isAboutSecret ? said : null}
        autoComplete="off"
        disabled={taking.isPending}
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
      />
      {taking.isPending ? (
        <Progress {...progress} />
      ) : (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button type="submit" variant="contained" size="large" disabled={file.trim() === '' || secret === ''}>
            {t('takeBack.act')}
          </Button>
          <Button variant="outlined" size="large" onClick={onBack}>
            {t('door:back')}
          </Button>
        </Box>
      )}
    </Box>
  )
}
