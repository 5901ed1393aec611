/** A filter: pressed or not (`pressed`), or set and removable (`onRemove`, with a cross). */
import ButtonBase from '@mui/material/ButtonBase'
import Check from '@mui/icons-material/Check'
import Close from '@mui/icons-material/Close'
import type { ComponentType, ReactNode } from 'react'

interface FilterChipProps {
  children: ReactNode
  icon?: ComponentType<{ fontSize?: 'small' }>
  onClick: () => void
  /** Undefined for a chip that only opens something. */
  pressed?: boolean
  /** Shows the cross and says what a press does, «Togli il filtro Tipo: PEC». */
  removeLabel?: string
}

export function FilterChip({ children, icon: Icon, onClick, pressed, removeLabel }: FilterChipProps) {
  const on = pressed === true || removeLabel !== undefined
  return (
    <ButtonBase
      onClick={onClick}
      aria-pressed={removeLabel ? undefined : pressed}
      aria-label={removeLabel}
      sx={(theme) => ({
        gap: '.375rem',
        minHeight: '2.25rem',
        padding: '0 .75rem',
        borderRadius: '.5rem',
        border: `1px solid ${on ? theme.vars.palette.primary.main : theme.vars.palette.surface.border}`,
        background: on ? theme.vars.palette.primary.soft : theme.vars.palette.background.paper,
        color: on ? theme.vars.palette.primary.onSoft : theme.vars.palette.text.primary,
        fontFamily: 'inherit',
        fontSize: '.9375rem',
        fontWeight: on ? 600 : 400,
        whiteSpace: 'nowrap',
        '&:hover': { background: on ? theme.vars.palette.primary.soft : theme.vars.palette.action.hover },
      })}
    >
      {pressed ? <Check fontSize="small" /> : Icon && <Icon fontSize="small" />}
      {children}
      {removeLabel && <Close fontSize="small" />}
    </ButtonBase>
  )
}
