/** Which of the great screens is shown: the start, the door, or the frame with its rooms. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useDoor } from './door.queries.ts'
import { preventDrops } from './frame/drops.ts'
import { Unreachable } from './Unreachable.tsx'
import type { Sheet } from '../modules/door/sheet.ts'

const FirstStartPage = lazy(() =>
  import('../modules/door/FirstStartPage.tsx').then((m) => ({ default: m.FirstStartPage })),
)
const SignInPage = lazy(() => import('../modules/door/SignInPage.tsx').then((m) => ({ default: m.SignInPage })))
const SheetPage = lazy(() => import('../modules/door/SheetPage.tsx').then((m) => ({ default: m.SheetPage })))
const Frame = lazy(() => import('./frame/Frame.tsx').then((m) => ({ default: m.Frame })))

/** What one person had on the screen is not left for the next. */
function useForgetOnLeave(stage: string | undefined): void {
  const client = useQueryClient()
  useEffect(() => {
    if (stage !== 'shut') return
    client.removeQueries({ predicate: ({ queryKey }) => !(Array.isArray(queryKey[0]) && queryKey[0][0] === 'door') })
  }, [client, stage])
}

export function Screens() {
  const { data: door, error, refetch } = useDoor()
  // Shown once, after the founding, whatever the door says meanwhile.
  const [sheet, setSheet] = useState<Sheet | null>(null)
  useForgetOnLeave(door?.stage)
  useEffect(preventDrops, [])

  if (!door) return error ? <Unreachable retry={() => void refetch()} error={error} /> : null
  const screen = () => {
    if (sheet) return <SheetPage sheet={sheet} onDone={() => setSheet(null)} />
    switch (door.stage) {
      case 'new':
        return <FirstStartPage door={door} onFounded={setSheet} />
      case 'shut':
        return <SignInPage key={door.lockedBy} door={door} />
      case 'in':
        return <Frame door={door} />
    }
  }
  return <Suspense fallback={null}>{screen()}</Suspense>
}
