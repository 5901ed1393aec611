/**
 * How long papers are kept. The defaults are those of a cooperative's practice (domain brief §9, table of retention,
 * and §3.2 for contracts and accidents); law sets no general term, the controller must be able to give the reason
 * (GDPR art. 5(1)(e)), and *promemoria: verificare con il consulente* stands beside them on the screen. Where law asks
 * for five years and practice for ten (pay, timesheets), the ten stand here. What the table of the brief has beside
 * papers (mail, logs, desk bookings) is kept by its own module; whistleblowing is none of this suite.
 */
import {
  type Fate,
  fates,
  type Kept,
  type RetentionClass,
  retentionClasses,
  type Term,
  trashDays,
} from '#contract/keeping.contract.ts'

const years = (n: number): number => n * 12

/** Months, and from when they count; null months: for ever. */
const defaults: Record<RetentionClass, Pick<Term, 'months' | 'start'>> = {
  invoice: { months: years(10), start: 'year' },
  expenses: { months: years(10), start: 'year' },
  payroll: { months: years(10), start: 'year' },
  timesheet: { months: years(10), start: 'year' },
  /** Contracts of work, UNILAV, judgements of fitness, disciplinary papers: after the end of the relationship. */
  personalFile: { months: years(10), start: 'given' },
  training: { months: years(10), start: 'given' },
  accident: { months: years(10), start: 'given' },
  /** Ten where there is a dispute: that is what the hold is for. */
  sickNote: { months: years(5), start: 'year' },
  /** The sheet of the criminal record is erased after the check, whose day is given. */
  criminalRecord: { months: 0, start: 'given' },
  permit: { months: years(5), start: 'given' },
  cv: { months: 12, start: 'paper' },
  /** *Libro soci*, and the other books. */
  register: { months: null, start: 'paper' },
  minutes: { months: null, start: 'paper' },
  refusedApplication: { months: years(10), start: 'year' },
  contract: { months: years(10), start: 'given' },
  tenderWon: { months: years(10), start: 'given' },
  tenderLost: { months: years(5), start: 'year' },
  grant: { months: years(10), start: 'given' },
  complaint: { months: years(5), start: 'paper' },
  survey: { months: 6, start: 'paper' },
  /** A draft, a double, a bad scan: nothing asks for it, and only the days in the trash protect it. */
  none: { months: 0, start: 'paper' },
}

export const terms: readonly Term[] = retentionClasses.map((name) => ({ class: name, ...defaults[name] }))

/** What the rule asks of a paper. Days are `YYYY-MM-DD`. */
export interface Keepable {
  retention: RetentionClass | null
  /** Told by a person; it counts for classes whose term starts on a day that only a person can tell. */
  retentionFrom: string | null
  hold: boolean
  /** The paper's own day, or where it has none that on which it was taken in. */
  day: string
}

/**
 * A day so many months later; where that month has no such day its last one, as terms in months end (art. 2963 c.c.).
 */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0))
  last.setUTCDate(Math.min(date, last.getUTCDate()))
  return last.toISOString().slice(0, 10)
}

export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const rome = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome', dateStyle: 'short' })

/** The day of a moment, in Rome. */
export const dayOf = (moment: number): string => rome.format(moment)

function startOf({ retentionFrom, day }: Keepable, start: Term['start']): string | null {
  switch (start) {
    case 'paper':
      return day
    case 'year':
      return `${day.slice(0, 4)}-12-31`
    case 'given':
      return retentionFrom
  }
}

/** How long the paper is kept by its class alone. */
export function keptBy(paper: Keepable): Kept {
  if (paper.retention === null) return { kind: 'undecided' }
  const { months, start } = defaults[paper.retention]
  if (months === null) return { kind: 'for-ever' }
  const from = startOf(paper, start)
  return from === null ? { kind: 'no-start' } : { kind: 'until', day: monthsAfter(from, months) }
}

/**
 * What becomes on a day of a paper that lies in the trash since another day. Whatever is not certain keeps it; the
 * hold goes before every term.
 */
export function fateOn(day: string, paper: Keepable, trashedOn: string): Fate {
  if (paper.hold) return 'hold'
  const kept = keptBy(paper)
  if (kept.kind !== 'until') return kept.kind
  if (day <= kept.day) return 'term'
  return day <= daysAfter(trashedOn, trashDays) ? 'fresh' : 'goes'
}

export const noFates = (): Record<Fate, number> =>
  Object.fromEntries(fates.map((name) => [name, 0])) as Record<Fate, number>

const isClass = (text: string): text is RetentionClass => retentionClasses.some((name) => name === text)

/**
 * The class as the row holds it. One that a newer program has given counts as not decided: this one does not know
 * its term, and keeps the paper.
 */
export const classOf = (text: string | null): RetentionClass | null => (text !== null && isClass(text) ? text : null)
