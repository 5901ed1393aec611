/**
 * Old values of more than 4 kB are not kept twice: where an earlier op of the row holds one, `old` says only where
 * (`Elsewhere` in values.ts). Triggers tell of them by `large_old`; they are shortened once, before the commit.
 */
import type Database from 'better-sqlite3'
import { largeBytes } from './values.ts'

export interface LargeOld {
  /** Shortens those of the open act, whose ops stand above `seq`. */
  shorten(act: number, seq: number): void
  /** After a rollback. */
  forget(): void
}

const large = (value: string): string => `octet_length(${value}) > ${largeBytes}`

/** The latest op of the row before this one that wrote the same value, as an `Elsewhere`. */
const elsewhere = `(SELECT json_object('op', o.seq, 'at', w.key) FROM op o, json_each(o.val) w
    WHERE o.row = op.row AND o.tbl = op.tbl AND o.seq < op.seq AND w.value = v.value
    ORDER BY o.stamp DESC, o.dev DESC LIMIT 1)`

export function createLargeOld(raw: Database.Database): LargeOld {
  let isThere = false
  raw.function('large_old', (json) => {
    isThere = true
    return json
  })
  const shortenAll = raw.prepare<[number, number]>(`UPDATE op SET old = (
      SELECT json_group_array(CASE WHEN v.type = 'text' AND ${large('v.value')}
        THEN coalesce(${elsewhere}, v.value) ELSE v.value END)
      FROM json_each(op.old) v)
    WHERE seq > ? AND tx = ? AND ${large('old')}`)

  return {
    shorten(act, seq) {
      if (isThere) shortenAll.run(seq, act)
      isThere = false
    },
    forget() {
      isThere = false
    },
  }
}
