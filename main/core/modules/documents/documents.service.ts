/** Documents: finding, opening, editing papers, and the ways into their intake. */
import type { Paper, View } from '#contract/documents.contract.ts'
import { Refusal } from '#contract/errors.ts'
import { indexHead } from '#db/modules/documents/documents.writes.ts'
import { type DocumentsRepository, documentsRepository } from '#db/modules/documents/documents.repository.ts'
import type { PaperEntity } from '#db/modules/documents/documents.entity.ts'
import { searchRepository } from '#db/modules/documents/search.repository.ts'
import { FileDamaged, FileMissing } from '../../files/store.ts'
import { memoryBlob } from '../../lib/memoryBlob.ts'
import { perMachine } from '../../lib/perMachine.ts'
import type { Machine } from '../../machine.ts'
import type { Service } from '../../road.ts'
import type { Door } from '../door/door.ts'
import { type Finder, findPapers } from './find.ts'
import { hitsIn } from './hits.ts'
import { mayRetry, paperFromRow, statesOf } from './paper.rules.ts'
import { readQuery, type Term } from './search.rules.ts'
import { takeInPaths } from './takeIn.ts'

export interface DocumentsDeps {
  machine(): Machine
  door: Pick<Door, 'personName'>
}

/** A file of the store, or the refusal that it is not here whole. */
async function fromStore(code: 'not-here' | 'not-found', read: () => Promise<Buffer>): Promise<Blob> {
  try {
    return memoryBlob(Uint8Array.from(await read()))
  } catch (error) {
    if (error instanceof FileMissing || error instanceof FileDamaged) throw new Refusal(code)
    throw error
  }
}

function known(papers: DocumentsRepository, id: string): PaperEntity {
  const row = papers.byId(id)
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

export function documentsService({ machine, door }: DocumentsDeps): Service<'documents'> {
  const finderOf = perMachine((open): Finder => ({
    papers: documentsRepository(open.db.read),
    index: searchRepository(open.db.read),
    nameOf: (person) => door.personName(person),
  }))
  const finder = () => finderOf(machine())
  const seen = (row: PaperEntity): Paper => paperFromRow(row, (person) => door.personName(person))

  return {
    find: (input) => findPapers(input, finder()),

    counts() {
      const byState = finder().papers.countsByState()
      const of = (view: View) => {
        const states = statesOf[view]
        return [...byState].reduce(
          (sum, [state, n]) => (states.length === 0 || states.includes(state) ? sum + n : sum),
          0,
        )
      }
      return { all: of('all'), reading: of('reading'), review: of('review'), refused: of('refused') }
    },

    async open({ id, query }, { signal }) {
      const { papers, index, nameOf } = finder()
      const row = known(papers, id)
      const terms = termsToMark(query)
      return {
        paper: seen(row),
        hits: await hitsIn({ id, doc: papers.docOf(id), terms, papers, index, signal }),
        words: terms.map((term) => term.written),
        arrivals: papers.arrivals(id).map((arrival) => ({ ...arrival, by: nameOf(arrival.by) })),
      }
    },

    bytes({ id, offset, length }) {
      const row = known(finder().papers, id)
      const most = Math.min(length, Math.max(0, row.size - offset))
      if (most === 0) return new Blob([])
      return fromStore('not-here', () => machine().files.read(row.content, offset, most))
    },

    picture({ id }) {
      const { picture } = known(finder().papers, id)
      if (!picture) throw new Refusal('not-found')
      return fromStore('not-found', () => machine().files.readAll(picture))
    },

    edit: ({ id, title, date, note }) =>
      machine().db.write(async (tx) => {
        const papers = documentsRepository(tx.raw)
        known(papers, id)
        await tx.manager.update(
          'paper',
          { id },
          {
            ...(title === undefined ? {} : { title, titleGiven: 1 }),
            ...(date === undefined ? {} : { date, dateGiven: 1 }),
            ...(note === undefined ? {} : { note }),
          },
        )
        const row = known(papers, id)
        indexHead(tx.raw, row)
        return seen(row)
      }),

    takeIn: (input, act) => takeInPaths(machine(), input, act),

    async cancel({ id }) {
      known(finder().papers, id)
      await machine().intake.cancel(id)
      return {}
    },

    async retry({ id }) {
      if (!mayRetry(known(finder().papers, id))) throw new Refusal('nothing-to-retry')
      await machine().intake.retry(id)
      return {}
    },
  }
}
