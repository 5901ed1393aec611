/** From the address to the room; an address without a room and a room without the permission have their faces. */
import Button from '@mui/material/Button'
import { Suspense } from 'react'
import { Link, matchPath, Route, Routes, useLocation } from 'react-router'
import { useTranslation } from '../../lib/i18n.ts'
import type { DoorState } from '#contract/door.contract.ts'
import { Face } from '../../ui/Face.tsx'
import { LoadingFace } from '../../ui/LoadingFace.tsx'
import { mayPerson } from '../door.queries.ts'
import { type Room, rooms } from '../routes.tsx'

/** The room that is open, or null where the address leads nowhere. */
export function useRoom(): Room | null {
  const { pathname } = useLocation()
  return rooms.find((room) => matchPath(room.path, pathname)) ?? null
}

function WayHome() {
  const { t } = useTranslation('frame')
  return (
    <Button variant="outlined" size="small" component={Link} to="/">
      {t('goToday')}
    </Button>
  )
}

export function RoomRoutes({ person }: { person: DoorState['person'] }) {
  const { t } = useTranslation('frame')
  const closed = (
    <Face kind="closed" level="h1" title={t('closed.title')} acts={<WayHome />}>
      {t('closed.text')}
    </Face>
  )
  const unknown = (
    <Face kind="no-match" level="h1" title={t('unknown.title')} acts={<WayHome />}>
      {t('unknown.text')}
    </Face>
  )
  return (
    <Suspense fallback={<LoadingFace />}>
      <Routes>
        {rooms.map(({ id, path, needs, component: Page }) => (
          <Route key={id} path={path} element={mayPerson(person, needs) ? <Page /> : closed} />
        ))}
        <Route path="*" element={unknown} />
      </Routes>
    </Suspense>
  )
}
