/** «Li vede: Direzione ▾»: what holds now, and a quiet menu of what else may. */
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import ExpandMore from '@mui/icons-material/ExpandMore'
import { useState } from 'react'

interface ChoiceMenuProps {
  /** The whole sentence for who hears it. */
  label: string
  /** What shows on the button. */
  name: string
  choices: readonly { value: string; name: string }[]
  chosen: string
  onChosen: (choice: string) => void
  disabled?: boolean
  /** What shows the button must stay while the menu is open. */
  onOpen?: (isOpen: boolean) => void
}

export function ChoiceMenu({ label, name, choices, chosen, onChosen, disabled = false, onOpen }: ChoiceMenuProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const open = (at: HTMLElement | null) => {
    setAnchor(at)
    onOpen?.(at !== null)
  }
  return (
    <>
      <Button
        size="small"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        disabled={disabled}
        endIcon={<ExpandMore fontSize="small" />}
        onClick={(event) => open(event.currentTarget)}
        sx={{ minWidth: 0, px: 0.75 }}
      >
        {name}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => open(null)}>
        {choices.map((choice) => (
          <MenuItem
            key={choice.value}
            selected={choice.value === chosen}
            onClick={() => {
              open(null)
              if (choice.value !== chosen) onChosen(choice.value)
            }}
          >
            {choice.name}
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
