/** The sheet on paper and, beside it, what is done with it: printed, then two of its groups read back. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import PrintOutlined from '@mui/icons-material/PrintOutlined'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import type { Sheet } from './sheet.ts'
import { SheetPaper } from './SheetPaper.tsx'

const deskSx = {
  display: 'grid',
  gap: 3,
  alignContent: 'start',
  gridTemplateColumns: 'minmax(0, 1fr)',
  '@container frame (min-width: 64rem)': {
    gridTemplateColumns: 'minmax(0, 40rem) minmax(0, 24rem)',
    justifyContent: 'center',
  },
  '@media print': { display: 'block' },
} as const

/** Leaving the page would lose the code for ever: the browser asks first. */
function useAskBeforeLeaving(): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [])
}

export function SheetDesk({ sheet, children }: { sheet: Sheet; children: ReactNode }) {
  const { t } = useTranslation('door')
  useAskBeforeLeaving()
  return (
    <Box sx={deskSx}>
      <SheetPaper sheet={sheet} />
      <Box sx={{ display: 'grid', gap: 3, alignContent: 'start' }} className="no-print">
        <Box sx={{ display: 'grid', gap: 1, justifyItems: 'start' }}>
          <Typography variant="h2">{t('sheet.printTitle')}</Typography>
          <Typography color="textSecondary">{t('sheet.printText')}</Typography>
          <Button variant="outlined" autoFocus startIcon={<PrintOutlined />} onClick={() => window.print()}>
            {t('sheet.print')}
          </Button>
        </Box>
        {children}
      </Box>
    </Box>
  )
}
