/** What the records remember: who changed what, taking it back, how something stood on a day. */
import * as z from 'zod'
import { command, query } from './define.ts'
import { day, id, moment, pageOf } from './shared.ts'

/** Records whose history can be asked for, as their tables are called. */
export const recordKinds = ['paper'] as const
export const recordKind = z.enum(recordKinds)
export type RecordKind = z.infer<typeof recordKind>

/** A value as the record holds it; the screen says it in its own words, by kind and column. */
export const recordValue = z.union([z.string(), z.number(), z.null()])
export type RecordValue = z.infer<typeof recordValue>

export const columnChange = z.object({ column: z.string(), from: recordValue, to: recordValue })
export type ColumnChange = z.infer<typeof columnChange>

/** Whether an act can be taken back: by whom is asked too, so the answer is the caller's own. */
export const undoState = z.enum(['possible', 'changed-since', 'not-undoable', 'not-yours', 'undone'])
export type UndoState = z.infer<typeof undoState>

export const historyEntry = z.object({
  /** Number of the act on this machine; what one act changed is taken back together. */
  act: z.number().int(),
  at: moment,
  /** Null: the machine itself, reading or settling. */
  person: z.string().nullable(),
  device: z.string(),
  /** The procedure, `documents.edit`, or what the machine did, `intake`. */
  deed: z.string(),
  kind: z.enum(['made', 'changed', 'removed']),
  changes: z.array(columnChange),
  undo: undoState,
})
export type HistoryEntry = z.infer<typeof historyEntry>

const oneRecord = z.object({ kind: recordKind, id })

/** One of several values of a field, written by people or machines that did not know of each other. */
export const fieldVersion = z.object({
  /** Names it among the versions of its field. */
  version: z.string(),
  value: recordValue,
  /** Whether the record holds it now: it is the latest. */
  isShown: z.boolean(),
  at: moment,
  /** Null: the machine itself; empty: somebody who is not known here. */
  person: z.string().nullable(),
  /** Empty: a machine that is not known here. */
  device: z.string(),
})
export type FieldVersion = z.infer<typeof fieldVersion>

/** A field about which somebody has to decide; the version that shows stands first. */
export const fieldConflict = oneRecord.extend({
  /** The record's title. */
  title: z.string(),
  column: z.string(),
  /** Whether the values are hidden from this session until it opens the record; they are null then. */
  isClosed: z.boolean(),
  versions: z.array(fieldVersion),
})
export type FieldConflict = z.infer<typeof fieldConflict>

/** The field, and the versions among which the person chose: with others there the choice is refused. */
const chosenField = oneRecord.extend({
  column: z.string().max(100),
  among: z.array(z.string().max(200)).min(2).max(100),
})

export const records = {
  /** The acts that touched a record, the newest first. */
  history: query({
    needs: 'documents.read',
    input: oneRecord.extend(pageOf.shape),
    output: z.object({ total: z.number(), entries: z.array(historyEntry) }),
    refusals: ['not-found', 'special-closed'],
    reads: ['documents'],
  }),
  /** The record as it stood at the end of a day in Rome; null before it was made, or while it was removed. */
  asOf: query({
    needs: 'documents.read',
    input: oneRecord.extend({ day }),
    output: z.object({ values: z.record(z.string(), recordValue).nullable() }),
    refusals: ['not-found', 'special-closed'],
    reads: ['documents'],
  }),
  /** Takes an act back, whole, as a new change. One's own; another person's with `records.restore`. */
  undo: command({
    needs: 'documents.edit',
    input: z.object({ act: z.number().int() }),
    output: z.object({ rows: z.number() }),
    moves: ['documents', 'today'],
    refusals: ['not-found', 'changed-since', 'not-undoable', 'not-yours', 'special-in-common'],
  }),
  /** The fields that have more than one version, of all records or of one. */
  conflicts: query({
    needs: 'documents.edit',
    input: pageOf.extend({ of: oneRecord.nullable().default(null) }),
    output: z.object({ total: z.number().int(), rows: z.array(fieldConflict) }),
    reads: ['documents'],
  }),
  /** The version that shows is the right one: nobody is asked any more. Changes no value, so nothing is to be undone. */
  keepShown: command({
    needs: 'documents.edit',
    input: chosenField,
    output: z.object({}),
    moves: ['documents', 'today'],
    refusals: ['not-found', 'versions-changed', 'special-closed'],
  }),
  /** Puts a version that was set aside into the record; gives the act, which can be taken back. */
  takeOther: command({
    needs: 'documents.edit',
    input: chosenField.extend({ version: z.string().max(200) }),
    output: z.object({ act: z.number().int() }),
    moves: ['documents', 'today'],
    refusals: ['not-found', 'versions-changed', 'special-closed'],
  }),
}
