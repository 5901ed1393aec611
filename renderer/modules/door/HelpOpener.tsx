/** Opens the help of the door, by its button or by F1. */
import ButtonBase from '@mui/material/ButtonBase'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { partSx } from '../../ui/statusParts.tsx'

const HelpDialog = lazy(() => import('./HelpDialog.tsx').then((m) => ({ default: m.HelpDialog })))

export function HelpOpener() {
  const { t } = useTranslation('door')
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <ButtonBase
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        sx={{ ...partSx, font: 'inherit', color: 'inherit' }}
      >
        <Kbd>{t('help.key')}</Kbd>
        {t('help.name')}
      </ButtonBase>
      <Suspense fallback={null}>{isOpen && <HelpDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
