/** Plain text as plain text, whatever it holds: nothing of it becomes a web page. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from '#renderer/lib/i18n.ts'
import type { Paper } from '#contract/documents.contract.ts'
import { sizeText } from '#renderer/lib/formats.ts'
import { Face } from '#renderer/ui/Face.tsx'
import { LoadingFace } from '#renderer/ui/LoadingFace.tsx'
import { mostTextBytes, textOf } from './content.ts'
import { useOriginal } from './useOriginal.ts'

const readText = async (read: (begin: number, end: number) => Promise<Uint8Array<ArrayBuffer>>): Promise<string> =>
  textOf(new Blob([await read(0, mostTextBytes)]))

export function TextPaper({ paper, onDownload }: { paper: Paper; onDownload(): void }) {
  const { t } = useTranslation('documents')
  const state = useOriginal(paper, readText)
  if (state.kind === 'opening') return <LoadingFace rows={3} text={t('viewer.loading')} />
  if (state.kind === 'failed') {
    return (
      <Face
        kind="error"
        title={t('viewer.lostTitle')}
        acts={
          <Button variant="outlined" size="small" onClick={onDownload}>
            {t('acts.download')}
          </Button>
        }
      >
        {t('viewer.failedText')}
      </Face>
    )
  }
  return (
    <Box
      tabIndex={0}
      role="region"
      aria-label={t('viewer.text', { title: paper.title })}
      sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 2 }}
    >
      {paper.size > mostTextBytes && (
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
          {t('viewer.textCut', { size: sizeText(paper.size) })}
        </Typography>
      )}
      <Box
        component="pre"
        sx={{
          m: 0,
          fontFamily: 'ui-monospace, monospace',
          fontSize: '.9375rem',
          lineHeight: 1.5,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
        }}
      >
        {state.content}
      </Box>
    </Box>
  )
}
