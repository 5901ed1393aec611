/**
 * Tells the core that somebody is at the keyboard, and how long it will wait before it locks. The core counts and
 * locks; the page only says what it sees. Pages of the same machine share what each has heard.
 */
import { useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import { orpc } from '../../lib/query.ts'
import { useNow } from '../../lib/useNow.ts'

/** Hands on the keyboard are told this often, in milliseconds: at once, and once more when they have rested. */
const tellEveryMs = 10_000
/** How long before the lock it is said. */
export const warnMs = 30_000
/** After the core should have locked, the door is asked. */
const lateMs = 1500

const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const

interface Watch {
  heard: (lockAt: number | null) => void
  isWarning: () => boolean
}

/** Watches for signs of somebody until it is told to stop. */
function watchHands({ heard, isWarning }: Watch): () => void {
  const pages = new BroadcastChannel('smart-coop.here')
  let toldAt = 0
  let later: ReturnType<typeof setTimeout> | undefined
  const tell = () => {
    toldAt = Date.now()
    clearTimeout(later)
    later = undefined
    api.door.here().then(
      ({ lockAt }) => {
        heard(lockAt)
        pages.postMessage(lockAt)
      },
      // Without an answer the core goes on counting, and the status line says what is wrong.
      () => {},
    )
  }
  const onSign = () => {
    const rest = toldAt + tellEveryMs - Date.now()
    if (rest <= 0 || isWarning()) tell()
    else later ??= setTimeout(tell, rest)
  }
  const onPage = (event: MessageEvent<unknown>) => {
    if (event.data === null || typeof event.data === 'number') heard(event.data)
  }
  pages.addEventListener('message', onPage)
  for (const sign of signs) window.addEventListener(sign, onSign, { capture: true, passive: true })
  tell()
  return () => {
    clearTimeout(later)
    pages.close()
    for (const sign of signs) window.removeEventListener(sign, onSign, { capture: true })
  }
}

/** Milliseconds until the lock once it is near, else null. */
export function useIdle(): number | null {
  const client = useQueryClient()
  const now = useNow()
  const [lockAt, setLockAt] = useState<number | null>(null)
  const isWarning = useRef(false)
  const left = lockAt === null ? null : lockAt - now
  const isNear = left !== null && left <= warnMs
  const isLate = left !== null && left < -lateMs
  useEffect(() => {
    isWarning.current = isNear
  }, [isNear])
  useEffect(() => watchHands({ heard: setLockAt, isWarning: () => isWarning.current }), [])
  useEffect(() => {
    if (isLate) void client.invalidateQueries({ queryKey: orpc.door.state.key() })
  }, [client, isLate])
  return isNear ? Math.max(0, left) : null
}
