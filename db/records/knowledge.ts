/**
 * What the writers of changes had read of each other. Promises:
 *  1. Whether one change was written with another at hand is told from the headers of their segments alone, so alike
 *     on every machine.
 *  2. What this machine has not closed into a segment knows everything that is here; that stays true because
 *     nothing may be applied before it is closed: no segment spans an apply. Once closed it knows what its header
 *     says, which is less where segments came with a gap before them: `closeOwn` of merge.ts looks after that.
 *  3. A header is kept as what it has more than the one before: forty machines name each other in every header.
 */
import type Database from 'better-sqlite3'

/** What a writer had read: by chain, the number of the last segment. */
export type Seen = Readonly<Record<string, number>>

/** Where a change lies; null: in no segment yet. */
export type Place = { chain: number; n: number } | null

export interface Closed {
  /** Of the segment: its number in the chain, and its id here. */
  n: number
  id: number
  /** Ops of others from this stamp on may be here and unknown to its header; at most `MAX_SAFE_INTEGER`: none is. */
  unseenFrom: number
}

export interface Knowledge {
  chainId(name: string): number
  /** Whether the segment, or a part of it, has come before. */
  has(chain: string, n: number): boolean
  /** Notes a segment that came, or a part of one. `low` is its lowest stamp. */
  note(header: { chain: number; n: number; seen: Seen; low: number }): { id: number; isNew: boolean }
  /** Closes what was done here since the last time into a segment of this chain; null when nothing was. */
  closeOwn(chain: string, seen: Seen): Closed | null
  /** Whether something was done here that is in no segment yet. */
  isOpen(): boolean
  /** Changes that a writer with this knowledge did not have all have this stamp or a higher one. */
  unseenFrom(chain: number, seen: Seen): number
  placeOf(tx: number): Place
  /** Whether a change at the first place was written with the one at the second at hand, which another device made. */
  knew(later: Place, earlier: Place): boolean
}

interface OpenAct {
  id: number
  seg: number | null
  firstOp: number | null
}

export function createKnowledge(raw: Database.Database): Knowledge {
  const chains = new Map<string, number>()
  const chainByName = raw.prepare<[string], number>('SELECT id FROM chain WHERE name = ?').pluck()
  const addChain = raw.prepare<[string]>('INSERT INTO chain(name) VALUES (?)')
  const allChains = raw.prepare<[], { id: number; name: string }>('SELECT id, name FROM chain')
  const segmentAt = raw.prepare<[number, number], { id: number; low: number }>(
    'SELECT id, low FROM segment WHERE chain = ? AND n = ?',
  )
  const addSegment = raw.prepare<[number, number, number]>('INSERT INTO segment(chain, n, low) VALUES (?, ?, ?)')
  const next = raw
    .prepare<[number, number], number>('SELECT low FROM segment WHERE chain = ? AND n > ? ORDER BY n LIMIT 1')
    .pluck()
  const previous = raw.prepare<[number, number], { id: number; n: number; low: number }>(
    'SELECT id, n, low FROM segment WHERE chain = ? AND n < ? ORDER BY n DESC LIMIT 1',
  )
  const lower = raw.prepare<[number, number]>('UPDATE segment SET low = ? WHERE id = ?')
  const lastOf = raw.prepare<[number], number | null>('SELECT max(n) FROM segment WHERE chain = ?').pluck()
  const readUpTo = raw
    .prepare<[number, number, number], number>(
      'SELECT n FROM segment_seen WHERE chain = ? AND other = ? AND since <= ? ORDER BY since DESC LIMIT 1',
    )
    .pluck()
  const addSeen = raw.prepare<[number, number, number, number]>(
    'INSERT OR REPLACE INTO segment_seen(chain, other, since, n) VALUES (?, ?, ?, ?)',
  )
  const newestActs = raw.prepare<[], OpenAct>('SELECT id, seg, first_op AS firstOp FROM tx ORDER BY id DESC')
  const close = raw.prepare<[number, number]>('UPDATE tx SET seg = ? WHERE id >= ? AND seg IS NULL')
  const stampAt = raw.prepare<[number], number>('SELECT stamp FROM op WHERE seq >= ? ORDER BY seq LIMIT 1').pluck()
  const lowestFrom = raw.prepare<[number], number>('SELECT min(stamp) FROM op WHERE seq >= ?').pluck()
  const someAhead = raw.prepare<[], 1>('SELECT 1 FROM ahead LIMIT 1').pluck()
  const placed = raw.prepare<[number], { chain: number; n: number }>(
    'SELECT s.chain, s.n FROM tx t JOIN segment s ON s.id = t.seg WHERE t.id = ?',
  )

  function chainId(name: string): number {
    const known = chains.get(name) ?? chainByName.get(name)
    const id = known ?? Number(addChain.run(name).lastInsertRowid)
    // Not kept before it is committed: a transaction that fails takes the new chain with it.
    if (known !== undefined) chains.set(name, known)
    return id
  }

  /** Keeps the promise of `low`: it never falls along a chain. */
  function lowerBefore(chain: number, n: number, low: number): void {
    for (let one = previous.get(chain, n); one && one.low > low; one = previous.get(chain, one.n))
      lower.run(low, one.id)
  }

  function unseenFrom(chain: number, seen: Seen): number {
    let from = Number.MAX_SAFE_INTEGER
    for (const other of allChains.all()) {
      if (other.id === chain) continue
      from = Math.min(from, next.get(other.id, seen[other.name] ?? 0) ?? from)
    }
    return from
  }

  function note({ chain, n, seen, low }: { chain: number; n: number; seen: Seen; low: number }) {
    const least = Math.min(low, next.get(chain, n) ?? low)
    const known = segmentAt.get(chain, n)
    if (known && known.low > least) lower.run(least, known.id)
    if (!known || known.low > least) lowerBefore(chain, n, least)
    if (known) return { id: known.id, isNew: false }
    for (const [name, read] of Object.entries(seen)) {
      const other = chainId(name)
      if (other !== chain && read > 0 && readUpTo.get(chain, other, n) !== read) addSeen.run(chain, other, n, read)
    }
    return { id: Number(addSegment.run(chain, n, least).lastInsertRowid), isNew: true }
  }

  /** The acts at the end of the list that are in no segment: everything before them is in one. */
  function openActs(): { first: OpenAct } | null {
    let first: OpenAct | null = null
    for (const act of newestActs.iterate()) {
      if (act.seg !== null) break
      first = act
    }
    return first && { first }
  }

  return {
    chainId,
    has: (name, n) => segmentAt.get(chainId(name), n) !== undefined,
    note,
    isOpen: () => openActs() !== null,
    closeOwn(name, seen) {
      const open = openActs()
      if (!open) return null
      const chain = chainId(name)
      const n = (lastOf.get(chain) ?? 0) + 1
      const seq = open.first.firstOp ?? 0
      // Stamps of one machine rise, but for rows that hold one far ahead.
      const low = (someAhead.get() ? lowestFrom.get(seq) : stampAt.get(seq)) ?? 0
      const { id } = note({ chain, n, seen, low })
      close.run(id, open.first.id)
      return { n, id, unseenFrom: unseenFrom(chain, seen) }
    },
    unseenFrom,
    placeOf: (tx) => placed.get(tx) ?? null,
    knew(later, earlier) {
      if (!later) return true
      if (!earlier) return false
      return (readUpTo.get(later.chain, earlier.chain, later.n) ?? 0) >= earlier.n
    },
  }
}
