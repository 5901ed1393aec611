/** The frame around every room: side bar, top bar, the room itself, status line; and what works everywhere. */
import Box from '@mui/material/Box'
import type { Theme } from '@mui/material/styles'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { HashRouter, useLocation } from 'react-router'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState } from '#contract/door.contract.ts'
import { useIsWide } from '../../ui/rem.ts'
import { SnackProvider } from '../../ui/SnackProvider.tsx'
import { ErrorBoundary } from '../ErrorBoundary.tsx'
import { useHasIntake } from '../takeIn.ts'
import { useHasComing } from './coming.queries.ts'
import { DropZone } from './DropZone.tsx'
import { FrameActsContext, type FrameDialog, useFrameActsFor } from './frameActs.ts'
import { RoomRoutes, useRoom } from './RoomRoutes.tsx'
import { type BarWidth, SideBar } from './SideBar.tsx'
import { SkipLink } from './SkipLink.tsx'
import { StatusLine } from './StatusLine.tsx'
import { TopBar } from './TopBar.tsx'
import { useFrameKeys } from './useFrameKeys.ts'

const loadPalette = () => import('../palette/Palette.tsx')

// Not part of what the first screen needs.
const dialogs = {
  palette: lazy(() => loadPalette().then((m) => ({ default: m.Palette }))),
  keys: lazy(() => import('./KeysDialog.tsx').then((m) => ({ default: m.KeysDialog }))),
}

const IncomingPanel = lazy(() =>
  import('../../modules/documents/incoming/IncomingPanel.tsx').then((m) => ({ default: m.IncomingPanel })),
)

const IdleLock = lazy(() => import('./IdleLock.tsx').then((m) => ({ default: m.IdleLock })))

const barRem: Record<BarWidth, string> = { wide: '13.75rem', middle: '13rem', narrow: '4.5rem' }

const gridSx = (bar: BarWidth) => ({
  display: 'grid',
  gridTemplate: `3.5rem minmax(0, 1fr) 2.25rem / ${barRem[bar]} minmax(0, 1fr)`,
  height: '100%',
  '@media print': { display: 'block', height: 'auto' },
})

const mainSx = (theme: Theme) => ({
  padding: '.5rem 1.5rem 1.25rem',
  overflow: 'auto',
  minWidth: 0,
  display: 'flex',
  flexDirection: 'column' as const,
  background: theme.vars.palette.background.default,
  // Takes the focus when a room is entered, as a place to read on from; its parts show the ring.
  '&:focus-visible': { outline: 'none', boxShadow: 'none' },
  '@media print': { overflow: 'visible', padding: 0, background: 'none' },
})

/** Oggi keeps its names as long as they fit; every other room gives way to its own content. */
function useBarWidth(isToday: boolean): BarWidth {
  const drawn = useIsWide(75)
  const fits = useIsWide(66)
  if (drawn) return 'wide'
  return isToday && fits ? 'middle' : 'narrow'
}

/** Entering another room puts the focus at its beginning and names the window after it. */
function useArrival(title: string): React.RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  const arrived = useRef(title)
  useEffect(() => {
    document.title = `${title} – Smart-Coop`
    if (arrived.current !== title) main.current?.focus()
    arrived.current = title
  }, [title])
  return main
}

/** Who presses Ctrl K goes on typing at once: by then it should be here. */
function usePaletteAtHand(): void {
  useEffect(() => {
    const idle = requestIdleCallback(() => void loadPalette().catch(() => {}))
    return () => cancelIdleCallback(idle)
  }, [])
}

/** Notices and the place in the address belong to the person who is in: both end with the session. */
export function Frame({ door }: { door: DoorState }) {
  return (
    <SnackProvider>
      <HashRouter>
        <FrameInside door={door} />
      </HashRouter>
    </SnackProvider>
  )
}

function FrameInside({ door }: { door: DoorState }) {
  const { t } = useTranslation('frame')
  const { pathname } = useLocation()
  const [dialog, setDialog] = useState<FrameDialog | null>(null)
  const acts = useFrameActsFor(door, setDialog)
  const hasIntake = useHasIntake()
  const hasComing = useHasComing(acts.addDocuments !== null)
  const room = useRoom()
  const bar = useBarWidth(room?.id === 'today')
  const main = useArrival(room ? t(`rooms.${room.id}`) : t('unknown.title'))
  useFrameKeys(acts)
  usePaletteAtHand()
  const Dialog = dialog && dialogs[dialog]

  return (
    <FrameActsContext.Provider value={acts}>
      <Box sx={gridSx(bar)}>
        <SkipLink />
        <SideBar door={door} bar={bar} />
        <TopBar door={door} />
        <Box component="main" ref={main} tabIndex={-1} id="main" data-region sx={mainSx}>
          <ErrorBoundary place={pathname}>
            <RoomRoutes person={door.person} />
          </ErrorBoundary>
        </Box>
        <StatusLine door={door} />
      </Box>
      <Suspense fallback={null}>{Dialog && <Dialog onClose={() => setDialog(null)} />}</Suspense>
      <Suspense fallback={null}>
        <IdleLock />
      </Suspense>
      <DropZone />
      {acts.addDocuments && (hasIntake || hasComing) && (
        <Suspense fallback={null}>
          <IncomingPanel />
        </Suspense>
      )}
    </FrameActsContext.Provider>
  )
}
