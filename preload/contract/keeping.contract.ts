/**
 * Conservazione: how long a paper is kept and why, what the trash would lose on a day, and papers with data of
 * class C3 (health, union, criminal record, disadvantage), which are opened on purpose.
 */
import * as z from 'zod'
import { command, query, work } from './define.ts'
import { day, id, moment, pageOf } from './shared.ts'

/** Kinds of paper by how long they are kept; their terms stand in `retention.rules.ts`. */
export const retentionClasses = [
  'invoice',
  'expenses',
  'payroll',
  'timesheet',
  'personalFile',
  'training',
  'accident',
  'sickNote',
  'criminalRecord',
  'permit',
  'cv',
  'register',
  'minutes',
  'refusedApplication',
  'contract',
  'tenderWon',
  'tenderLost',
  'grant',
  'complaint',
  'survey',
  'none',
] as const
export const retentionClass = z.enum(retentionClasses)
export type RetentionClass = z.infer<typeof retentionClass>

/**
 * From when a term counts: the paper's own day; the end of the year of that day; or a day that only a person can
 * tell: the end of a relationship, of a contract, of a check.
 */
export const termStarts = ['paper', 'year', 'given'] as const

export const term = z.object({
  class: retentionClass,
  /** Null: for ever. */
  months: z.number().int().nullable(),
  start: z.enum(termStarts),
})
export type Term = z.infer<typeof term>

/** How long a paper is kept. `no-start`: the day from which its term counts has not been told. */
export const kept = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('undecided') }),
  z.object({ kind: z.literal('for-ever') }),
  z.object({ kind: z.literal('no-start') }),
  /** Through this day: it may be erased from the next day on. */
  z.object({ kind: z.literal('until'), day }),
])
export type Kept = z.infer<typeof kept>

/** What becomes of a paper in the trash on a day: it goes, or why it stays. */
export const fates = ['goes', 'hold', 'undecided', 'for-ever', 'no-start', 'term', 'fresh'] as const
export const fate = z.enum(fates)
export type Fate = z.infer<typeof fate>

/** A paper stays so many days in the trash at least, so that a slip can be noticed. */
export const trashDays = 30

export const keptPaper = z.object({
  id,
  retention: retentionClass.nullable(),
  retentionFrom: day.nullable(),
  /** «Non cancellare: vertenza in corso». */
  hold: z.boolean(),
  kept,
})
export type KeptPaper = z.infer<typeof keptPaper>

export const keeping = {
  /** The table of the terms. */
  terms: query({ needs: 'documents.read', output: z.array(term) }),
  one: query({
    needs: 'documents.read',
    input: z.object({ id }),
    output: keptPaper,
    refusals: ['not-found'],
    reads: ['documents'],
  }),
  /** How long a paper is kept, and whether it is held back from erasure. What is left out stays as it is. */
  decide: command({
    needs: 'documents.edit',
    input: z.object({
      id,
      retention: retentionClass.nullable().optional(),
      retentionFrom: day.nullable().optional(),
      hold: z.boolean().optional(),
    }),
    output: keptPaper,
    refusals: ['not-found'],
    moves: ['documents'],
  }),
  /** What the trash would lose on a day, and what it would keep and why. Nothing is erased by asking. */
  preview: query({
    needs: 'documents.read',
    input: pageOf.extend({ day, fate: fate.nullable().default(null) }),
    output: z.object({
      counts: z.record(fate, z.number().int()),
      total: z.number().int(),
      rows: z.array(keptPaper.extend({ title: z.string(), trashedAt: moment, fate })),
    }),
    reads: ['documents'],
  }),
  /** Marks a paper as one of class C3: from now on nobody meets its contents by chance (design.md §6). */
  mark: command({
    needs: 'documents.edit',
    input: z.object({ id }),
    output: z.object({}),
    refusals: ['not-found', 'special-in-common'],
    moves: ['documents'],
  }),
  /** Takes the mark away; only for who has opened the paper. */
  unmark: command({
    needs: 'documents.edit',
    input: z.object({ id }),
    output: z.object({}),
    refusals: ['not-found', 'special-closed'],
    moves: ['documents'],
  }),
  /**
   * Opens a paper of class C3 for the one who asks, in this session, until a moment. Each opening is recorded. Null
   * for a paper that is not of that class: nothing hides it.
   */
  open: work({
    needs: 'documents.read',
    input: z.object({ id }),
    output: z.object({ until: moment.nullable() }),
    refusals: ['not-found'],
    moves: ['documents'],
  }),
}
