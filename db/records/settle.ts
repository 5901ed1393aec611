/**
 * Rules between rows, declared by modules in one place, that settle alike on every machine whatever came first:
 * two bookings of one desk, two check-ins of one member. Promises:
 *  1. What a rule says of a row is a function of the rows of its group and of the stamps of their claims; it is kept
 *     in the local table `settled`, makes no op, and is made again by `rebuild`.
 *  2. It is said anew for every group that a change touched: the one the row was in before and the one it is in now,
 *     whether the change was made here or came.
 * What a migration fills in by computing is such a rule too (`by: ['id']`): else rows that come later lack it.
 */
import type Database from 'better-sqlite3'
import { compareStamps, overlap, type Stamped } from './merge.rules.ts'
import { type LoggedOp, columnMask, type MergeRows } from './mergeRows.ts'
import { bitOf } from './tables.ts'
import { parseValues, type Value, valueOf } from './values.ts'

export interface Claimant {
  id: string
  values: Readonly<Record<string, Value>>
  /** When the row came to its group: the change that last wrote one of its columns. */
  claim: Stamped
}

export interface SettleRule {
  name: string
  table: string
  /** Columns that put rows into one group; there is an index over them. `id` alone: each row for itself. */
  by: readonly string[]
  /** One outcome per row, or null: nothing to say of it. `rows` begin with the earliest claim. Pure. */
  settle(rows: readonly Claimant[]): readonly (string | null)[]
}

type Key = readonly Value[]
type Row = Record<string, Value>

/** Groups to settle anew. */
export interface Touched {
  groups: Map<string, { rule: Ruled; key: Key }>
}

interface Ruled {
  rule: SettleRule
  rows: MergeRows
  mask: number
  members: Database.Statement<Value[], Row>
}

export interface Settler {
  touched(): Touched
  hasRules(table: string): boolean
  /** Notes the groups in which the row is now; before a change of it and after. */
  touch(rows: MergeRows, row: string, touched: Touched): void
  /** Notes the groups in which the row was before an op of this machine, by the op's old values. */
  touchBefore(rows: MergeRows, row: string, ops: readonly OwnOp[], touched: Touched): void
  /** Settles what was touched; true when something was said anew. */
  settle(touched: Touched): boolean
  /** Takes away what was said of a row that is there no longer. */
  forget(rows: MergeRows, row: string): boolean
}

/** An op of the open act, newest first. */
export interface OwnOp {
  mask: number
  val: string | null
  old: string | null
}

interface Deps {
  raw: Database.Database
  rules: readonly SettleRule[]
  rowsOf(table: string): MergeRows
  deviceOf(dev: number): string
}

const textOf = (value: Value): string => (Buffer.isBuffer(value) ? value.toString('hex') : `${typeof value}${value}`)

export function createSettler({ raw, rules, rowsOf, deviceOf }: Deps): Settler {
  const ruled = rules.map((rule): Ruled => {
    const rows = rowsOf(rule.table)
    const same = rule.by.map((name) => `"${name}" IS ?`).join(' AND ')
    const columns = rows.table.columns.filter(({ name }) => rule.by.includes(name))
    return {
      ...{ rule, rows },
      // A row that stands for itself claims by any of its columns.
      mask: columns.reduce((mask, { n }) => mask + bitOf(n), 0) || rows.known,
      members: raw.prepare<Value[], Row>(`SELECT * FROM "${rule.table}" WHERE ${same}`),
    }
  })
  const ofTable = Map.groupBy(ruled, ({ rule }) => rule.table)
  const opsOf = raw.prepare<[string, number], LoggedOp>(
    'SELECT stamp, dev, mask, val FROM op WHERE row = ? AND tbl = ?',
  )
  const said = raw.prepare<[string, string], string>('SELECT outcome FROM settled WHERE rule = ? AND row = ?').pluck()
  const say = raw.prepare<[string, string, string]>(
    'INSERT OR REPLACE INTO settled(rule, row, outcome) VALUES (?, ?, ?)',
  )
  const unsay = raw.prepare<[string, string]>('DELETE FROM settled WHERE rule = ? AND row = ?')
  const rowOf = new Map(
    [...ofTable.keys()].map((name) => [name, raw.prepare<[string], Row>(`SELECT * FROM "${name}" WHERE id = ?`)]),
  )

  function note(one: Ruled, row: Row, { groups }: Touched): void {
    const key = one.rule.by.map((name) => row[name] ?? null)
    groups.set([one.rule.name, ...key.map(textOf)].join('\n'), { rule: one, key })
  }

  function claimOf(one: Ruled, row: string): Stamped {
    let claim: Stamped = { stamp: 0, device: '' }
    for (const { stamp, dev, mask, val } of opsOf.all(row, one.rows.table.number)) {
      if (val === null || !overlap(columnMask(mask), one.mask)) continue
      const found = { stamp, device: deviceOf(dev) }
      if (compareStamps(found, claim) > 0) claim = found
    }
    return claim
  }

  function settleGroup(one: Ruled, key: Key): boolean {
    const { rule } = one
    const claimants = one.members
      .all(...key)
      .map((values): Claimant => ({ id: String(values.id), values, claim: claimOf(one, String(values.id)) }))
      .sort((a, b) => compareStamps(a.claim, b.claim) || (a.id < b.id ? -1 : 1))
    if (claimants.length === 0) return false
    const outcomes = rule.settle(claimants)
    let isNew = false
    for (const [at, { id }] of claimants.entries()) {
      const outcome = outcomes[at] ?? null
      if (outcome === (said.get(rule.name, id) ?? null)) continue
      isNew = true
      if (outcome === null) unsay.run(rule.name, id)
      else say.run(rule.name, id, outcome)
    }
    return isNew
  }

  function forget({ table }: MergeRows, row: string): boolean {
    const all = ofTable.get(table.name) ?? []
    return all.map(({ rule }) => unsay.run(rule.name, row).changes > 0).some(Boolean)
  }

  return {
    touched: () => ({ groups: new Map() }),
    hasRules: (table) => ofTable.has(table),
    touch(rows, row, touched) {
      const found = rowOf.get(rows.table.name)?.get(row)
      if (!found) return void forget(rows, row)
      for (const one of ofTable.get(rows.table.name) ?? []) note(one, found, touched)
    },
    touchBefore(rows, row, ops, touched) {
      const now: Row = { id: row, ...rowOf.get(rows.table.name)?.get(row) }
      for (const { mask, old } of ops) {
        const before = old === null ? [] : parseValues(old)
        let place = 0
        for (const { n, name, type } of rows.table.columns) {
          if (!overlap(columnMask(mask), bitOf(n))) continue
          const value = before[place++] ?? null
          // A large value stands elsewhere; what puts rows into groups is small.
          if (typeof value !== 'object' || value === null) now[name] = valueOf(value, type)
        }
        if (old !== null) for (const one of ofTable.get(rows.table.name) ?? []) note(one, now, touched)
      }
    },
    settle: ({ groups }) => [...groups.values()].map(({ rule, key }) => settleGroup(rule, key)).some(Boolean),
    forget,
  }
}
