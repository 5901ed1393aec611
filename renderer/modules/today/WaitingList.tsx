/** What waits after the first thing. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useTranslation } from '../../lib/i18n.ts'
import { Link } from 'react-router'
import type { Waiting } from '#contract/today.contract.ts'
import { Card } from '../../ui/Card.tsx'
import { ListRow, tileSx } from '../../ui/ListRow.tsx'
import { namesOf } from './names.ts'
import { iconOf, placeOf } from './waitingWords.ts'

export function WaitingList({ rows }: { rows: readonly Waiting[] }) {
  const { t } = useTranslation('today')
  return (
    <Card title={t('then')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {rows.map((row) => {
          const Icon = iconOf[row.kind]
          return (
            <ListRow key={row.kind}>
              <Box aria-hidden sx={tileSx}>
                <Icon />
              </Box>
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Typography sx={{ fontWeight: 650 }}>{t(`card.${row.kind}`, { count: row.count })}</Typography>
                <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
                  {namesOf(row, t)}
                </Typography>
              </Box>
              <Button
                variant="outlined"
                size="small"
                component={Link}
                to={placeOf[row.kind]}
                aria-label={t(`act.${row.kind}`, { count: row.count })}
              >
                {t('open')}
              </Button>
            </ListRow>
          )
        })}
      </Box>
    </Card>
  )
}
