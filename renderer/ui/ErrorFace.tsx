/** The error face for a failed question: the sentence of its error, and another try. */
import Button from '@mui/material/Button'
import { useTranslation } from '../lib/i18n.ts'
import { sentenceOf } from '../lib/messages.ts'
import { Face } from './Face.tsx'

interface ErrorFaceProps {
  error: unknown
  /** What cannot be done, «Non riesco ad aprire questo elenco». */
  title?: string
  retry?: () => void
  level?: 'h1' | 'h2' | 'h3'
}

export function ErrorFace({ error, title, retry, level }: ErrorFaceProps) {
  const { t } = useTranslation('ui')
  const act = retry && (
    <Button variant="outlined" size="small" onClick={retry}>
      {t('retry')}
    </Button>
  )
  return (
    <Face kind="error" title={title ?? t('errors.title')} acts={act} level={level}>
      {sentenceOf(error)}
    </Face>
  )
}
