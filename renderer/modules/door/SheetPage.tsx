/** The recovery sheet of the founding: printed or copied by hand, then two of its groups are asked back. */
import Box from '@mui/material/Box'
import { useEffect } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { AskBack } from './AskBack.tsx'
import type { Sheet } from './sheet.ts'
import { SheetDesk } from './SheetDesk.tsx'

const pageSx = {
  height: '100%',
  overflow: 'auto',
  padding: 3,
  '@media print': { height: 'auto', overflow: 'visible', padding: 0 },
} as const

export function SheetPage({ sheet, onDone }: { sheet: Sheet; onDone: () => void }) {
  const { t } = useTranslation('door')
  useEffect(() => {
    document.title = `${t('sheet.title')} – Smart-Coop`
  }, [t])
  return (
    <Box component="main" sx={pageSx}>
      <SheetDesk sheet={sheet}>
        <AskBack recovery={sheet.recovery} act={t('sheet.done')} onDone={onDone} />
      </SheetDesk>
    </Box>
  )
}
