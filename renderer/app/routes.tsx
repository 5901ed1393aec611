/**
 * The rooms of the program, once: the side bar, the palette, the routes and the tests read this table.
 * A room that needs a permission is not shown to who lacks it, and says so when its address is opened.
 */
import Today from '@mui/icons-material/Today'
import Folder from '@mui/icons-material/Folder'
import Settings from '@mui/icons-material/Settings'
import AccountCircle from '@mui/icons-material/AccountCircle'
import Backup from '@mui/icons-material/Backup'
import Badge from '@mui/icons-material/Badge'
import CallSplit from '@mui/icons-material/CallSplit'
import Computer from '@mui/icons-material/Computer'
import Groups from '@mui/icons-material/Groups'
import Key from '@mui/icons-material/Key'
import ReceiptLong from '@mui/icons-material/ReceiptLong'
import VisibilityOutlined from '@mui/icons-material/VisibilityOutlined'
import { type ComponentType, lazy } from 'react'
import { bringTexts } from '../lib/i18n.ts'
import type { RoomNeeds } from './door.queries.ts'
import { prepareIntake } from './takeIn.ts'

/** How the side bar groups the rooms; `top` has no heading, `bottom` stands after a rule. */
export const groups = ['top', 'member', 'sites', 'organisation', 'growth', 'bottom'] as const
export type Group = (typeof groups)[number]

export interface Room {
  id:
    | 'today'
    | 'versions'
    | 'documents'
    | 'paper'
    | 'trash'
    | 'admin'
    | 'people'
    | 'person'
    | 'roles'
    | 'access'
    | 'machines'
    | 'audit'
    | 'copies'
    | 'sheet'
    | 'profile'
  path: string
  needs: RoomNeeds
  group: Group
  icon: ComponentType
  /** Whether it stands in the side bar, or is only reached from another room. The palette has all with a fixed address. */
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

/** Rooms that are reached from Amministrazione, whose entry stays lit. */
const inAdmin = { group: 'bottom', inNav: false, under: 'admin' } as const

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
    id: 'versions',
    path: '/due-versioni',
    needs: 'documents.edit',
    group: 'top',
    icon: CallSplit,
    inNav: false,
    under: 'today',
    component: room('conflicts', async () => (await import('../modules/conflicts/ConflictsPage.tsx')).ConflictsPage),
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
      const [{ DocumentsPage }] = await Promise.all([
        import('../modules/documents/DocumentsPage.tsx'),
        prepareIntake(),
        bringTexts('keeping'),
      ])
      return DocumentsPage
    }),
  },
  {
    id: 'trash',
    // Before the papers: it is the address of none.
    path: '/documenti/cestino',
    needs: 'documents.read',
    group: 'top',
    icon: Folder,
    inNav: false,
    under: 'documents',
    component: room('keeping', async () => (await import('../modules/documents/keeping/TrashPage.tsx')).TrashPage),
  },
  {
    id: 'paper',
    path: '/documenti/:id',
    needs: 'documents.read',
    group: 'top',
    icon: Folder,
    inNav: false,
    under: 'documents',
    component: room('documents', async () => {
      const [{ PaperPage }] = await Promise.all([import('../modules/documents/PaperPage.tsx'), bringTexts('keeping')])
      return PaperPage
    }),
  },
  {
    id: 'admin',
    path: '/amministrazione',
    // Whoever may do any of it finds there what they may.
    needs: ['admin.machine', 'admin.people', 'admin.audit', 'admin.copies'],
    group: 'bottom',
    icon: Settings,
    inNav: true,
    component: room('admin', async () => (await import('../modules/admin/AdminPage.tsx')).AdminPage),
  },
  {
    ...inAdmin,
    id: 'people',
    path: '/amministrazione/persone',
    needs: 'admin.people',
    icon: Groups,
    component: room('people', async () => (await import('../modules/people/PeoplePage.tsx')).PeoplePage),
  },
  {
    ...inAdmin,
    id: 'person',
    path: '/amministrazione/persone/:id',
    needs: 'admin.people',
    icon: Groups,
    component: room('people', async () => (await import('../modules/people/PersonPage.tsx')).PersonPage),
  },
  {
    ...inAdmin,
    id: 'roles',
    path: '/amministrazione/ruoli',
    needs: 'admin.people',
    icon: Badge,
    component: room('people', async () => (await import('../modules/people/RolesPage.tsx')).RolesPage),
  },
  {
    ...inAdmin,
    id: 'access',
    path: '/amministrazione/chi-vede-cosa',
    needs: 'admin.people',
    icon: VisibilityOutlined,
    component: room('people', async () => (await import('../modules/people/AccessPage.tsx')).AccessPage),
  },
  {
    ...inAdmin,
    id: 'machines',
    path: '/amministrazione/macchine',
    needs: 'admin.people',
    icon: Computer,
    component: room('people', async () => (await import('../modules/people/MachinesPage.tsx')).MachinesPage),
  },
  {
    ...inAdmin,
    id: 'audit',
    path: '/amministrazione/registro',
    needs: 'admin.audit',
    icon: ReceiptLong,
    component: room('audit', async () => (await import('../modules/audit/AuditPage.tsx')).AuditPage),
  },
  {
    ...inAdmin,
    id: 'copies',
    path: '/amministrazione/copie',
    needs: 'admin.copies',
    icon: Backup,
    component: room('copies', async () => (await import('../modules/copies/CopiesPage.tsx')).CopiesPage),
  },
  {
    ...inAdmin,
    id: 'sheet',
    path: '/amministrazione/foglio-di-recupero',
    needs: 'admin.people',
    icon: Key,
    component: room('admin', async () => (await import('../modules/door/RenewSheetPage.tsx')).RenewSheetPage),
  },
  {
    id: 'profile',
    path: '/profilo',
    needs: null,
    group: 'bottom',
    icon: AccountCircle,
    inNav: false,
    component: room('people', async () => (await import('../modules/people/ProfilePage.tsx')).ProfilePage),
  },
]
