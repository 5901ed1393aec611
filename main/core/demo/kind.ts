/** What a kind of demo paper is: from chance to a title, a file name, a day and a body. */
import type { Chance } from './chance.ts'
import type { Pen } from './pen.ts'

export interface Draft {
  title: string
  name: string
  /** The paper's own day. */
  day: Date
  write(pen: Pen): void
}

export type Kind = (chance: Chance, number: number) => Draft

export const cooperative = 'Cooperativa Sociale Campo Esempio s.c.s. – Impresa Sociale'
export const seat = 'via dei Glicini 14, 20100 Milano · P.IVA 01234565008 · campoesempio@pec.example'

const months = [
  'gennaio',
  'febbraio',
  'marzo',
  'aprile',
  'maggio',
  'giugno',
  'luglio',
  'agosto',
  'settembre',
  'ottobre',
  'novembre',
  'dicembre',
] as const

/** A day of 2026, at noon so that no time zone moves it. */
export const dayOf = (chance: Chance, firstMonth = 1, lastMonth = 10): Date =>
  new Date(Date.UTC(2026, chance.whole(firstMonth, lastMonth) - 1, chance.whole(1, 28), 12))

export const monthName = (day: Date): string => months[day.getUTCMonth()] ?? ''
export const longDay = (day: Date): string => `${day.getUTCDate()} ${monthName(day)} ${day.getUTCFullYear()}`
export const shortDay = (day: Date): string =>
  `${String(day.getUTCDate()).padStart(2, '0')}/${String(day.getUTCMonth() + 1).padStart(2, '0')}/${day.getUTCFullYear()}`
export const later = (day: Date, days: number): Date => new Date(day.getTime() + days * 86_400_000)
/** Whole cents as Italians write them: 1.234,56 €. */
export const euro = (cents: number): string =>
  `${String(Math.floor(cents / 100)).replaceAll(/\B(?=(\d{3})+(?!\d))/g, '.')},${String(cents % 100).padStart(2, '0')} €`
/** Minutes as decimal hours: 7h36' is 7,60. */
export const decimalHours = (minutes: number): string => (minutes / 60).toFixed(2).replace('.', ',')
