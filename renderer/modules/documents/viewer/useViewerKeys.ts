/** Keys of the viewer that work wherever the focus is: Ctrl F, F3, Ctrl + and -. */
import { useEffect, useEffectEvent } from 'react'

export type ViewerKey = 'find' | 'next' | 'previous' | 'in' | 'out' | 'page-width'

function keyOf(event: KeyboardEvent): ViewerKey | null {
  if (event.key === 'F3') return event.shiftKey ? 'previous' : 'next'
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  switch (event.key) {
    case 'f':
    case 'F':
      return 'find'
    case '+':
    case '=':
      return 'in'
    case '-':
      return 'out'
    case '0':
      return 'page-width'
    default:
      return null
  }
}

export function useViewerKeys(isOpen: boolean, act: (key: ViewerKey) => void): void {
  const onKey = useEffectEvent(act)
  useEffect(() => {
    if (!isOpen) return
    const listen = (event: KeyboardEvent) => {
      const key = keyOf(event)
      if (!key) return
      event.preventDefault()
      onKey(key)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [isOpen])
}
