/** The folder of a copy, written or taken from the drives that are put in. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Usb from '@mui/icons-material/Usb'
import { useTranslation } from '../../lib/i18n.ts'
import { Field } from '../../ui/Field.tsx'

interface FolderFieldProps {
  folder: string
  onFolder: (folder: string) => void
  places: readonly string[]
  wrong?: string | null
  disabled?: boolean
}

export function FolderField({ folder, onFolder, places, wrong = null, disabled = false }: FolderFieldProps) {
  const { t } = useTranslation('copies')
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Field
        label={t('folder.label')}
        hint={t('folder.hint')}
        wrong={wrong}
        disabled={disabled}
        spellCheck={false}
        autoComplete="off"
        value={folder}
        onChange={(event) => onFolder(event.target.value)}
      />
      {places.length > 0 && (
        <Box role="group" aria-label={t('folder.places')} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {places.map((place) => (
            <Button
              key={place}
              size="small"
              variant="outlined"
              startIcon={<Usb />}
              disabled={disabled}
              onClick={() => onFolder(place)}
              sx={{ overflowWrap: 'anywhere', textAlign: 'left' }}
            >
              {place}
            </Button>
          ))}
        </Box>
      )}
    </Box>
  )
}
