import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import Box from '@mui/material/Box'
import PrintOutlined from '@mui/icons-material/PrintOutlined'
import { type FormEvent, useEffect, useEffectEvent, useId, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { numberText } from '#renderer/lib/formats.ts'
import { Field } from '#renderer/ui/Field.tsx'
import { isPrintable } from '../viewer/content.ts'
import { usePrint } from './usePrint.ts'

/** The most pages of one print: each is a picture kept in memory until the printer has it. */
const mostPrintedPages = 200

/** `ctrlP`: this button answers Ctrl P while it is on the screen. */
export function PrintButton({ paper, ctrlP = false }: { paper: Paper; ctrlP?: boolean }) {
  const { t } = useTranslation('documents')
  const { state, pages, start, print, stop } = usePrint(paper)
  const onCtrlP = useEffectEvent(start)
  const printable = isPrintable(paper)
  useEffect(() => {
    if (!ctrlP || !printable) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      onCtrlP()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [ctrlP, printable])

  if (!printable) return null
  return (
    <>
      <Button
        variant="outlined"
        size="small"
        startIcon={<PrintOutlined />}
        onClick={start}
        disabled={state.kind === 'preparing'}
      >
        {t('acts.print')}
      </Button>
      {state.kind === 'asking' && <PagesDialog pages={pages} onPrint={print} onLeave={stop} />}
      {state.kind === 'preparing' && state.total > 1 && (
        <Dialog open onClose={stop} aria-label={t('acts.print')}>
          <DialogContent sx={{ pt: 2 }}>
            <Typography role="status" sx={{ mb: 1 }}>
              {t('print.preparing', { done: numberText(state.done), total: numberText(state.total) })}
            </Typography>
            <LinearProgress
              variant="determinate"
              value={(state.done / state.total) * 100}
              aria-label={t('acts.print')}
            />
          </DialogContent>
          <DialogActions>
            <Button variant="outlined" onClick={stop}>
              {t('print.stop')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  )
}

interface PagesDialogProps {
  pages: number
  onPrint(from: number, to: number): void
  onLeave(): void
}

function PagesDialog({ pages, onPrint, onLeave }: PagesDialogProps) {
  const { t } = useTranslation('documents')
  const heading = useId()
  const [from, setFrom] = useState('1')
  const [to, setTo] = useState(String(Math.min(pages, mostPrintedPages)))
  const [wrong, setWrong] = useState(false)
  const most = numberText(mostPrintedPages)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [first, last] = [Number(from), Number(to)]
    const isRight = Number.isInteger(first) && Number.isInteger(last) && first >= 1 && last <= pages && first <= last
    if (isRight && last - first < mostPrintedPages) onPrint(first, last)
    else setWrong(true)
  }
  return (
    <Dialog open onClose={onLeave} aria-labelledby={heading}>
      <form onSubmit={submit} noValidate>
        <DialogTitle id={heading} variant="h3">
          {t('print.title')}
        </DialogTitle>
        <DialogContent>
          <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
            {t('print.text', { pages: numberText(pages), most })}
          </Typography>
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
            <Field
              label={t('print.from')}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
              inputProps={{ inputMode: 'numeric' }}
              autoFocus
            />
            <Field
              label={t('print.to')}
              value={to}
              onChange={(event) => setTo(event.target.value)}
              inputProps={{ inputMode: 'numeric' }}
            />
          </Box>
          {wrong && (
            <Typography role="alert" variant="body2" color="error" sx={{ mt: 1 }}>
              {t('print.wrong', { most })}
            </Typography>
          )}
        </DialogContent>
        <DialogActions>
          <Button type="submit" variant="contained">
            {t('print.go')}
          </Button>
          <Button variant="outlined" onClick={onLeave}>
            {t('print.stay')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
