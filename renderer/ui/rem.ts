/** Widths in rem: with large type the same window is a smaller one, and the type may change while it is open. */
import { useSyncExternalStore } from 'react'

const remNow = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16

function watch(listener: () => void): () => void {
  const attributes = new MutationObserver(listener)
  attributes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-type'] })
  window.addEventListener('resize', listener)
  return () => {
    attributes.disconnect()
    window.removeEventListener('resize', listener)
  }
}

/** Whether the window is at least this many rem wide. */
export const useIsWide = (rem: number): boolean =>
  useSyncExternalStore(watch, () => window.innerWidth / remNow() >= rem)
