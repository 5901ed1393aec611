/** The list's own search field: Ctrl F comes here, the arrow down goes on to the results. */
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import OutlinedInput from '@mui/material/OutlinedInput'
import Tooltip from '@mui/material/Tooltip'
import Close from '@mui/icons-material/Close'
import Search from '@mui/icons-material/Search'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface SearchFieldProps {
  query: string
  onQuery(query: string): void
  onEnterResults(): void
}

/** Typing goes on this long, in milliseconds, before the list follows. */
const typingMs = 200

export function SearchField({ query, onQuery, onEnterResults }: SearchFieldProps) {
  const { t } = useTranslation('documents')
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(query)
  const tell = useEffectEvent(onQuery)

  // Somebody else changed the question («Svuota la ricerca», a link): the field follows, but never under the
  // hands of who is typing in it, for an older question may come back while they go on.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(query)
  }, [query])

  useEffect(() => {
    if (text === query) return
    const timer = setTimeout(() => tell(text), typingMs)
    return () => clearTimeout(timer)
  }, [text, query])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      input.current?.select()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const now = (next: string) => {
    setText(next)
    onQuery(next)
  }
  return (
    <OutlinedInput
      inputRef={input}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown' || event.key === 'Enter') {
          event.preventDefault()
          if (text !== query) now(text)
          onEnterResults()
        } else if (event.key === 'Escape' && text) {
          event.stopPropagation()
          now('')
        }
      }}
      inputProps={{ 'aria-label': t('search.label'), maxLength: 1000, type: 'search', spellCheck: false }}
      placeholder={t('search.label')}
      startAdornment={
        <InputAdornment position="start">
          <Search fontSize="small" />
        </InputAdornment>
      }
      endAdornment={
        text && (
          <Tooltip title={t('search.clear')}>
            <IconButton
              aria-label={t('search.clear')}
              edge="end"
              onClick={() => {
                now('')
                input.current?.focus()
              }}
              sx={{ width: '2rem', height: '2rem' }}
            >
              <Close fontSize="small" />
            </IconButton>
          </Tooltip>
        )
      }
      sx={{
        flex: '0 1 22rem',
        minWidth: '14rem',
        minHeight: '2.5rem',
        '& input': { py: '.375rem', px: 0, fontSize: '1rem' },
        '& input::-webkit-search-cancel-button': { display: 'none' },
      }}
    />
  )
}
