/** A filter with one choice out of several, in a menu; once chosen it stands there to be removed. */
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import FilterList from '@mui/icons-material/FilterList'
import { useRef, useState } from 'react'
import { FilterChip } from './FilterChip.tsx'

interface ChoiceFilterProps<T extends string> {
  /** What is filtered by, «Ruolo». */
  label: string
  choices: readonly { value: T; name: string }[]
  chosen: T | null
  onChosen: (choice: T | null) => void
  /** What a press on the cross does, «Togli il filtro Ruolo: Paghe». */
  removeLabel: (name: string) => string
}

export function ChoiceFilter<T extends string>(props: ChoiceFilterProps<T>) {
  const { label, choices, chosen, onChosen, removeLabel } = props
  const anchor = useRef<HTMLSpanElement>(null)
  const [isOpen, setOpen] = useState(false)
  const name = choices.find(({ value }) => value === chosen)?.name
  return (
    <span ref={anchor}>
      {name === undefined ? (
        <FilterChip icon={FilterList} onClick={() => setOpen(true)}>
          {label}
        </FilterChip>
      ) : (
        <FilterChip removeLabel={removeLabel(`${label}: ${name}`)} onClick={() => onChosen(null)}>
          {label}: {name}
        </FilterChip>
      )}
      <Menu open={isOpen} anchorEl={anchor.current} onClose={() => setOpen(false)}>
        {choices.map((choice) => (
          <MenuItem
            key={choice.value}
            onClick={() => {
              setOpen(false)
              onChosen(choice.value)
            }}
          >
            {choice.name}
          </MenuItem>
        ))}
      </Menu>
    </span>
  )
}
