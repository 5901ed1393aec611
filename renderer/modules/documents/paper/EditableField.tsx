/** A fact that can be written over: saved when it is left or at Invio, Esc puts it back. */
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { Field } from '#renderer/ui/Field.tsx'

interface EditableFieldProps {
  label: string
  /** As it is kept, in the way a person writes it. */
  value: string
  /** How to write it, or null when it is right. */
  check(text: string): string | null
  onSave(text: string): void
  hint?: ReactNode
  placeholder?: string
  readOnly?: boolean
  /** `wraps`: one line of text, shown whole. `lines`: several lines; Ctrl Invio saves them. */
  shape?: 'line' | 'wraps' | 'lines'
  maxLength?: number
}

export function EditableField({
  label,
  value,
  check,
  onSave,
  hint,
  placeholder,
  readOnly,
  shape = 'line',
  maxLength,
}: EditableFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)

  const leave = () => {
    if (typed === null) return
    const said = check(typed)
    setWrong(said)
    if (said !== null) return
    setTyped(null)
    if (typed.trim() !== value) onSave(typed)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (shape !== 'lines' || event.ctrlKey)) {
      event.preventDefault()
      leave()
    } else if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation()
      setTyped(null)
      setWrong(null)
    }
  }
  return (
    <Field
      label={label}
      value={typed ?? value}
      onChange={(event) => {
        setTyped(shape === 'wraps' ? event.target.value.replaceAll(/\s*\n\s*/g, ' ') : event.target.value)
        if (wrong) setWrong(check(event.target.value))
      }}
      onBlur={leave}
      onKeyDown={onKeyDown}
      wrong={wrong}
      hint={hint}
      placeholder={placeholder}
      readOnly={readOnly}
      multiline={shape !== 'line'}
      minRows={shape === 'lines' ? 2 : undefined}
      maxRows={shape === 'line' ? undefined : 8}
      inputProps={{ maxLength }}
      // The field's text has its own padding; MUI adds a second one around several lines.
      sx={{ '& .MuiInputBase-multiline': { padding: 0 } }}
    />
  )
}
