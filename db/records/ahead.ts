/**
 * Rows that hold a stamp too far ahead for our clock to follow (clock.ts, 2): what is written over such a row is
 * stamped above it all the same. Empty in peace, so it is kept in memory beside its table `ahead`.
 */
import type Database from 'better-sqlite3'
import type { StampClock } from './clock.ts'

export interface Ahead {
  /** The stamp of a new op of a row: above every op of it. */
  stampOf(row: string): number
  /** Learns the stamp of another machine's op of a row, inside a transaction. */
  follow(op: { row: string; stamp: number }): void
  /** After a rollback. */
  rolledBack(): void
}

export function createAhead(raw: Database.Database, clock: StampClock): Ahead {
  const mark = raw.prepare<[string, number]>(
    'INSERT INTO ahead(row, stamp) VALUES (?, ?) ON CONFLICT(row) DO UPDATE SET stamp = max(stamp, excluded.stamp)',
  )
  // Own ops above a mark are in the log alone.
  const marked = raw.prepare<[], { row: string; stamp: number }>(
    'SELECT row, max(stamp, coalesce((SELECT max(stamp) FROM op WHERE row = ahead.row), 0)) AS stamp FROM ahead',
  )
  const drop = raw.prepare<[string]>('DELETE FROM ahead WHERE row = ?')
  const highest = new Map<string, number>()

  function read(): void {
    highest.clear()
    for (const { row, stamp } of marked.all()) highest.set(row, stamp)
  }
  read()
  // Where the clock has come by, it is enough again.
  const now = clock.next()
  for (const [row, stamp] of highest) {
    if (stamp >= now) continue
    drop.run(row)
    highest.delete(row)
  }

  return {
    stampOf(row) {
      const stamp = clock.next()
      const before = highest.size === 0 ? undefined : highest.get(row)
      if (before === undefined || before < stamp) return stamp
      highest.set(row, before + 1)
      return before + 1
    },
    follow({ row, stamp }) {
      if (clock.receive(stamp)) return
      mark.run(row, stamp)
      highest.set(row, Math.max(stamp, highest.get(row) ?? 0))
    },
    rolledBack() {
      if (highest.size > 0) read()
    },
  }
}
