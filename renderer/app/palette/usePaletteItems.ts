/** What the palette offers for what is written: rooms, acts, and papers that hold the words. */
import DarkModeOutlined from '@mui/icons-material/DarkModeOutlined'
import DescriptionOutlined from '@mui/icons-material/DescriptionOutlined'
import FormatSize from '@mui/icons-material/FormatSize'
import KeyboardOutlined from '@mui/icons-material/KeyboardOutlined'
import Language from '@mui/icons-material/Language'
import LockOutlined from '@mui/icons-material/LockOutlined'
import Logout from '@mui/icons-material/Logout'
import NoteAdd from '@mui/icons-material/NoteAdd'
import Password from '@mui/icons-material/Password'
import Search from '@mui/icons-material/Search'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ComponentType, useEffect, useState } from 'react'
import { useTranslation } from '../../lib/i18n.ts'
import { useNavigate } from 'react-router'
import { dayText, momentDay } from '../../lib/formats.ts'
import { sentenceOf } from '../../lib/messages.ts'
import { orpc } from '../../lib/query.ts'
import { mayPerson } from '../door.queries.ts'
import type { FrameActs } from '../frame/frameActs.ts'
import { rooms } from '../routes.tsx'

export const paletteGroups = ['rooms', 'acts', 'papers'] as const
export type PaletteGroup = (typeof paletteGroups)[number]

export interface PaletteItem {
  id: string
  group: PaletteGroup
  label: string
  detail?: string
  icon: ComponentType
  run: () => void
}

const mostPapers = 8
const typingMs = 150

/** Without accents and case, so that «citta» finds «Città». */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word that was written begins a word of the label. */
function fits(label: string, query: string): boolean {
  const words = plain(label).split(/[^\p{L}\p{N}]+/u)
  return plain(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

function useActItems(acts: FrameActs): PaletteItem[] {
  const navigate = useNavigate()
  const { t } = useTranslation('frame')
  const { look, setLook, addDocuments } = acts
  const isLarge = look.type === 'large'
  const nextTheme = document.documentElement.dataset['theme'] === 'dark' ? 'light' : 'dark'
  const item = (id: string, label: string, icon: ComponentType, run: () => void): PaletteItem => ({
    id: `act-${id}`,
    group: 'acts',
    label,
    icon,
    run,
  })
  return [
    ...(addDocuments ? [item('add', t('acts.addDocuments'), NoteAdd, addDocuments)] : []),
    item('lock', t('lock'), LockOutlined, acts.lock),
    item('out', t('person.signOut'), Logout, acts.signOut),
    item('theme', t(`acts.${nextTheme}`), DarkModeOutlined, () => setLook({ theme: nextTheme })),
    item('type', t(isLarge ? 'acts.normalType' : 'acts.largeType'), FormatSize, () =>
      setLook({ type: isLarge ? 'normal' : 'large' }),
    ),
    item('language', t('acts.otherLanguage'), Language, () =>
      setLook({ language: look.language === 'it' ? 'en' : 'it' }),
    ),
    item('password', t('person.password'), Password, () => void navigate('/profilo')),
    item('keys', t('keysTitle'), KeyboardOutlined, () => acts.open('keys')),
  ]
}

function usePaperItems(query: string, mayRead: boolean): { items: PaletteItem[]; said: string | null } {
  const { t } = useTranslation('frame')
  const navigate = useNavigate()
  const asked = useSettled(query.trim())
  const { data, error } = useQuery({
    ...orpc.documents.find.queryOptions({ input: { query: asked, limit: mostPapers } }),
    enabled: mayRead && asked !== '',
    placeholderData: keepPreviousData,
  })
  if (!mayRead || query.trim() === '') return { items: [], said: null }
  const words = encodeURIComponent(query.trim())
  const papers = (data?.rows ?? []).map((row): PaletteItem => ({
    id: `paper-${row.id}`,
    group: 'papers',
    label: row.title,
    detail: [
      row.date ? dayText(row.date) : momentDay(row.takenInAt),
      row.page ? t('palette.page', { page: row.page }) : '',
    ]
      .filter(Boolean)
      .join(' · '),
    icon: DescriptionOutlined,
    run: () => void navigate(`/documenti/${row.id}?q=${words}${row.page ? `&pagina=${row.page}` : ''}`),
  }))
  const all: PaletteItem = {
    id: 'paper-all',
    group: 'papers',
    label: t('palette.all', { query: query.trim() }),
    icon: Search,
    run: () => void navigate(`/documenti?q=${words}`),
  }
  if (error) return { items: [], said: sentenceOf(error) }
  const isNone = data?.total === 0 && asked === query.trim()
  return { items: [...papers, all], said: isNone ? t('palette.none', { query: asked }) : null }
}

export function usePaletteItems(query: string, acts: FrameActs): { items: PaletteItem[]; said: string | null } {
  const { t } = useTranslation('frame')
  const navigate = useNavigate()
  const goTo = rooms
    .filter((room) => !room.path.includes(':') && mayPerson(acts.person, room.needs))
    .map((room): PaletteItem => ({
      id: `room-${room.id}`,
      group: 'rooms',
      label: t(`rooms.${room.id}`),
      icon: room.icon,
      run: () => void navigate(room.path),
    }))
  const papers = usePaperItems(query, mayPerson(acts.person, 'documents.read'))
  const known = [...goTo, ...useActItems(acts)].filter((item) => fits(item.label, query))
  return { items: [...known, ...papers.items], said: papers.said }
}
