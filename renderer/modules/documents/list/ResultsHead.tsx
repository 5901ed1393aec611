import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import ExpandMore from '@mui/icons-material/ExpandMore'
import { useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { orders, type Order } from '#contract/documents.contract.ts'
import { numberText, secondsText } from '#renderer/lib/formats.ts'

interface ResultsHeadProps {
  found: { total: number; ms: number } | undefined
  /** Whether words were asked for: else there is nothing to be pertinent to. */
  hasQuery: boolean
  order: Order
  onOrder(order: Order): void
}

export function ResultsHead({ found, hasQuery, order, onOrder }: ResultsHeadProps) {
  const { t } = useTranslation('documents')
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const offered = hasQuery ? orders : orders.filter((one) => one !== 'relevant')
  const shown = !hasQuery && order === 'relevant' ? 'newest' : order
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1,
        minHeight: '2.5rem',
        flex: 'none',
        pl: 2,
        pr: 0.5,
        borderBottom: 1,
        borderColor: 'divider',
        fontSize: '.9375rem',
      }}
    >
      <Box role="status" sx={{ display: 'flex', gap: 1, flex: 1, minWidth: 0, whiteSpace: 'nowrap' }}>
        {found && (
          <>
            <Box component="strong" sx={{ fontWeight: 650 }}>
              {t('results.count', { count: found.total, formatted: numberText(found.total) })}
            </Box>
            <Box component="span" sx={{ color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis' }}>
              {t('results.time', { count: found.total, seconds: secondsText(found.ms) })}
            </Box>
          </>
        )}
      </Box>
      <Button
        size="small"
        color="inherit"
        endIcon={<ExpandMore />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ px: 1.5, fontWeight: 650 }}
      >
        <Box component="span" sx={{ color: 'text.secondary', fontWeight: 400, mr: 0.75 }}>
          {t('order.label')}
        </Box>
        {t(`order.${shown}`)}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {offered.map((one) => (
          <MenuItem
            key={one}
            role="menuitemradio"
            aria-checked={one === shown}
            selected={one === shown}
            onClick={() => {
              setAnchor(null)
              onOrder(one)
            }}
          >
            {t(`order.${one}`)}
          </MenuItem>
        ))}
      </Menu>
    </Box>
  )
}
