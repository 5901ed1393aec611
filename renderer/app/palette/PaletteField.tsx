/** The palette's field: a combobox whose list is always open below it. */
import InputBase from '@mui/material/InputBase'
import Search from '@mui/icons-material/Search'
import type { KeyboardEvent } from 'react'
import { useTranslation } from '../../lib/i18n.ts'

interface PaletteFieldProps {
  query: string
  onQuery: (text: string) => void
  listId: string
  currentId: string | undefined
  onStep: (step: 1 | -1) => void
  onEnd: (last: boolean) => void
  onGo: () => void
}

export function PaletteField({ query, onQuery, listId, currentId, onStep, onEnd, onGo }: PaletteFieldProps) {
  const { t } = useTranslation('frame')
  const onKeyDown = (event: KeyboardEvent) => {
    // An input method still composing its word uses these keys itself.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown') onStep(1)
    else if (event.key === 'ArrowUp') onStep(-1)
    else if (event.key === 'PageDown') onEnd(true)
    else if (event.key === 'PageUp') onEnd(false)
    else if (event.key === 'Enter') onGo()
    else return
    event.preventDefault()
  }
  return (
    <InputBase
      autoFocus
      fullWidth
      value={query}
      onChange={(event) => onQuery(event.target.value)}
      onKeyDown={onKeyDown}
      placeholder={t('search.placeholder')}
      startAdornment={<Search sx={{ mr: 1, color: 'text.secondary' }} />}
      inputProps={{
        role: 'combobox',
        maxLength: 200,
        'aria-label': t('search.placeholder'),
        'aria-expanded': true,
        'aria-controls': listId,
        'aria-autocomplete': 'list',
        'aria-activedescendant': currentId,
        autoComplete: 'off',
        spellCheck: false,
      }}
      sx={(theme) => ({
        flex: 'none',
        minHeight: '3.25rem',
        padding: '0 1rem',
        fontSize: '1.0625rem',
        borderBottom: `1px solid ${theme.vars.palette.divider}`,
        // The dialog holds nothing else to focus: its own edge shows where one is.
        '& input:focus-visible': { outline: 'none', boxShadow: 'none' },
        '&.Mui-focused': { boxShadow: `inset 0 -3px 0 ${theme.vars.palette.primary.main}` },
      })}
    />
  )
}
