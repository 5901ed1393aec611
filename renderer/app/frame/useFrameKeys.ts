/** Keys of the whole frame: Ctrl K, F1, and F6 from one region to the next. */
import { useEffect } from 'react'
import type { FrameActs } from './frameActs.ts'

const focusable = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex]:not([tabindex="-1"])'

function toNextRegion(backwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  const here = regions.findIndex((region) => region.contains(document.activeElement))
  const step = backwards ? -1 : 1
  const next = regions[(here + step + regions.length) % regions.length]
  const first = next?.querySelector<HTMLElement>(focusable)
  ;(first ?? next)?.focus()
}

export function useFrameKeys(acts: FrameActs): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isCtrl = event.ctrlKey || event.metaKey
      if (isCtrl && event.key.toLowerCase() === 'k') acts.open('palette')
      else if (event.key === 'F1') acts.open('keys')
      else if (event.key === 'F6') toNextRegion(event.shiftKey)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [acts])
}
