/** What the palette offers, by group. */
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { Theme } from '@mui/material/styles'
import { useEffect, useRef } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { Kbd } from '../../ui/Kbd.tsx'
import { type PaletteGroup, paletteGroups, type PaletteItem } from './usePaletteItems.ts'

interface PaletteListProps {
  id: string
  items: readonly PaletteItem[]
  currentId: string | undefined
  /** A sentence in place of papers: nothing found, or a query that cannot be read. */
  said: string | null
  onRun: (index: number) => void
}

const optionSx = (isCurrent: boolean) => (theme: Theme) => ({
  display: 'flex',
  alignItems: 'center',
  gap: '.75rem',
  minHeight: '2.5rem',
  padding: '.25rem .75rem',
  borderRadius: '.5rem',
  cursor: 'pointer',
  color: theme.vars.palette.text.primary,
  background: isCurrent ? theme.vars.palette.action.selected : 'none',
  boxShadow: isCurrent ? `inset 3px 0 0 ${theme.vars.palette.primary.main}` : 'none',
  '&:hover': { background: isCurrent ? theme.vars.palette.action.selected : theme.vars.palette.action.hover },
  '& svg': { color: theme.vars.palette.text.secondary, flex: 'none' },
})

function Option({ item, isCurrent, onRun }: { item: PaletteItem; isCurrent: boolean; onRun: () => void }) {
  const { t } = useTranslation('frame')
  const ref = useRef<HTMLDivElement>(null)
  const Icon = item.icon
  useEffect(() => {
    if (isCurrent) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  return (
    <Box ref={ref} id={item.id} role="option" aria-selected={isCurrent} onClick={onRun} sx={optionSx(isCurrent)}>
      <Icon />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{item.label}</Box>
        {item.detail && (
          <Typography variant="caption" component="div" color="textSecondary" noWrap>
            {item.detail}
          </Typography>
        )}
      </Box>
      {isCurrent && <Kbd>{t('keyNames.go')}</Kbd>}
    </Box>
  )
}

function GroupOf({ group, children }: { group: PaletteGroup; children: React.ReactNode }) {
  const { t } = useTranslation('frame')
  const head = `palette-${group}`
  return (
    <Box role="group" aria-labelledby={head} sx={{ padding: '.25rem .5rem' }}>
      <Typography
        id={head}
        role="presentation"
        variant="caption"
        component="div"
        color="textSecondary"
        sx={{ fontWeight: 600, padding: '.375rem .75rem' }}
      >
        {t(`palette.${group}`)}
      </Typography>
      {children}
    </Box>
  )
}

export function PaletteList({ id, items, currentId, said, onRun }: PaletteListProps) {
  const { t } = useTranslation('frame')
  return (
    <Box sx={{ overflowY: 'auto', pb: 0.5 }} tabIndex={-1}>
      <Box id={id} role="listbox" aria-label={t('palette.title')}>
        {paletteGroups.map((group) => {
          const inGroup = items.filter((item) => item.group === group)
          if (inGroup.length === 0) return null
          return (
            <GroupOf key={group} group={group}>
              {inGroup.map((item) => (
                <Option
                  key={item.id}
                  item={item}
                  isCurrent={item.id === currentId}
                  onRun={() => onRun(items.indexOf(item))}
                />
              ))}
            </GroupOf>
          )
        })}
      </Box>
      <Typography role="status" variant="body2" color="textSecondary" sx={{ padding: said ? '.5rem 1.25rem 1rem' : 0 }}>
        {said}
      </Typography>
    </Box>
  )
}
