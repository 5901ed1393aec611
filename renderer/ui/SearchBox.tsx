/** A field that filters the list below it while one types; Esc and the cross empty it. */
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import OutlinedInput from '@mui/material/OutlinedInput'
import Tooltip from '@mui/material/Tooltip'
import Close from '@mui/icons-material/Close'
import Search from '@mui/icons-material/Search'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

interface SearchBoxProps {
  label: string
  clearLabel: string
  text: string
  onText: (text: string) => void
  /** The arrow down or Invio, when what was typed has been asked for: on to the list. */
  onEnterList?: () => void
  /** Ctrl F comes here. */
  takesFind?: boolean
  maxLength?: number
}

/** Typing goes on this long, in milliseconds, before the list follows. */
const typingMs = 200

export function SearchBox({
  label,
  clearLabel,
  text: asked,
  onText,
  onEnterList,
  takesFind = false,
  maxLength = 200,
}: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(asked)
  // What this field asked for, and has not come back as the question yet.
  const told = useRef<string[]>([])
  const tell = (wanted: string) => {
    told.current.push(wanted)
    onText(wanted)
  }
  const tellLater = useEffectEvent(tell)

  // Somebody else changed the question: the field follows. Its own question that comes back, late perhaps, takes
  // nothing from what has been typed since.
  useEffect(() => {
    const at = told.current.lastIndexOf(asked)
    if (at < 0) setText(asked)
    told.current = told.current.slice(at + 1)
  }, [asked])
  useEffect(() => {
    if (text === asked) return
    const timer = setTimeout(() => tellLater(text), typingMs)
    return () => clearTimeout(timer)
  }, [text, asked])

  useEffect(() => {
    if (!takesFind) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      input.current?.select()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [takesFind])

  const clear = () => {
    setText('')
    tell('')
    input.current?.focus()
  }
  return (
    <OutlinedInput
      inputRef={input}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={(event) => {
        if (onEnterList && (event.key === 'ArrowDown' || event.key === 'Enter')) {
          event.preventDefault()
          if (text !== asked) tell(text)
          onEnterList()
        } else if (event.key === 'Escape' && text) {
          event.stopPropagation()
          clear()
        }
      }}
      inputProps={{ 'aria-label': label, maxLength, type: 'search', spellCheck: false }}
      placeholder={label}
      startAdornment={
        <InputAdornment position="start">
          <Search fontSize="small" />
        </InputAdornment>
      }
      endAdornment={
        text && (
          <Tooltip title={clearLabel}>
            <IconButton aria-label={clearLabel} edge="end" onClick={clear} sx={{ width: '2rem', height: '2rem' }}>
              <Close fontSize="small" />
            </IconButton>
          </Tooltip>
        )
      }
      sx={{
        flex: '0 1 20rem',
        minWidth: '13rem',
        minHeight: '2.5rem',
        '& input': { py: '.375rem', px: 0, fontSize: '1rem' },
        '& input::-webkit-search-cancel-button': { display: 'none' },
      }}
    />
  )
}
