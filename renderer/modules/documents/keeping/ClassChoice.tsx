/** The class of retention of a paper, in a menu. */
import Button from '@mui/material/Button'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import ExpandMore from '@mui/icons-material/ExpandMore'
import { useState } from 'react'
import type { RetentionClass, Term } from '#contract/keeping.contract.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { useKeepingWords } from './keepingWords.ts'

interface ClassChoiceProps {
  terms: readonly Term[]
  chosen: RetentionClass | null
  onChosen: (choice: RetentionClass | null) => void
}

export function ClassChoice({ terms, chosen, onChosen }: ClassChoiceProps) {
  const { t } = useTranslation('keeping')
  const words = useKeepingWords()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const term = terms.find((one) => one.class === chosen)
  const name = term ? words.choice(term) : t('undecided')
  const choices = [
    { value: null, name: t('undecided') },
    ...terms.map((one) => ({ value: one.class, name: words.choice(one) })),
  ]
  return (
    <>
      <Button
        variant="outlined"
        size="small"
        endIcon={<ExpandMore />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-label={`${t('title')}: ${name}`}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ height: 'auto', minHeight: '2.25rem', textAlign: 'left' }}
      >
        {name}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {choices.map((choice) => (
          <MenuItem
            key={choice.value ?? ''}
            role="menuitemradio"
            aria-checked={choice.value === chosen}
            selected={choice.value === chosen}
            onClick={() => {
              setAnchor(null)
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
