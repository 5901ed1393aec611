/** What the records remember: their histories, taking an act back, how a record stood on a day. */
import { Refusal } from '#contract/errors.ts'
import { mayDo } from '#contract/permissions.ts'
import type { HistoryEntry, RecordKind, UndoState } from '#contract/records.contract.ts'
import { opsOfRow, type ToldOp } from '#db/records/history.repository.ts'
import { asOf, type Step, stepsOf, valuesOf } from '#db/records/history.rules.ts'
import type { SyncedTable } from '#db/records/tables.ts'
import { actById, ChangedSince, lastActOn, noteUndone, undoAct } from '#db/records/undo.ts'
import type { Tx } from '#db/open.ts'
import type { Session } from '../../caller.ts'
import type { Act, Service } from '../../road.ts'
import { dayAfter, startOfDay } from '../documents/paper.rules.ts'
import type { RecordsDeps } from './records.deps.ts'
import { type Asking, undoStateOf } from './records.rules.ts'
import { createVersions } from './versions.ts'

/** The act by which a person says that what shows is right. */
const keeping = 'records.keepShown'

const askingAs = (session: Session | null): Asking => {
  if (!session) throw new Refusal('signed-out')
  return { person: session.person.id, mayRestore: mayDo(session.roles, 'records.restore') }
}

/** The columns that ops of the same act and row wrote together, as one entry. */
function gather(ops: readonly ToldOp[], steps: readonly Step[]): { op: ToldOp; steps: Step[] }[] {
  const entries: { op: ToldOp; steps: Step[] }[] = []
  for (const [place, op] of ops.entries()) {
    const step = steps[place]
    if (!step) continue
    const last = entries.at(-1)
    if (last?.op.act === op.act) last.steps.push(step)
    else entries.push({ op, steps: [step] })
  }
  return entries
}

function changesOf(steps: readonly Step[]): HistoryEntry['changes'] {
  const byColumn = new Map<string, HistoryEntry['changes'][number]>()
  for (const { changes } of steps) {
    for (const { column, from, to } of changes) {
      const before = byColumn.get(column.property)
      byColumn.set(column.property, { column: column.property, from: before ? before.from : from, to })
    }
  }
  return [...byColumn.values()].filter(({ from, to }) => from !== to)
}

/** Which fields were confirmed as they were; such a choice changes nothing, and is told all the same. */
function confirmed(table: SyncedTable, { mask, val }: ToldOp): HistoryEntry['changes'] {
  return [...valuesOf(table, { mask, val })].map(([{ property }, value]) => ({
    ...{ column: property, from: value, to: value },
  }))
}

function kindOf(steps: readonly Step[]): HistoryEntry['kind'] {
  if (steps.at(-1)?.kind === 'removed') return 'removed'
  return steps.some((step) => step.kind === 'made') ? 'made' : 'changed'
}

export function recordsService({ machine, reach, door, kinds }: RecordsDeps): Service<'records'> {
  const undoable = new Set(Object.values(kinds).flatMap((kind) => kind.undoable))
  const tables = Object.values(kinds).map((kind) => kind.table)

  const opsOf = (kind: RecordKind, id: string, session: Session | null): ToldOp[] => {
    const { read } = machine().db
    if (!kinds[kind].isIn(read, id, reach(session))) throw new Refusal('not-found')
    if (kinds[kind].isClosed(read, id, session)) throw new Refusal('special-closed')
    return opsOfRow(read, kinds[kind].table, id)
  }

  const leaves = (raw: Tx['raw'], act: number, spaces: readonly string[]): boolean =>
    Object.values(kinds).some((kind) => kind.actLeaves(raw, act, spaces))

  /** Nobody takes a record out of their own sight: who may not go back to where it was is told that it is not theirs. */
  function undoOf(op: ToldOp, changes: HistoryEntry['changes'], asking: Asking, spaces: readonly string[]): UndoState {
    const state = undoStateOf(op, asking, undoable)
    const isAway = changes.some(({ column, from }) => column === 'space' && !spaces.includes(String(from)))
    return state === 'possible' && isAway ? 'not-yours' : state
  }

  const nameOf = (person: string | null): string | null => (person === null ? null : door.personName(person))

  function lastBy(raw: Tx['raw'], table: SyncedTable, row: string): { by: string; at: number } {
    const last = lastActOn(raw, table, row)
    return { by: nameOf(last?.person ?? null) ?? '', at: Math.floor((last?.stamp ?? 0) / 1000) }
  }

  return {
    ...createVersions({ machine, reach, door, kinds, nameOf, lastBy }),

    history({ kind, id, offset, limit }, { session }) {
      const asking = askingAs(session)
      const spaces = reach(session)
      const ops = opsOf(kind, id, session)
      const entries = gather(ops, stepsOf(kinds[kind].table, ops))
        .reverse()
        // The reading of a paper writes what nobody sees; an act that changed nothing tells nothing.
        .map(({ op, steps }) => {
          const changes = op.deed === keeping ? confirmed(kinds[kind].table, op) : changesOf(steps)
          return {
            act: op.act,
            at: Math.floor(op.stamp / 1000),
            person: nameOf(op.person),
            device: door.directory().devices.get(op.device)?.name ?? '',
            deed: op.deed,
            kind: kindOf(steps),
            changes,
            undo: undoOf(op, changes, asking, spaces),
          }
        })
        .filter((entry) => entry.kind !== 'changed' || entry.changes.length > 0)
      return { total: entries.length, entries: entries.slice(offset, offset + limit) }
    },

    asOf({ kind, id, day }, { session }) {
      const row = asOf(kinds[kind].table, opsOf(kind, id, session), startOfDay(dayAfter(day)) - 1)
      if (!row) return { values: null }
      return { values: Object.fromEntries([...row].map(([column, value]) => [column.property, value])) }
    },

    undo: ({ act }, { session }: Act) =>
      machine().db.write((tx) => {
        const spaces = reach(session)
        const known = actById(tx.raw, act)
        if (!known || leaves(tx.raw, act, spaces)) throw new Refusal('not-found')
        const state = undoStateOf(known, askingAs(session), undoable)
        if (state === 'undone') throw new Refusal('changed-since', { by: '', at: Math.floor(known.stamp / 1000) })
        if (state !== 'possible') throw new Refusal(state === 'not-yours' ? 'not-yours' : 'not-undoable')
        try {
          const { rows } = undoAct(tx.raw, tables, act)
          if (leaves(tx.raw, act, spaces)) throw new Refusal('not-yours')
          if (Object.values(kinds).some((kind) => kind.actExposes(tx.raw, act))) throw new Refusal('special-in-common')
          for (const { table, follow } of Object.values(kinds)) follow(tx, [...(rows.get(table) ?? [])])
          noteUndone(tx.raw, act)
          return { rows: [...rows.values()].reduce((sum, ids) => sum + ids.size, 0) }
        } catch (error) {
          if (!(error instanceof ChangedSince)) throw error
          throw new Refusal('changed-since', lastBy(tx.raw, error.table, error.row))
        }
      }),
  }
}
