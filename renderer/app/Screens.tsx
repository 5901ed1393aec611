/** Which of the great screens is shown: the start, the door, or the frame with its rooms. */
import { lazy, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { DoorState } from '#contract/door.contract.ts'
import { forgetPerson, shortenAddress } from '../lib/forget.ts'
import { bringTexts } from '../lib/i18n.ts'
import { useDoor } from './door.queries.ts'
import { preventDrops } from './frame/drops.ts'
import { Unreachable } from './Unreachable.tsx'
import type { Sheet } from '../modules/door/sheet.ts'

// Streams are refused midway too, so the sentences for it are there before one begins.
const FirstStartPage = lazy(async () => {
  const [{ FirstStartPage }] = await Promise.all([import('../modules/door/FirstStartPage.tsx'), bringTexts('refusals')])
  return { default: FirstStartPage }
})
const CarryingPage = lazy(() => import('./CarryingPage.tsx').then((m) => ({ default: m.CarryingPage })))
const SignInPage = lazy(() => import('../modules/door/SignInPage.tsx').then((m) => ({ default: m.SignInPage })))
const SheetPage = lazy(() => import('../modules/door/SheetPage.tsx').then((m) => ({ default: m.SheetPage })))
const Frame = lazy(async () => {
  const [{ Frame }] = await Promise.all([import('./frame/Frame.tsx'), bringTexts('frame'), bringTexts('refusals')])
  return { default: Frame }
})

type Leaving = 'leaving' | 'held'

/**
 * What one person had on the screen is not left for the next: not null once the page, already blank, is on its way to
 * being loaded anew; `held` while it still brings files. Another page of this machine may have let somebody else in
 * meanwhile, or the same person.
 */
function useForgetOnLeave(door: DoorState | undefined, isHeld: boolean): Leaving | null {
  const client = useQueryClient()
  const who = useRef<string | null>(null)
  const [leaving, setLeaving] = useState<Leaving | null>(null)
  const person = door?.person?.id ?? null
  const isLeaving = who.current !== null && !isHeld && person !== who.current
  useEffect(() => {
    who.current ??= person
    if (!isLeaving || leaving) return
    setLeaving('leaving')
    client.clear()
    void forgetPerson(Boolean(door?.lockedBy), () => setLeaving('held'))
  }, [client, door, person, isLeaving, leaving])
  return leaving ?? (isLeaving ? 'leaving' : null)
}

/**
 * The room in the address is that of who locked the window: anybody else begins at Oggi. True while that is being seen
 * to. It hangs on what the door says and not on who asked, for the door may say it before a sign-in has its answer.
 */
function useOwnRoom(door: DoorState | undefined): boolean {
  const [expected, setExpected] = useState<string | null>(null)
  const person = door?.person?.id ?? null
  if (door && !person && door.lockedBy !== expected) setExpected(door.lockedBy)
  const isOther = person !== null && expected !== null && person !== expected
  useLayoutEffect(() => {
    if (!isOther) return
    shortenAddress(false)
    setExpected(null)
  }, [isOther])
  return isOther
}

export function Screens() {
  const { data: door, error, refetch } = useDoor()
  // Shown once, after the founding, whatever the door says meanwhile.
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const leaving = useForgetOnLeave(door, sheet !== null)
  useEffect(preventDrops, [])

  const isOther = useOwnRoom(door)
  if (leaving === 'leaving' || isOther) return null
  if (!door) return error ? <Unreachable retry={() => void refetch()} error={error} /> : null
  const screen = () => {
    if (leaving) return <CarryingPage door={door} />
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
