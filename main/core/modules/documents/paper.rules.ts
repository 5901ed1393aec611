/** Papers as the pages see them, and what the views of the archive hold. */
import type { Paper, PaperState, View } from '#contract/documents.contract.ts'
import type { PaperEntity } from '#db/modules/documents/documents.entity.ts'

/** The states of a view. What a person stopped stands with what could not be read: both wait to be tried again. */
export const statesOf: Record<View, readonly PaperState[]> = {
  all: [],
  reading: ['waiting', 'reading'],
  review: ['review'],
  refused: ['refused', 'cancelled'],
  trash: [],
}

/** Whether it is of class C3: health, union, criminal record, disadvantage. */
export const isSpecial = ({ confidentiality }: Pick<PaperEntity, 'confidentiality'>): boolean =>
  confidentiality === 'C3'

/**
 * @param nameOf the name of a person of this organisation
 * @param isClosed whether what the paper holds is hidden from who asks
 */
export function paperFromRow(row: PaperEntity, nameOf: (person: string) => string, isClosed: boolean): Paper {
  return {
    id: row.id,
    title: row.title,
    date: row.date,
    note: isClosed ? '' : row.note,
    name: row.name,
    format: row.format,
    state: row.state,
    reason: row.reason,
    pages: row.pages,
    blankPages: row.blankPages,
    size: row.size,
    sha256: row.sha256,
    takenInAt: row.takenInAt,
    takenInBy: nameOf(row.takenInBy),
    space: row.space,
    trashedAt: row.trashedAt,
    special: isSpecial(row),
    hasPicture: row.picture !== null && !isSpecial(row),
  }
}

/** Whether reading it once more can change anything. */
export function mayRetry(paper: Pick<PaperEntity, 'state' | 'reason'>): boolean {
  if (paper.state === 'refused' || paper.state === 'cancelled') return true
  return paper.state === 'review' && paper.reason !== 'kept-as-is'
}

const rome = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', timeZoneName: 'longOffset' })

/** The moment at which a day of the Italian calendar begins. */
export function startOfDay(day: string): number {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  // Rome is one or two hours ahead; the offset of an hour before Greenwich's midnight is that of Rome's own.
  const zone = rome.formatToParts(midnight - 3_600_000).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const hours = Number(/GMT\+(\d+)/.exec(zone)?.[1] ?? 1)
  return midnight - hours * 3_600_000
}

export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}
