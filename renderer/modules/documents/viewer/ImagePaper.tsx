/** An image that is a paper by itself. Its size is read from its header before anything is decoded. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { numberText } from '#renderer/lib/formats.ts'
import { Face } from '#renderer/ui/Face.tsx'
import { LoadingFace } from '#renderer/ui/LoadingFace.tsx'
import { useObjectUrl } from '../list/Picture.tsx'
import { imageBlob, mostPixels } from './content.ts'
import { headerBytes, imageSize } from './imageSize.ts'
import { useOriginal } from './useOriginal.ts'

type Content = { kind: 'image'; blob: Blob } | { kind: 'too-big'; pixels: number } | { kind: 'no-image' }

export function ImagePaper({ paper, onDownload }: { paper: Paper; onDownload(): void }) {
  const { t } = useTranslation('documents')
  const { format } = paper
  const make = useCallback(
    async (read: (begin: number, end: number) => Promise<Uint8Array<ArrayBuffer>>, size: number): Promise<Content> => {
      const header = imageSize((await read(0, headerBytes)).buffer)
      if (!header) return { kind: 'no-image' }
      const pixels = header.width * header.height
      if (pixels > mostPixels) return { kind: 'too-big', pixels }
      return { kind: 'image', blob: imageBlob(new Blob([await read(0, size)]), format) }
    },
    [format],
  )
  const state = useOriginal(paper, make)
  const content = state.kind === 'open' ? state.content : null
  const download = (
    <Button variant="outlined" size="small" onClick={onDownload}>
      {t('acts.download')}
    </Button>
  )
  if (state.kind === 'opening') return <LoadingFace rows={3} text={t('viewer.loading')} />
  if (content?.kind === 'image') return <Shown blob={content.blob} title={paper.title} download={download} />
  if (content?.kind === 'too-big') {
    return (
      <Face kind="empty" title={t('viewer.tooBigTitle')} acts={download}>
        {t('viewer.tooBigText', { megapixels: numberText(Math.round(content.pixels / 1_000_000)) })}
      </Face>
    )
  }
  return (
    <Face kind="error" title={t('viewer.failedTitle')} acts={download}>
      {t('viewer.failedText')}
    </Face>
  )
}

function Shown({ blob, title, download }: { blob: Blob; title: string; download: ReactNode }) {
  const { t } = useTranslation('documents')
  const url = useObjectUrl(blob)
  const [isBroken, setBroken] = useState(false)
  if (isBroken) {
    return (
      <Face kind="error" title={t('viewer.failedTitle')} acts={download}>
        {t('viewer.failedText')}
      </Face>
    )
  }
  return (
    <Box
      tabIndex={0}
      role="region"
      aria-label={t('viewer.label')}
      sx={(theme) => ({ flex: 1, minHeight: 0, overflow: 'auto', p: 2, background: theme.vars.palette.surface.sunken })}
    >
      {url && (
        <Box
          component="img"
          src={url}
          alt={t('viewer.image', { title })}
          onError={() => setBroken(true)}
          sx={{ display: 'block', maxWidth: '100%', m: '0 auto', background: '#fff' }}
        />
      )}
    </Box>
  )
}
