/** The recovery sheet: printed or copied by hand, then two of its groups are asked back. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import PrintOutlined from '@mui/icons-material/PrintOutlined'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/Field.tsx'
import { groupsOf, pickTwo, sameGroup, type Sheet } from './sheet.ts'
import { SheetPaper } from './SheetPaper.tsx'

const randomShare = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32

/** Leaving the page would lose the code for ever: the browser asks first. */
function useAskBeforeLeaving(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
}

function AskBack({ groups, onDone }: { groups: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation('door')
  const [places] = useState(() => pickTwo(groups.length, randomShare(), randomShare()))
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const [wrong, setWrong] = useState<readonly boolean[]>([false, false])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const faults = places.map((place, nth) => !sameGroup(typed[nth] ?? '', groups[place] ?? ''))
    setWrong(faults)
    if (!faults.includes(true)) onDone()
  }
  return (
    <Box component="form" onSubmit={submit} noValidate className="no-print" sx={{ display: 'grid', gap: 2 }}>
      <Typography variant="h2">{t('sheet.askTitle')}</Typography>
      {places.map((place, nth) => (
        <Field
          key={place}
          label={t('sheet.group', { number: place + 1 })}
          value={typed[nth]}
          autoComplete="off"
          spellCheck={false}
          wrong={wrong[nth] ? t('sheet.wrongGroup', { number: place + 1 }) : null}
          onChange={(event) => setTyped(nth === 0 ? [event.target.value, typed[1]] : [typed[0], event.target.value])}
          sx={{ maxWidth: '16rem' }}
        />
      ))}
      <Button type="submit" variant="contained" size="large" sx={{ justifySelf: 'start' }}>
        {t('sheet.done')}
      </Button>
    </Box>
  )
}

export function SheetPage({ sheet, onDone }: { sheet: Sheet; onDone: () => void }) {
  const { t } = useTranslation('door')
  useAskBeforeLeaving()
  useEffect(() => {
    document.title = `${t('sheet.title')} – Smart-Coop`
  }, [t])
  return (
    <Box
      component="main"
      sx={{
        height: '100%',
        overflow: 'auto',
        display: 'grid',
        gap: 3,
        alignContent: 'start',
        padding: 3,
        gridTemplateColumns: 'minmax(0, 1fr)',
        '@container frame (min-width: 64rem)': {
          gridTemplateColumns: 'minmax(0, 40rem) minmax(0, 24rem)',
          justifyContent: 'center',
        },
        '@media print': { display: 'block', height: 'auto', overflow: 'visible', padding: 0 },
      }}
    >
      <SheetPaper sheet={sheet} />
      <Box sx={{ display: 'grid', gap: 3, alignContent: 'start' }} className="no-print">
        <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
          <Typography variant="h2">{t('sheet.printTitle')}</Typography>
          <Typography color="textSecondary">{t('sheet.printText')}</Typography>
          <Button variant="outlined" autoFocus startIcon={<PrintOutlined />} onClick={() => window.print()}>
            {t('sheet.print')}
          </Button>
        </Box>
        <AskBack groups={groupsOf(sheet.recovery)} onDone={onDone} />
      </Box>
    </Box>
  )
}
