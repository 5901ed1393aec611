/** The whole window is a place to drop papers: while files hang over it, it says so. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import NoteAdd from '@mui/icons-material/NoteAdd'
import LockOutlined from '@mui/icons-material/LockOutlined'
import { useEffect, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { prepareIntake, takeDropped } from '../takeIn.ts'
import { useFrameActs } from './frameActs.ts'

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

/** True while files are dragged over the window. */
function useFilesOver(onFiles: (files: DataTransfer) => void): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    // Every element under the pointer is entered before the last one is left: counted, or the overlay flickers.
    let depth = 0
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return
      depth++
      setOver(true)
      void prepareIntake()
    }
    const leave = (event: DragEvent) => {
      if (hasFiles(event) && --depth <= 0) end()
    }
    const end = () => {
      depth = 0
      setOver(false)
    }
    const drop = (event: DragEvent) => {
      end()
      if (event.dataTransfer && hasFiles(event)) onFiles(event.dataTransfer)
    }
    const events = { dragenter: enter, dragleave: leave, drop } as const
    for (const [name, listener] of Object.entries(events))
      window.addEventListener(name as keyof typeof events, listener)
    return () => {
      for (const [name, listener] of Object.entries(events))
        window.removeEventListener(name as keyof typeof events, listener)
    }
  }, [onFiles])
  return isOver
}

const take = (data: DataTransfer): void => void takeDropped(data)
const ignore = (): void => {}

export function DropZone() {
  const { t } = useTranslation('frame')
  const { addDocuments } = useFrameActs()
  const isOver = useFilesOver(addDocuments ? take : ignore)
  if (!isOver) return null
  const Icon = addDocuments ? NoteAdd : LockOutlined
  return (
    <Box
      sx={(theme) => ({
        position: 'fixed',
        inset: '.75rem',
        zIndex: theme.zIndex.tooltip,
        pointerEvents: 'none',
        display: 'grid',
        placeContent: 'center',
        justifyItems: 'center',
        gap: 0.5,
        borderRadius: '.625rem',
        border: `2px dashed ${theme.vars.palette.primary.main}`,
        background: theme.vars.palette.primary.soft,
        color: theme.vars.palette.primary.onSoft,
      })}
    >
      <Icon sx={{ fontSize: '3rem' }} />
      <Typography variant="h2" component="p">
        {addDocuments ? t('drop.title') : t('drop.closed')}
      </Typography>
      {addDocuments && <Typography>{t('drop.text')}</Typography>}
    </Box>
  )
}
