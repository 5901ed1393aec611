/**
 * Documents: finding, opening, editing papers, and the ways into their intake. A paper outside the spaces that a person
 * reaches is answered like one that there is not.
 */
import type { Paper, View } from '#contract/documents.contract.ts'
import { Refusal } from '#contract/errors.ts'
import { commonSpace } from '#contract/permissions.ts'
import { indexHead, movePapers } from '#db/modules/documents/documents.writes.ts'
import { type DocumentsRepository, documentsRepository } from '#db/modules/documents/documents.repository.ts'
import type { PaperEntity } from '#db/modules/documents/documents.entity.ts'
import { searchRepository } from '#db/modules/documents/search.repository.ts'
import { FileDamaged, FileMissing } from '../../files/store.ts'
import { demandReached, type ReachOf } from '../../identity/reach.rules.ts'
import type { Clock } from '../../lib/clock.ts'
import { perMachine } from '../../lib/perMachine.ts'
import type { Machine } from '../../machine.ts'
import type { Act, Service } from '../../road.ts'
import type { Door } from '../door/door.ts'
import type { Comings } from './comings.ts'
import { type Finder, findPapers } from './find.ts'
import { hitsIn } from './hits.ts'
import { isSpecial, mayRetry, paperFromRow, statesOf } from './paper.rules.ts'
import type { Leaves } from './leaves.ts'
import type { PlaceOf } from './placing.ts'
import { readQuery, type Term } from './search.rules.ts'
import { takeInPaths } from './takeIn.ts'

export interface DocumentsDeps {
  clock: Clock
  machine(): Machine
  door: Pick<Door, 'personName' | 'audit'>
  reach: ReachOf
  placeOf: PlaceOf
  leaves: Leaves
  comings: Comings
}

/** A file of the store, or the refusal that it is not here whole. */
async function fromStore(code: 'not-here' | 'not-found', read: () => Promise<Buffer>): Promise<Blob> {
  try {
    return new Blob([Uint8Array.from(await read())])
  } catch (error) {
    if (error instanceof FileMissing || error instanceof FileDamaged) throw new Refusal(code)
    throw error
  }
}

/** @throws Refusal not-found, also for what lies outside these spaces */
function known(papers: DocumentsRepository, id: string, spaces: readonly string[]): PaperEntity {
  const row = papers.byId(id, spaces)
  if (!row) throw new Refusal('not-found')
  return row
}

/** A paper opens whatever was typed: what is no query marks nothing. */
function termsToMark(query: string): readonly Term[] {
  try {
    return readQuery(query)?.include ?? []
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}

export function documentsService(deps: DocumentsDeps): Service<'documents'> {
  const { machine, door, clock, reach, placeOf, leaves, comings } = deps
  const finderOf = perMachine((open): Omit<Finder, 'spaces'> => ({
    papers: documentsRepository(open.db.read),
    index: searchRepository(open.db.read),
    nameOf: (person) => door.personName(person),
  }))
  const finder = ({ session }: Act): Finder => ({ ...finderOf(machine()), spaces: reach(session) })
  const paperFor = (id: string, act: Act): PaperEntity => known(finder(act).papers, id, reach(act.session))
  const seen = (row: PaperEntity, { session }: Act): Paper =>
    paperFromRow(row, (person) => door.personName(person), leaves.isClosed(session, row))

  /** Papers that are where they should be already are left alone. @throws Refusal not-found when one is unknown */
  const move = (ids: readonly string[], trashedAt: number | null, { session }: Act): Promise<{ papers: number }> =>
    machine().db.write(({ raw }) => {
      const papers = documentsRepository(raw)
      const spaces = reach(session)
      for (const id of ids) known(papers, id, spaces)
      return { papers: movePapers(raw, ids, trashedAt).length }
    })

  return {
    find: (input, act) => findPapers(input, finder(act)),

    counts(_input, act) {
      const { papers, spaces } = finder(act)
      const byState = papers.countsByState(spaces)
      const of = (view: View) => {
        const states = statesOf[view]
        return [...byState].reduce(
          (sum, [state, n]) => (states.length === 0 || states.includes(state) ? sum + n : sum),
          0,
        )
      }
      const trash = papers.countTrashed(spaces)
      return { all: of('all'), reading: of('reading'), review: of('review'), refused: of('refused'), trash }
    },

    async open({ id, query }, act) {
      const { papers, index, nameOf, spaces } = finder(act)
      const row = known(papers, id, spaces)
      const terms = leaves.isClosed(act.session, row) ? [] : termsToMark(query)
      return {
        paper: seen(row, act),
        openUntil: leaves.until(act.session, id),
        hits: await hitsIn({ id, doc: papers.docOf(id), terms, papers, index, signal: act.signal }),
        words: terms.map((term) => term.written),
        arrivals: papers.arrivals(id).map((arrival) => ({ ...arrival, by: nameOf(arrival.by) })),
      }
    },

    async bytes({ id, offset, length }, act) {
      const row = paperFor(id, act)
      leaves.demand(act.session, row)
      await door.audit.recordOnce({ kind: 'original-opened', person: act.session?.person.id ?? null, about: id })
      const most = Math.min(length, Math.max(0, row.size - offset))
      if (most === 0) return new Blob([])
      return fromStore('not-here', () => machine().files.read(row.content, offset, most))
    },

    picture({ id }, act) {
      const row = paperFor(id, act)
      leaves.demand(act.session, row)
      const { picture } = row
      if (!picture) throw new Refusal('not-found')
      return fromStore('not-found', () => machine().files.readAll(picture))
    },

    edit: ({ id, title, date, note, space }, act) =>
      machine().db.write(async (tx) => {
        const papers = documentsRepository(tx.raw)
        const spaces = reach(act.session)
        const before = known(papers, id, spaces)
        if (space !== undefined) demandReached(space, spaces)
        // Nobody writes over a note that they do not see.
        if (note !== undefined) leaves.demand(act.session, before)
        if (space === commonSpace && isSpecial(before)) throw new Refusal('special-in-common')
        await tx.manager.update(
          'paper',
          { id },
          {
            ...(title === undefined ? {} : { title, titleGiven: 1 }),
            ...(date === undefined ? {} : { date, dateGiven: 1 }),
            ...(note === undefined ? {} : { note }),
            ...(space === undefined ? {} : { space }),
          },
        )
        const row = known(papers, id, spaces)
        indexHead(tx.raw, row)
        return seen(row, act)
      }),

    trash: ({ ids }, act) => move(ids, clock.now(), act),

    restore: ({ ids }, act) => move(ids, null, act),

    takeIn: (input, act) =>
      takeInPaths(machine(), { ...input, space: placeOf(input.space, act.session) }, act, {
        comings,
        sees: (id) => finder(act).papers.byId(id, reach(act.session)) !== null,
      }),

    async cancel({ id }, act) {
      paperFor(id, act)
      await machine().intake.cancel(id)
      return {}
    },

    async retry({ id }, act) {
      if (!mayRetry(paperFor(id, act))) throw new Refusal('nothing-to-retry')
      await machine().intake.retry(id)
      return {}
    },

    coming: (_input, { session }) => ({ items: comings.of(session?.person.id ?? '') }),

    putAway({ ids }, { session }) {
      comings.putAway(session?.person.id ?? '', ids)
      return {}
    },
  }
}
