/** When copies are due, when somebody must be told, and how they are called. */
import type { CopyPlan } from '#contract/copies.contract.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const everyMs: Record<CopyPlan['every'], number> = { day: dayMs, week: 7 * dayMs }
/** After a copy that could not be made the plan tries again. */
const againMs = hourMs / 4
/** A copy is late when the plan's day has passed for a day; where nobody made a plan, after a week. */
const grace = dayMs
const withoutPlan = 7 * dayMs

/** What came later than now says nothing: the clock was set back. */
const believed = (at: number | null, now: number): number | null => (at !== null && at <= now ? at : null)

/** The moment of the plan's next copy; one that never was is due at once. */
export function dueAt(plan: CopyPlan, lastAt: number | null, now: number): number {
  const last = believed(lastAt, now)
  return last === null ? now : last + everyMs[plan.every]
}

/** Whether the plan wants a copy now, when the last try failed at `failedAt`. */
export function isDue(plan: CopyPlan, lastAt: number | null, failedAt: number | null, now: number): boolean {
  const failed = believed(failedAt, now)
  return dueAt(plan, lastAt, now) <= now && (failed === null || now - failed >= againMs)
}

export interface Late {
  /** The last copy, or since when there is none. */
  since: number
  /** Whole days since then. */
  days: number
}

/** Null while there is nothing to remind of. `foundedAt`: before it there was nothing to copy. */
export function lateness(plan: CopyPlan | null, lastAt: number | null, foundedAt: number, now: number): Late | null {
  const since = lastAt ?? foundedAt
  const allowed = plan ? everyMs[plan.every] + grace : withoutPlan
  return now - since > allowed ? { since, days: Math.floor((now - since) / dayMs) } : null
}

/** Says which machine a copy is of: the end of a UUIDv7, its random part. */
const tagOf = (device: string): string => device.replaceAll('-', '').slice(-8)

export const copyEnding = '.copia'
export const partEnding = '.part'

/** `smart-coop-<machine>-20261124-130405.copia`, in UTC, so that names sort by age. */
export function copyName(device: string, at: number): string {
  const digits = new Date(at).toISOString().replaceAll(/[-:]/g, '').slice(0, 15).replace('T', '-')
  return `smart-coop-${tagOf(device)}-${digits}${copyEnding}`
}

/** When the copy of this machine with this name was made, or null for any other file. */
export function madeAtOf(name: string, device: string): number | null {
  const found = /^smart-coop-([0-9a-f]{8})-(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)\.copia$/.exec(name)
  if (found?.[1] !== tagOf(device)) return null
  const [, , year, month, day, hour, minute, second] = found
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(at) ? null : at
}

/** What a crash left of a copy of this machine. */
export const isLeftover = (name: string, device: string): boolean =>
  name.endsWith(partEnding) && madeAtOf(name.slice(0, -partEnding.length), device) !== null

/** The copies that make room: all but the newest `keep`. */
export function tooOld(names: readonly string[], device: string, keep: number): string[] {
  const mine = names.filter((name) => madeAtOf(name, device) !== null)
  return mine.sort().reverse().slice(keep)
}
