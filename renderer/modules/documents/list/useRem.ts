/** Pixels of one rem, for what counts in pixels: the type size of the page may change while it is open. */
import { useSyncExternalStore } from 'react'

const remNow = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16

function watch(listener: () => void): () => void {
  const attributes = new MutationObserver(listener)
  attributes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-type'] })
  return () => attributes.disconnect()
}

export const useRem = (): number => useSyncExternalStore(watch, remNow)
