/** Oggi: the work that waits, counted by the database. */
import type { PaperState } from '#contract/documents.contract.ts'
import type { Waiting } from '#contract/today.contract.ts'
import { documentsRepository } from '#db/modules/documents/documents.repository.ts'
import { perMachine } from '../../lib/perMachine.ts'
import type { Machine } from '../../machine.ts'
import type { Service } from '../../road.ts'

/** Most urgent first: a paper that could not be read tells nobody anything yet, one to look at is half way. */
const urgency: readonly { kind: Waiting['kind']; state: PaperState }[] = [
  { kind: 'papers-refused', state: 'refused' },
  { kind: 'papers-review', state: 'review' },
  { kind: 'papers-cancelled', state: 'cancelled' },
]
const named = 3
const lately = 5

export function todayService({ machine }: { machine(): Machine }): Service<'today'> {
  const papersOf = perMachine((open) => documentsRepository(open.db.read))
  return {
    waiting() {
      const papers = papersOf(machine())
      const rows = urgency.flatMap(({ kind, state }) => {
        const { count, since, newest } = papers.inState(state, named)
        return count > 0 ? [{ kind, count, since, papers: newest }] : []
      })
      const byState = papers.countsByState()
      return {
        rows,
        reading: (byState.get('waiting') ?? 0) + (byState.get('reading') ?? 0),
        recent: papers.recent(lately),
        papers: [...byState.values()].reduce((sum, n) => sum + n, 0),
      }
    },
  }
}
