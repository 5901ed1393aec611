/** Oggi: the work that waits, counted by the database. */
import type { PaperState } from '#contract/documents.contract.ts'
import { mayDo } from '#contract/permissions.ts'
import type { Waiting } from '#contract/today.contract.ts'
import { type DocumentsRepository, documentsRepository } from '#db/modules/documents/documents.repository.ts'
import { syncedTable } from '#db/entities.ts'
import type { Db } from '#db/open.ts'
import { cardRows, cardTotals } from '#db/records/conflicts.repository.ts'
import type { ReachOf } from '../../identity/reach.rules.ts'
import { perMachine } from '../../lib/perMachine.ts'
import type { Machine } from '../../machine.ts'
import type { Service } from '../../road.ts'
import { askedOf } from '../records/records.rules.ts'

/** Most urgent first: a paper that could not be read tells nobody anything yet, one to look at is half way. */
const urgency: readonly { kind: Waiting['kind']; state: PaperState }[] = [
  { kind: 'papers-refused', state: 'refused' },
  { kind: 'papers-review', state: 'review' },
  { kind: 'papers-cancelled', state: 'cancelled' },
]
const named = 3
const lately = 5

export interface TodayDeps {
  machine(): Machine
  reach: ReachOf
  /** How long the last copy of this machine lies back, when that is too long. */
  lateCopy(): { since: number; days: number; hasCopy: boolean } | null
}

function copyRow(late: ReturnType<TodayDeps['lateCopy']>): Waiting[] {
  if (!late) return []
  return [
    { kind: late.hasCopy ? 'copy-late' : 'copy-missing', count: late.days, since: late.since, papers: [], others: 0 },
  ]
}

/** Fields of papers that two wrote without knowing of each other. */
function versionsRow(read: Db['read'], papers: DocumentsRepository, spaces: readonly string[]): Waiting[] {
  const scope = { table: syncedTable('paper'), asked: askedOf.paper, spaces, row: null }
  const { fields, rows, since } = cardTotals(read, scope)
  if (fields === 0) return []
  const names = cardRows(read, scope, named).flatMap((id) => {
    const paper = papers.byId(id, spaces)
    return paper ? [{ id, title: paper.title }] : []
  })
  return [{ kind: 'two-versions', count: fields, since, papers: names, others: rows - names.length }]
}

export function todayService({ machine, reach, lateCopy }: TodayDeps): Service<'today'> {
  const papersOf = perMachine((open) => documentsRepository(open.db.read))
  return {
    waiting(_input, { session }) {
      // Whoever cannot make copies is not troubled with them.
      const copy = session && mayDo(session.roles, 'admin.copies') ? copyRow(lateCopy()) : []
      // Whoever may not read papers is not told their titles either.
      if (!session || !mayDo(session.roles, 'documents.read')) return { rows: copy, reading: 0, recent: [], papers: 0 }
      const papers = papersOf(machine())
      const spaces = reach(session)
      // Whoever may not decide is not asked.
      const versions = mayDo(session.roles, 'documents.edit') ? versionsRow(machine().db.read, papers, spaces) : []
      const waitingPapers = urgency.flatMap(({ kind, state }) => {
        const { count, since, newest } = papers.inState(state, spaces, named)
        return count > 0 ? [{ kind, count, since, papers: newest, others: count - newest.length }] : []
      })
      const byState = papers.countsByState(spaces)
      return {
        rows: [...copy, ...versions, ...waitingPapers],
        reading: (byState.get('waiting') ?? 0) + (byState.get('reading') ?? 0),
        recent: papers.recent(spaces, lately),
        papers: [...byState.values()].reduce((sum, n) => sum + n, 0),
      }
    },
  }
}
