/** Follows the look that the core keeps for this machine or this person. */
import { useColorScheme } from '@mui/material/styles'
import { useEffect } from 'react'
import { speak } from '../lib/i18n.ts'
import { useDoor } from './door.queries.ts'
import { applyLook } from './theme/look.ts'

export function LookKeeper() {
  const { data } = useDoor()
  const { setMode } = useColorScheme()
  const look = data?.look
  const { theme, type, language } = look ?? { theme: 'system', type: 'normal', language: 'it' }
  useEffect(() => {
    setMode(theme)
    applyLook({ theme, type })
  }, [setMode, theme, type])
  useEffect(() => {
    void speak(language)
  }, [language])
  return null
}
