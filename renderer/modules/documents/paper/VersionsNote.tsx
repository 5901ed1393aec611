/** Says of a paper that two wrote the same field while their machines were out of touch, and leads to the choice. */
import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import CallSplit from '@mui/icons-material/CallSplit'
import { Link as RouterLink } from 'react-router'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { useFieldsToChoose, useMay } from '../documents.queries.ts'

export function VersionsNote({ paper }: { paper: string }) {
  const { t } = useTranslation('documents')
  const mayChoose = useMay('documents.edit')
  const { data: fields = 0 } = useFieldsToChoose(paper, mayChoose)
  if (fields === 0) return null
  return (
    <Box
      role="note"
      sx={(theme) => ({
        display: 'flex',
        gap: 1,
        padding: '.625rem .75rem',
        borderRadius: '.5rem',
        background: theme.vars.palette.plum.soft,
        color: theme.vars.palette.plum.onSoft,
      })}
    >
      <CallSplit fontSize="small" sx={{ mt: '.125rem' }} />
      <Typography variant="body2">
        {t('versions.text', { count: fields })}{' '}
        <Link component={RouterLink} to={`/due-versioni?documento=${paper}`} sx={{ color: 'inherit', fontWeight: 600 }}>
          {t('versions.choose')}
        </Link>
      </Typography>
    </Box>
  )
}
