import Checkbox from '@mui/material/Checkbox'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import FilterList from '@mui/icons-material/FilterList'
import { useRef, useState } from 'react'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { FilterChip } from '#renderer/ui/FilterChip.tsx'
import { kinds, type Kind } from './kinds.ts'

interface KindFilterProps {
  chosen: readonly Kind[]
  onChosen(kinds: readonly Kind[]): void
}

export function KindFilter({ chosen, onChosen }: KindFilterProps) {
  const { t } = useTranslation('documents')
  const anchor = useRef<HTMLSpanElement>(null)
  const [open, setOpen] = useState(false)
  const toggle = (kind: Kind) =>
    onChosen(chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind])
  const said = t('filters.kindIs', { kinds: chosen.map((kind) => t(`kinds.${kind}`)).join(', ') })
  return (
    <span ref={anchor}>
      {chosen.length > 0 ? (
        <FilterChip removeLabel={t('filters.remove', { name: said })} onClick={() => onChosen([])}>
          {said}
        </FilterChip>
      ) : (
        <FilterChip icon={FilterList} onClick={() => setOpen(true)}>
          {t('filters.kind')}
        </FilterChip>
      )}
      <Menu open={open} anchorEl={anchor.current} onClose={() => setOpen(false)}>
        {kinds.map((kind) => (
          <MenuItem
            key={kind}
            role="menuitemcheckbox"
            aria-checked={chosen.includes(kind)}
            onClick={() => toggle(kind)}
          >
            <Checkbox
              checked={chosen.includes(kind)}
              tabIndex={-1}
              slotProps={{ input: { 'aria-hidden': true } }}
              sx={{ p: 0 }}
            />
            <ListItemText>{t(`kinds.${kind}`)}</ListItemText>
          </MenuItem>
        ))}
      </Menu>
    </span>
  )
}
