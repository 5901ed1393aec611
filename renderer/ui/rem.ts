/** Lengths in rem: with large type the same window is a smaller one, and the type may change while it is open. */
import { useSyncExternalStore } from 'react'

const remNow = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16

function watchType(listener: () => void): () => void {
  const attributes = new MutationObserver(listener)
  attributes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-type'] })
  return () => attributes.disconnect()
}

function watchTypeAndWindow(listener: () => void): () => void {
  const forgetType = watchType(listener)
  window.addEventListener('resize', listener)
  return () => {
    forgetType()
    window.removeEventListener('resize', listener)
  }
}

/** Pixels of one rem, for what counts in pixels. */
export const useRem = (): number => useSyncExternalStore(watchType, remNow)

/** Whether the window is at least this many rem wide. */
export const useIsWide = (rem: number): boolean =>
  useSyncExternalStore(watchTypeAndWindow, () => window.innerWidth / remNow() >= rem)
