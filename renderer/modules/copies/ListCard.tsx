/** The copies of this machine in the plan's folder. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { momentText, sizeText } from '../../lib/formats.ts'
import { useTranslation } from '../../lib/i18n.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { Card } from '../../ui/Card.tsx'
import { ListRow } from '../../ui/ListRow.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { useCopyList } from './copies.queries.ts'

function Rows({ folder }: { folder: string }) {
  const { t } = useTranslation('copies')
  const { data, error } = useCopyList(folder)
  if (error) return <Typography sx={{ padding: '.25rem 1rem 1rem' }}>{sentenceOf(error)}</Typography>
  if (!data) return <LoadingFace rows={2} />
  if (data.length === 0) return <Typography sx={{ padding: '.25rem 1rem 1rem' }}>{t('list.none')}</Typography>
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {data.map(({ file, at, bytes }) => (
        <ListRow key={file}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography sx={{ fontWeight: 650 }}>{momentText(at)}</Typography>
            <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
              {file}
            </Typography>
          </Box>
          <Typography variant="body2">{sizeText(bytes)}</Typography>
        </ListRow>
      ))}
    </Box>
  )
}

export function ListCard({ folder }: { folder: string }) {
  const { t } = useTranslation('copies')
  return (
    <Card title={t('list.title')}>
      <Rows folder={folder} />
    </Card>
  )
}
