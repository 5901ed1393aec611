/** What is coming in, in a corner of the window: it stays while there is something to see or to put away. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import Close from '@mui/icons-material/Close'
import ExpandLess from '@mui/icons-material/ExpandLess'
import ExpandMore from '@mui/icons-material/ExpandMore'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { numberText } from '#renderer/lib/formats.ts'
import { cardSx } from '#renderer/ui/Card.tsx'
import { useComing, usePutAway } from '../documents.queries.ts'
import { arrivals } from './arrivals.ts'
import { ComingRow } from './ComingRow.tsx'
import { IncomingRow } from './IncomingRow.tsx'
import { PlaceLine } from './PlaceLine.tsx'
import type { Fate, Incoming } from './queue.ts'

/** The most rows that are listed; the others are counted. */
const mostRows = 60
/** When all has come in well, the panel goes after this time, in milliseconds. */
const goneMs = 8000

const order: Record<Fate['kind'], number> = {
  travelling: 0,
  interrupted: 0,
  refused: 1,
  stopped: 2,
  waiting: 3,
  arrived: 4,
}

export function IncomingPanel() {
  const { t } = useTranslation('documents')
  const items = useSyncExternalStore(arrivals.subscribe, arrivals.items)
  const [isOpen, setOpen] = useState(true)
  const [isChoosing, setChoosing] = useState(false)
  const { data } = useComing()
  const comings = data?.items ?? []
  const { mutate: putAway } = usePutAway()
  const putAllAway = () => comings.length > 0 && putAway({ ids: comings.map(({ id }) => id) })
  const isBusy =
    comings.some(({ state }) => state === 'coming') ||
    items.some(({ fate }) => fate.kind !== 'arrived' && fate.kind !== 'refused' && fate.kind !== 'stopped')
  const isAllWell = items.length > 0 && items.every(({ fate }) => fate.kind === 'arrived' && !fate.duplicate)

  useEffect(() => {
    if (!isAllWell || isChoosing) return
    const timer = setTimeout(arrivals.clear, goneMs)
    return () => clearTimeout(timer)
  }, [isAllWell, isChoosing, items])

  if (items.length === 0 && comings.length === 0) return null
  const sorted = [...items].sort((a, b) => order[a.fate.kind] - order[b.fate.kind] || a.key - b.key)
  return (
    <Box
      component="section"
      aria-label={t('incoming.label')}
      className="no-print"
      sx={[
        cardSx,
        (theme) => ({
          position: 'fixed',
          right: '1.5rem',
          bottom: '3rem',
          // Under what asks for an answer, above everything else.
          zIndex: theme.zIndex.modal - 1,
          width: 'min(25rem, calc(100vw - 3rem))',
          maxHeight: 'min(24rem, 60vh)',
          display: 'flex',
          flexDirection: 'column',
          boxShadow: theme.vars.palette.shadow.raised,
        }),
      ]}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, pl: 2, pr: 0.5, minHeight: '3rem', flex: 'none' }}>
        <Typography component="h2" variant="body2" role="status" sx={{ flex: 1, fontWeight: 650 }}>
          {items.length > 0 ? <Summary items={items} /> : t('incoming.whileAway')}
        </Typography>
        {isBusy && (
          <Button
            size="small"
            onClick={() => {
              arrivals.stopAll()
              putAllAway()
            }}
          >
            {t('incoming.stopAll')}
          </Button>
        )}
        <PanelButton label={isOpen ? t('incoming.hide') : t('incoming.show')} onClick={() => setOpen(!isOpen)}>
          {isOpen ? <ExpandMore fontSize="small" /> : <ExpandLess fontSize="small" />}
        </PanelButton>
        {!isBusy && (
          <PanelButton
            label={t('incoming.close')}
            onClick={() => {
              arrivals.clear()
              putAllAway()
            }}
          >
            <Close fontSize="small" />
          </PanelButton>
        )}
      </Box>
      {isOpen && items.length > 0 && <PlaceLine onOpen={setChoosing} />}
      {isOpen && (
        <Box
          component="ul"
          tabIndex={0}
          aria-label={t('incoming.label')}
          sx={{ listStyle: 'none', m: 0, p: 0, overflow: 'auto' }}
        >
          {comings.map((coming) => (
            <ComingRow key={coming.id} coming={coming} onStop={() => putAway({ ids: [coming.id] })} />
          ))}
          {sorted.slice(0, mostRows).map((item) => (
            <IncomingRow key={item.key} item={item} />
          ))}
          {sorted.length > mostRows && (
            <Typography component="li" variant="body2" color="textSecondary" sx={{ px: 2, py: 1 }}>
              {t('incoming.others', {
                count: sorted.length - mostRows,
                formatted: numberText(sorted.length - mostRows),
              })}
            </Typography>
          )}
        </Box>
      )}
    </Box>
  )
}

function PanelButton({ label, onClick, children }: { label: string; onClick(): void; children: ReactNode }) {
  return (
    <Tooltip title={label}>
      <IconButton aria-label={label} onClick={onClick} sx={{ width: '2.25rem', height: '2.25rem' }}>
        {children}
      </IconButton>
    </Tooltip>
  )
}

function Summary({ items }: { items: readonly Incoming[] }) {
  const { t } = useTranslation('documents')
  const count = (kind: Fate['kind']) => items.filter(({ fate }) => fate.kind === kind).length
  const coming = count('travelling') + count('waiting') + count('interrupted')
  const refused = count('refused')
  if (coming > 0) return t('incoming.arriving', { count: coming, formatted: numberText(coming) })
  const arrived = count('arrived')
  const came =
    arrived > 0 ? t('incoming.arrived', { count: arrived, formatted: numberText(arrived) }) : t('incoming.none')
  return refused > 0 && arrived > 0
    ? `${came}, ${t('incoming.refused', { count: refused, formatted: numberText(refused) })}`
    : came
}
