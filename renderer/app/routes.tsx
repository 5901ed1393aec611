/**
 * The rooms of the program, once: the side bar, the palette, the routes and the tests read this table.
 * A room that needs a permission is not shown to who lacks it, and says so when its address is opened.
 */
import Today from '@mui/icons-material/Today'
import Folder from '@mui/icons-material/Folder'
import Settings from '@mui/icons-material/Settings'
import { type ComponentType, lazy } from 'react'
import type { Permission } from '#contract/permissions.ts'
import { bringTexts } from '../lib/i18n.ts'
import { prepareIntake } from './takeIn.ts'

/** How the side bar groups the rooms; `top` has no heading, `bottom` stands after a rule. */
export const groups = ['top', 'member', 'sites', 'organisation', 'growth', 'bottom'] as const
export type Group = (typeof groups)[number]

export interface Room {
  id: 'today' | 'documents' | 'paper' | 'admin'
  path: string
  needs: Permission | null
  group: Group
  icon: ComponentType
  /** Whether it stands in the side bar and in the palette, or is only reached from another room. */
  inNav: boolean
  /** The room whose entry is lit while this one is open. */
  under?: Room['id']
  component: ComponentType
}

/** A room whose code and texts come together, when it is first entered. */
const room = (noun: Parameters<typeof bringTexts>[0], code: () => Promise<ComponentType>) =>
  lazy(async () => {
    const [component] = await Promise.all([code(), bringTexts(noun)])
    return { default: component }
  })

export const rooms: readonly Room[] = [
  {
    id: 'today',
    path: '/',
    needs: null,
    group: 'top',
    icon: Today,
    inNav: true,
    component: room('today', async () => (await import('./TodayRoom.tsx')).TodayRoom),
  },
  {
    id: 'documents',
    path: '/documenti',
    needs: 'documents.read',
    group: 'top',
    icon: Folder,
    inNav: true,
    component: room('documents', async () => {
      // Files come in through this room too.
      const [{ DocumentsPage }] = await Promise.all([import('../modules/documents/DocumentsPage.tsx'), prepareIntake()])
      return DocumentsPage
    }),
  },
  {
    id: 'paper',
    path: '/documenti/:id',
    needs: 'documents.read',
    group: 'top',
    icon: Folder,
    inNav: false,
    under: 'documents',
    component: room('documents', async () => (await import('../modules/documents/PaperPage.tsx')).PaperPage),
  },
  {
    id: 'admin',
    path: '/amministrazione',
    needs: 'admin.machine',
    group: 'bottom',
    icon: Settings,
    inNav: true,
    component: room('admin', async () => (await import('../modules/admin/AdminPage.tsx')).AdminPage),
  },
]
