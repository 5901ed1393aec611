/** The papers that came last. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from '../../lib/i18n.ts'
import { Link } from 'react-router'
import { momentDay, momentTime, numberText } from '../../lib/formats.ts'
import { Card } from '../../ui/Card.tsx'

interface RecentPapersProps {
  papers: readonly { id: string; title: string; at: number }[]
  total: number
}

const timeOf = (at: number): string => (momentDay(at) === momentDay(Date.now()) ? momentTime(at) : momentDay(at))

export function RecentPapers({ papers, total }: RecentPapersProps) {
  const { t } = useTranslation('today')
  if (papers.length === 0) return null
  return (
    <Card title={t('recent.title')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: '.125rem 0 .375rem' }}>
        {papers.map(({ id, title, at }) => (
          <Box
            key={id}
            component="li"
            sx={{ display: 'flex', gap: 1.5, alignItems: 'baseline', padding: '.375rem 1rem' }}
          >
            <Box
              component={Link}
              to={`/documenti/${id}`}
              sx={{
                flex: 1,
                minWidth: 0,
                overflowWrap: 'anywhere',
                color: 'text.primary',
                textUnderlineOffset: '.15em',
              }}
            >
              {title}
            </Box>
            <Typography variant="body2" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
              {timeOf(at)}
            </Typography>
          </Box>
        ))}
      </Box>
      <Typography variant="body2" color="textSecondary" sx={{ padding: '0 1rem .875rem' }}>
        {t('recent.total', { count: total, number: numberText(total) })}
      </Typography>
    </Card>
  )
}
