/**
 * Reads papers: one by its id, lists sorted and filtered by the database, what arrived when. What is shown to a person
 * takes the spaces that the person reaches: a paper elsewhere is in no list, no count, and not there by its id.
 */
import type Database from 'better-sqlite3'
import type { Format, Order, PaperState } from '#contract/documents.contract.ts'
import { statement } from '../../statements.ts'
import { titleOrder } from '../../titleOrder.ts'
import type { PaperEntity } from './documents.entity.ts'

/** Ids of spaces. */
export type Spaces = readonly string[]

/** A list of papers as the database is asked for it. Days are `YYYY-MM-DD`, moments UTC milliseconds. */
export interface PaperFilter {
  /** Only what lies in these spaces. */
  spaces: Spaces
  /** Those in the trash, or those that are not. */
  trashed: boolean
  /** Empty: whatever the state. */
  states: readonly PaperState[]
  /** Empty: whatever the format. */
  formats: readonly Format[]
  /** A paper without a date of its own counts with the moment it was taken in. */
  from: { day: string; moment: number } | null
  /** The last day, and the first moment after it. */
  to: { day: string; moment: number } | null
}

export interface PaperListing extends PaperFilter {
  /** Only these papers, by their numbers in the index, best first; null for all papers. */
  docs: readonly number[] | null
  order: Order
  offset: number
  limit: number
}

/** A row of a list; `doc` is its number in the index where the list was made of such numbers. */
export type ListedPaper = PaperEntity & { doc: number | null }

const columns = `p.id, p.content, p.sha256, p.size, p.name, p.format, p.title, p.title_given AS titleGiven, p.date,
  p.date_given AS dateGiven, p.note, p.state, p.reason, p.pages, p.blank_pages AS blankPages, p.chars, p.language,
  p.picture, p.taken_in_at AS takenInAt, p.taken_in_by AS takenInBy, p.space, p.trashed_at AS trashedAt,
  p.retention, p.retention_from AS retentionFrom, p.hold, p.confidentiality`

// Each is the order of an index of `paper`; ids are made in the order of time, so they settle equal moments.
const newest = 'p.taken_in_at DESC, p.id DESC'
const orderings: Record<Order, string> = {
  relevant: newest,
  newest,
  oldest: 'p.taken_in_at, p.id',
  title: `${titleOrder('p.title')}, p.id`,
  date: 'p.date DESC, p.id DESC',
}

type Value = string | number

/** A list as one value, whatever its length. */
const among = 'IN (SELECT value FROM json_each(?))'

// The plus keeps the database from finding papers by their space: lists go by the index of their order, which names
// the space and the trash beside, so that what a person does not see is passed without reading it.
const inSpaces = `+p.space ${among}`

function conditionsOf(filter: PaperFilter): { sql: string; values: Value[] } {
  const parts: string[] = [inSpaces, filter.trashed ? 'p.trashed_at IS NOT NULL' : 'p.trashed_at IS NULL']
  const values: Value[] = [JSON.stringify(filter.spaces)]
  const oneOf = (column: string, list: readonly string[]) => {
    if (list.length === 0) return
    parts.push(`${column} IN (${list.map(() => '?').join(',')})`)
    values.push(...list)
  }
  oneOf('p.state', filter.states)
  oneOf('p.format', filter.formats)
  if (filter.from) {
    parts.push('(p.date >= ? OR (p.date IS NULL AND p.taken_in_at >= ?))')
    values.push(filter.from.day, filter.from.moment)
  }
  if (filter.to) {
    parts.push('(p.date <= ? OR (p.date IS NULL AND p.taken_in_at < ?))')
    values.push(filter.to.day, filter.to.moment)
  }
  return { sql: `WHERE ${parts.join(' AND ')}`, values }
}

const isPlain = (filter: PaperFilter): boolean =>
  filter.states.length === 0 && filter.formats.length === 0 && !filter.from && !filter.to

/** The statement of one page of all papers; also what the tests explain. */
export function listingSql(listing: PaperListing): { sql: string; values: Value[] } {
  const where = conditionsOf(listing)
  const sql = `SELECT ${columns}, NULL AS doc FROM paper p ${where.sql} ORDER BY ${orderings[listing.order]} LIMIT ? OFFSET ?`
  return { sql, values: [...where.values, listing.limit, listing.offset] }
}

