/** Ctrl K: rooms, acts and papers under one field. The focus stays in the field; arrows walk, Enter goes. */
import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import { visuallyHidden } from '@mui/utils'
import { useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { useFrameActs } from '../frame/frameActs.ts'
import { PaletteField } from './PaletteField.tsx'
import { PaletteList } from './PaletteList.tsx'
import { usePaletteItems } from './usePaletteItems.ts'

const listId = 'palette-list'

function PaletteBody({ onClose }: { onClose: () => void }) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const { items, said } = usePaletteItems(query, useFrameActs())
  const current = items[Math.min(at, items.length - 1)]
  const run = (index: number) => {
    const item = items[index]
    if (!item) return
    onClose()
    item.run()
  }
  return (
    <>
      <PaletteField
        query={query}
        onQuery={(text) => {
          setQuery(text)
          setAt(0)
        }}
        listId={listId}
        currentId={current?.id}
        onStep={(step) =>
          items.length > 0 && setAt((Math.min(at, items.length - 1) + step + items.length) % items.length)
        }
        onEnd={(last) => setAt(last ? items.length - 1 : 0)}
        onGo={() => run(Math.min(at, items.length - 1))}
      />
      <PaletteList id={listId} items={items} currentId={current?.id} said={said} onRun={run} />
    </>
  )
}

export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('frame')
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby="palette-title"
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
      slotProps={{
        paper: { sx: { width: '40rem', maxWidth: 'calc(100% - 2rem)', mt: '.5rem', maxHeight: 'calc(100% - 4rem)' } },
      }}
    >
      <Box component="h2" id="palette-title" sx={visuallyHidden}>
        {t('palette.title')}
      </Box>
      <PaletteBody onClose={onClose} />
    </Dialog>
  )
}
