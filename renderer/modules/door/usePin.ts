/** The digits as they are pressed, on the screen or on the keyboard, and what comes of the sixth. */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { refusalOf, refusedNumber, sentenceOf } from '../../lib/messages.ts'
import { useSwitch } from './door.queries.ts'
import type { Early } from './EarlyKeys.tsx'
import { pinDigits } from './pin.ts'

const isForField = ({ target, ctrlKey, altKey, metaKey }: KeyboardEvent): boolean =>
  ctrlKey || altKey || metaKey || (target instanceof HTMLElement && target.matches('input, textarea'))

export function usePin(person: string, early: Early, onPassword: (said: string | null) => void) {
  const { t } = useTranslation('door')
  // Read by keys that come faster than the page is drawn.
  const typed = useRef('')
  const [filled, setFilled] = useState(0)
  const [said, setSaid] = useState<string | null>(null)
  const enter = useSwitch()

  const write = (text: string) => {
    typed.current = text
    setFilled(text.length)
  }
  const press = (digit: string) => {
    if (enter.isPending || typed.current.length >= pinDigits) return
    write(typed.current + digit)
    setSaid(null)
    if (typed.current.length < pinDigits) return
    enter.mutate(
      { person, pin: typed.current },
      {
        onError(error) {
          write('')
          if (refusedNumber(error, 'left') === 0) onPassword(t('pin.tooMany'))
          else if (refusalOf(error) === 'pin-off') onPassword(sentenceOf(error))
          else setSaid(sentenceOf(error))
        },
      },
    )
  }
  const back = () => !enter.isPending && write(typed.current.slice(0, -1))
  const empty = () => !enter.isPending && write('')

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isForField(event)) return
    if (/^\d$/.test(event.key)) press(event.key)
    else if (event.key === 'Backspace') back()
    else if (event.key === 'Escape' || event.key === 'Delete') empty()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    for (const event of early.current.splice(0)) onKey(event)
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [early])
  return { filled, said, press, back, empty }
}
