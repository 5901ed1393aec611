/**
 * The cards of what was written at the same time by two who did not know of each other (merge.rules.ts, promise 5).
 *  1. Cards are a function of the log and of the headers of its segments: alike on every machine, made again by
 *     `rebuild`. They carry no decision.
 *  2. A card goes when somebody who had both writes the thing anew: by the screen of the card, or by simply editing
 *     the row. What was decided is a change like any other and travels as one.
 */
import type Database from 'better-sqlite3'
import { type Knowledge, type Place } from './knowledge.ts'
import type { ConflictEntity } from './merge.entity.ts'
import { type Change, type Clash, clashesOf, foldRow, valueAt, written, type Written } from './merge.rules.ts'
import { changeOf, type LoggedOp, type MergeRows } from './mergeRows.ts'
import { bitOf, existence } from './tables.ts'

export interface Witnessed extends Change {
  place: Place
}

export type Choice = { keep: 'shown' | 'lost' } | { value: Written }

/** There is no such card, or no longer. */
export class NoConflict extends Error {
  override name = 'NoConflict'
}

export interface Conflicts {
  /** Whether a card of this row lies open. */
  hasCard(row: string): boolean
  /** Makes the row's cards anew from its log; true when they were others. */
  refresh(rows: MergeRows, row: string): boolean
  /** Takes the cards of a row away that no log speaks of. */
  forget(row: string): boolean
  /** Writes what a person chose as a new change that has seen both. @throws NoConflict */
  resolve(rowsOf: (table: number) => MergeRows, id: string, choice: Choice): void
}

type Card = ConflictEntity

function cardOf(table: number, row: string, { bit, winner, loser }: Clash<Witnessed>): Card {
  const told = (one: Witnessed): string => (bit === existence ? String(!one.deletes) : written(valueAt(one, bit)))
  return {
    id: `${row}/${bit}/${loser.stamp}/${loser.device}`,
    ...{ tbl: table, row, bit },
    ...{ shownStamp: winner.stamp, shownDevice: winner.device, shown: told(winner) },
    ...{ lostStamp: loser.stamp, lostDevice: loser.device, lost: told(loser) },
  }
}

const columns = `id, tbl, row, bit, shown_stamp AS shownStamp, shown_device AS shownDevice, shown,
  lost_stamp AS lostStamp, lost_device AS lostDevice, lost`

interface Deps {
  raw: Database.Database
  knowledge: Knowledge
  deviceOf(dev: number): string
}

export function createConflicts({ raw, knowledge, deviceOf }: Deps): Conflicts {
  const anyOf = raw.prepare<[string], 1>('SELECT 1 FROM conflict WHERE row = ? LIMIT 1').pluck()
  const cardsOf = raw.prepare<[string], Card>(`SELECT ${columns} FROM conflict WHERE row = ? ORDER BY id`)
  const cardById = raw.prepare<[string], Card>(`SELECT ${columns} FROM conflict WHERE id = ?`)
  const clear = raw.prepare<[string]>('DELETE FROM conflict WHERE row = ?')
  const add = raw.prepare<[Card]>(`INSERT INTO conflict(id, tbl, row, bit, shown_stamp, shown_device, shown,
      lost_stamp, lost_device, lost)
    VALUES (@id, @tbl, @row, @bit, @shownStamp, @shownDevice, @shown, @lostStamp, @lostDevice, @lost)`)
  const opsOf = raw.prepare<[string, number], LoggedOp & { tx: number }>(
    'SELECT stamp, dev, tbl, mask, val, tx FROM op WHERE row = ? AND tbl = ?',
  )
  // As a trigger writes it: a change that changes nothing, but has seen what it confirms.
  const confirm = raw.prepare<{ row: string; tbl: number; mask: number; val: string | null }>(
    `INSERT INTO op(stamp, dev, row, tx, tbl, mask, val, old)
     SELECT hlc(@row), dev, @row, tx, @tbl, @mask, @val, @val
     FROM ctx`,
  )

  const witnesses = (table: number, row: string): Witnessed[] =>
    opsOf
      .all(row, table)
      .map((op) => Object.assign(changeOf(op, deviceOf(op.dev)), { place: knowledge.placeOf(op.tx) }))

  const knew = (later: Witnessed, earlier: Witnessed): boolean =>
    later.device === earlier.device ? later.stamp > earlier.stamp : knowledge.knew(later.place, earlier.place)

  function refresh({ table }: MergeRows, row: string): boolean {
    const wanted = clashesOf(witnesses(table.number, row), knew)
      .map((clash) => cardOf(table.number, row, clash))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    if (JSON.stringify(wanted) === JSON.stringify(cardsOf.all(row))) return false
    clear.run(row)
    for (const card of wanted) add.run(card)
    return true
  }

  function confirmed(row: string, tbl: number, mask: number, val: string | null): void {
    confirm.run({ row, tbl, mask, val })
  }

  function resolveColumn(rows: MergeRows, { row, tbl, bit, shown, lost }: Card, choice: Choice): void {
    const { name, type } = rows.columnAt(bit)
    const text = 'value' in choice ? written(choice.value) : choice.keep === 'shown' ? shown : lost
    const value = type === 'blob' ? `unhex(json_extract(@text, '$'))` : `json_extract(@text, '$')`
    const { changes } = raw
      .prepare(
        `UPDATE "${rows.table.name}" SET "${name}" = ${value} WHERE id = @row AND "${name}" IS NOT ${value} COLLATE BINARY`,
      )
      .run({ text, row })
    if (changes === 0) confirmed(row, tbl, bitOf(bit), `[${text}]`)
  }

  function resolveExistence(rows: MergeRows, { row, tbl, shown, lost }: Card, choice: Choice): void {
    if ('value' in choice) throw new NoConflict()
    const isThere = shown === 'true'
    const wanted = (choice.keep === 'shown' ? shown : lost) === 'true'
    if (wanted && !isThere) {
      const state = foldRow(witnesses(tbl, row))
      rows.put(row, state && { ...state, alive: true })
    } else if (wanted) confirmed(row, tbl, bitOf(existence), '[]')
    else if (isThere) rows.remove(row)
    else confirmed(row, tbl, bitOf(existence), null)
  }

  return {
    hasCard: (row) => anyOf.get(row) !== undefined,
    refresh,
    forget: (row) => clear.run(row).changes > 0,
    resolve(rowsOf, id, choice) {
      const card = cardById.get(id)
      if (!card) throw new NoConflict()
      const rows = rowsOf(card.tbl)
      if (card.bit === existence) resolveExistence(rows, card, choice)
      else resolveColumn(rows, card, choice)
      refresh(rows, card.row)
    },
  }
}