/** From so many papers on it is quicker to walk through all that the list holds than to look each of them up. */
const manyDocs = 2000

/** The statement of the numbers of papers that the list holds: of those given, or of all when those are many. */
function docsSql(listing: PaperListing, docs: readonly number[]): { sql: string; values: Value[] } {
  const where = conditionsOf(listing)
  const order = listing.order === 'relevant' ? '' : `ORDER BY ${orderings[listing.order]}`
  const few = docs.length <= manyDocs
  const from = few
    ? `json_each(?) hit CROSS JOIN paper_doc d ON d.doc = hit.value CROSS JOIN paper p ON p.id = d.paper`
    : 'paper p CROSS JOIN paper_doc d ON d.paper = p.id'
  const sql = `SELECT d.doc FROM ${from} ${where.sql} ${order}`
  return { sql, values: few ? [JSON.stringify(docs), ...where.values] : where.values }
}

export interface DocumentsRepository {
  /** One page of a list and how many rows the whole list has. */
  list(listing: PaperListing): { rows: ListedPaper[]; total: number }
  /** The paper, where it lies in one of these spaces. */
  byId(id: string, spaces: Spaces): PaperEntity | null
  /** The paper wherever it lies: for the machine's own work, never for an answer to a person. */
  anywhere(id: string): PaperEntity | null
  /** The paper's number in the index, or null while it is not indexed. */
  docOf(id: string): number | null
  arrivals(id: string): { at: number; name: string; by: string }[]
  pageText(id: string, page: number): string
  /** How many papers are in each state, without those in the trash. */
  countsByState(spaces: Spaces): Map<PaperState, number>
  countTrashed(spaces: Spaces): number
  totals(): { papers: number; bytes: number }
  /** How many papers are in a state, since when the oldest of them, and the newest few. */
  inState(
    state: PaperState,
    spaces: Spaces,
    few: number,
  ): { count: number; since: number; newest: { id: string; title: string }[] }
  /** The papers taken in last. */
  recent(spaces: Spaces, few: number): { id: string; title: string; at: number }[]
}

