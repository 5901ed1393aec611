/** F1: the keys, and what they do. */
import Box from '@mui/material/Box'
import { useTranslation } from '../../lib/i18n.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { ReadDialog } from '../../ui/ReadDialog.tsx'

const keys = ['palette', 'keys', 'undo', 'regions', 'find', 'print', 'escape', 'tab', 'list', 'pages'] as const

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('frame')
  return (
    <ReadDialog title={t('keysTitle')} onClose={onClose}>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '.5rem 1.25rem', m: 0, mt: 1 }}>
        {keys.map((key) => (
          <Box key={key} sx={{ display: 'contents' }}>
            <Box component="dt">
              <Kbd>{t(`keyNames.${key}`)}</Kbd>
            </Box>
            <Box component="dd" sx={{ m: 0 }}>
              {t(`keyActs.${key}`)}
            </Box>
          </Box>
        ))}
      </Box>
    </ReadDialog>
  )
}
