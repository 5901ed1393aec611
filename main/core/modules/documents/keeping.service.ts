/** Conservazione: how long papers are kept, what the trash would lose, and the papers of class C3. */
import type { KeptPaper } from '#contract/keeping.contract.ts'
import { Refusal } from '#contract/errors.ts'
import { commonSpace } from '#contract/permissions.ts'
import { type DocumentsRepository, documentsRepository } from '#db/modules/documents/documents.repository.ts'
import type { PaperEntity } from '#db/modules/documents/documents.entity.ts'
import { decideKeeping, markPaper, type TrashedPaper, trashedAfter } from '#db/modules/documents/keeping.repository.ts'
import type { ReachOf } from '../../identity/reach.rules.ts'
import { pauser } from '../../lib/pauser.ts'
import type { Machine } from '../../machine.ts'
import type { Act, Service } from '../../road.ts'
import type { Door } from '../door/door.ts'
import type { Leaves } from './leaves.ts'
import { isSpecial } from './paper.rules.ts'
import { classOf, dayOf, fateOn, type Keepable, keptBy, noFates, terms } from './retention.rules.ts'

export interface KeepingDeps {
  machine(): Machine
  door: Pick<Door, 'audit'>
  reach: ReachOf
  leaves: Leaves
}

type Preview = Awaited<ReturnType<Service<'keeping'>['preview']>>

/** So many rows at once hold up nobody. */
const sliceRows = 1_000

type Kept = Pick<PaperEntity, 'id' | 'date' | 'takenInAt' | 'retention' | 'retentionFrom' | 'hold'>

const keepableOf = ({ date, takenInAt, retention, retentionFrom, hold }: Kept): Keepable => ({
  retention: classOf(retention),
  retentionFrom,
  hold: hold === 1,
  day: date ?? dayOf(takenInAt),
})

function keptPaper(row: Kept): KeptPaper {
  const paper = keepableOf(row)
  const { retention, retentionFrom, hold } = paper
  return { id: row.id, retention, retentionFrom, hold, kept: keptBy(paper) }
}

export function keepingService({ machine, door, reach, leaves }: KeepingDeps): Service<'keeping'> {
  /** @throws Refusal not-found, also for what lies out of this person's reach */
  function known(papers: DocumentsRepository, id: string, { session }: Act): PaperEntity {
    const row = papers.byId(id, reach(session))
    if (!row) throw new Refusal('not-found')
    return row
  }
  const read = (id: string, act: Act): PaperEntity => known(documentsRepository(machine().db.read), id, act)

  async function* trashedFor({ session, signal }: Act): AsyncGenerator<TrashedPaper> {
    const spaces = reach(session)
    const pause = pauser()
    let last: TrashedPaper | null = null
    for (;;) {
      signal.throwIfAborted()
      const slice: TrashedPaper[] = trashedAfter(machine().db.read, spaces, last, sliceRows)
      yield* slice
      last = slice.at(-1) ?? null
      if (slice.length < sliceRows) return
      await pause()
    }
  }

  return {
    terms: () => [...terms],

    one: ({ id }, act) => keptPaper(read(id, act)),

    decide: ({ id, retention, retentionFrom, hold }, act) =>
      machine().db.write(({ raw }) => {
        const papers = documentsRepository(raw)
        const before = known(papers, id, act)
        decideKeeping(raw, id, {
          retention: retention === undefined ? before.retention : retention,
          retentionFrom: retentionFrom === undefined ? before.retentionFrom : retentionFrom,
          hold: hold === undefined ? before.hold : Number(hold),
        })
        return keptPaper(known(papers, id, act))
      }),

    async preview({ day, fate, offset, limit }, act) {
      const answer: Preview = { counts: noFates(), total: 0, rows: [] }
      for await (const row of trashedFor(act)) {
        const found = fateOn(day, keepableOf(row), dayOf(row.trashedAt))
        answer.counts[found] = (answer.counts[found] ?? 0) + 1
        if (fate !== null && fate !== found) continue
        if (answer.total >= offset && answer.rows.length < limit)
          answer.rows.push({ ...keptPaper(row), title: row.title, trashedAt: row.trashedAt, fate: found })
        answer.total += 1
      }
      return answer
    },

    mark: ({ id }, act) =>
      machine().db.write(async ({ raw }) => {
        if (known(documentsRepository(raw), id, act).space === commonSpace) throw new Refusal('special-in-common')
        if (markPaper(raw, id, 'C3')) await note('c3-marked', id, act)
        return {}
      }),

    unmark: ({ id }, act) =>
      machine().db.write(async ({ raw }) => {
        leaves.demand(act.session, known(documentsRepository(raw), id, act))
        if (markPaper(raw, id, null)) await note('c3-unmarked', id, act)
        return {}
      }),

    async open({ id }, act) {
      if (!act.session) throw new Refusal('signed-out')
      if (!isSpecial(read(id, act))) return { until: null }
      // Recorded first: what cannot be recorded is not shown.
      await note('c3-opened', id, act)
      return { until: leaves.give(act.session, id) }
    },
  }

  function note(kind: 'c3-opened' | 'c3-marked' | 'c3-unmarked', about: string, { session }: Act): Promise<void> {
    return door.audit.record({ kind, person: session?.person.id ?? null, about })
  }
}