export function documentsRepository(read: Database.Database): DocumentsRepository {
  const anywhere = read.prepare<[string], PaperEntity>(`SELECT ${columns} FROM paper p WHERE p.id = ?`)
  const byId = read.prepare<[string, string], PaperEntity>(
    `SELECT ${columns} FROM paper p WHERE p.id = ? AND ${inSpaces}`,
  )
  const doc = read.prepare<[string], { doc: number }>('SELECT doc FROM paper_doc WHERE paper = ?')
  const arrivals = read.prepare<[string], { at: number; name: string; by: string }>(
    'SELECT at, name, by FROM arrival WHERE paper = ? ORDER BY at, id',
  )
  const text = read.prepare<[string, number], { text: string }>(
    'SELECT text FROM paper_page WHERE paper = ? AND page = ?',
  )
  const states = read.prepare<[string], { state: PaperState; n: number }>(
    `SELECT state, count(*) AS n FROM paper p WHERE ${inSpaces} AND trashed_at IS NULL GROUP BY state`,
  )
  const trashed = read
    .prepare<[string], number>(`SELECT count(*) FROM paper p WHERE trashed_at IS NOT NULL AND ${inSpaces}`)
    .pluck()
  const totals = read.prepare<[], { papers: number; bytes: number }>(
    'SELECT count(*) AS papers, coalesce(sum(size), 0) AS bytes FROM paper',
  )

  const byDoc = read.prepare<[number], ListedPaper>(
    `SELECT ${columns}, d.doc FROM paper_doc d JOIN paper p ON p.id = d.paper WHERE d.doc = ?`,
  )

  const trashedDocs = read
    .prepare<[], number>('SELECT d.doc FROM paper p JOIN paper_doc d ON d.paper = p.id WHERE p.trashed_at IS NOT NULL')
    .pluck()

  // From one space to the next in the index, whatever the number of papers in each.
  const spacesInUse = read
    .prepare<[], string>(
      `WITH RECURSIVE used(space) AS (SELECT min(space) FROM paper UNION ALL
         SELECT (SELECT min(space) FROM paper WHERE space > used.space) FROM used WHERE used.space IS NOT NULL)
       SELECT space FROM used WHERE space IS NOT NULL`,
    )
    .pluck()
  const reachesAll = (spaces: Spaces): boolean => spacesInUse.all().every((space) => spaces.includes(space))

  // All papers without those in the trash: both are counted from an index alone.
  const lying = read.prepare<[string], number>(`SELECT count(*) FROM paper WHERE space ${among}`).pluck()
  const countKept = (spaces: Spaces): number => {
    const list = JSON.stringify(spaces)
    return (lying.get(list) ?? 0) - (trashed.get(list) ?? 0)
  }

  function listAll(listing: PaperListing): { rows: ListedPaper[]; total: number } {
    const where = conditionsOf(listing)
    const sum = statement<unknown[], number>(read, `SELECT count(*) FROM paper p ${where.sql}`).pluck()
    const { sql, values } = listingSql(listing)
    return {
      total: isPlain(listing) && !listing.trashed ? countKept(listing.spaces) : (sum.get(...where.values) ?? 0),
      rows: statement<unknown[], ListedPaper>(read, sql).all(...values),
    }
  }

  /** Which of the papers the list holds, in its order. SQL promises no order without a sort, so that of the hits is kept here. */
  function filtered(listing: PaperListing, docs: readonly number[]): readonly number[] {
    // Who sees every paper has only the trash to be left out: no paper needs to be looked up for that.
    if (isPlain(listing) && !listing.trashed && listing.order === 'relevant' && reachesAll(listing.spaces)) {
      const hidden = new Set(trashedDocs.all())
      return hidden.size === 0 ? docs : docs.filter((doc) => !hidden.has(doc))
    }
    const { sql, values } = docsSql(listing, docs)
    const held = statement<unknown[], number>(read, sql)
      .pluck()
      .all(...values)
    const [order, kept] = listing.order === 'relevant' ? [docs, new Set(held)] : [held, new Set(docs)]
    return order.filter((doc) => kept.has(doc))
  }

  function listAmong(listing: PaperListing, docs: readonly number[]): { rows: ListedPaper[]; total: number } {
    const left = filtered(listing, docs)
    const rows = left.slice(listing.offset, listing.offset + listing.limit).flatMap((doc) => byDoc.get(doc) ?? [])
    return { rows, total: left.length }
  }

  const since = read.prepare<[string, string], { count: number; since: number | null }>(
    `SELECT count(*) AS count, min(taken_in_at) AS since FROM paper p
     WHERE state = ? AND ${inSpaces} AND trashed_at IS NULL`,
  )
  const newestIn = read.prepare<[string, string, number], { id: string; title: string }>(
    `SELECT id, title FROM paper p WHERE state = ? AND ${inSpaces} AND trashed_at IS NULL
     ORDER BY taken_in_at DESC LIMIT ?`,
  )
  const recent = read.prepare<[string, number], { id: string; title: string; at: number }>(
    `SELECT id, title, taken_in_at AS at FROM paper p WHERE ${inSpaces} AND trashed_at IS NULL
     ORDER BY taken_in_at DESC, id DESC LIMIT ?`,
  )

  return {
    list: (listing) => (listing.docs ? listAmong(listing, listing.docs) : listAll(listing)),
    byId: (id, spaces) => byId.get(id, JSON.stringify(spaces)) ?? null,
    anywhere: (id) => anywhere.get(id) ?? null,
    docOf: (id) => doc.get(id)?.doc ?? null,
    arrivals: (id) => arrivals.all(id),
    pageText: (id, page) => text.get(id, page)?.text ?? '',
    countsByState: (spaces) => new Map(states.all(JSON.stringify(spaces)).map((row) => [row.state, row.n])),
    countTrashed: (spaces) => trashed.get(JSON.stringify(spaces)) ?? 0,
    totals: () => totals.get() ?? { papers: 0, bytes: 0 },
    inState(state, spaces, few) {
      const list = JSON.stringify(spaces)
      const row = since.get(state, list)
      return { count: row?.count ?? 0, since: row?.since ?? 0, newest: newestIn.all(state, list, few) }
    },
    recent: (spaces, few) => recent.all(JSON.stringify(spaces), few),
  }
}
