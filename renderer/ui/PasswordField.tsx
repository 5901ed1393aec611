/** A password field that can be shown, and says when Caps Lock is on. */
import IconButton from '@mui/material/IconButton'
import InputAdornment from '@mui/material/InputAdornment'
import Visibility from '@mui/icons-material/VisibilityOutlined'
import VisibilityOff from '@mui/icons-material/VisibilityOffOutlined'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from '../lib/i18n.ts'
import { Field, type FieldProps } from './Field.tsx'

export function PasswordField({ hint, ...field }: Omit<FieldProps, 'type' | 'endAdornment' | 'onKeyUp'>) {
  const { t } = useTranslation('ui')
  const [isShown, setShown] = useState(false)
  const [hasCaps, setCaps] = useState(false)
  const label = isShown ? t('hidePassword') : t('showPassword')
  return (
    <Field
      {...field}
      type={isShown ? 'text' : 'password'}
      hint={hasCaps ? t('capsLock') : hint}
      onKeyUp={(event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'))}
      endAdornment={
        <InputAdornment position="end">
          <IconButton aria-label={label} aria-pressed={isShown} onClick={() => setShown(!isShown)} edge="end">
            {isShown ? <VisibilityOff /> : <Visibility />}
          </IconButton>
        </InputAdornment>
      }
    />
  )
}
