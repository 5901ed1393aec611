/** Copies of the whole machine: made now or by a plan, and taken back. */
import * as z from 'zod'
import { long, query, work } from './define.ts'
import { moment } from './shared.ts'

/** What can be wrong with the place of a copy, or befall the making of one; each tells the path it is about. */
const makingRefusals = [
  'copy-no-folder',
  'copy-not-writable',
  'copy-no-room',
  'copy-too-big',
  'copy-vanished',
  'copy-in-data',
  'copy-not-ours',
  'copy-unsound',
  'copy-running',
] as const
/** What can be wrong with a copy that is to be taken back. */
const takingBackRefusals = [
  'copy-missing',
  'copy-foreign',
  'copy-newer',
  'copy-damaged',
  'copy-locked',
  'copy-place-taken',
] as const
export const copyRefusals = [...makingRefusals, ...takingBackRefusals] as const
export type CopyRefusal = (typeof copyRefusals)[number]

/** Of the machine that the core runs on. */
const path = z.string().trim().min(1).max(4096)

export const copyPlan = z.object({
  /** A folder of this machine, of a drive that is put in, or of a share. */
  folder: path,
  every: z.enum(['day', 'week']),
  /** So many of this machine's copies stay in the folder; older ones go once a newer one was read back. */
  keep: z.number().int().min(1).max(99),
})
export type CopyPlan = z.infer<typeof copyPlan>

/** Bytes done; while the database is copied nobody knows how much there is, and `of` is 0. */
const progress = z.object({
  stage: z.enum(['database', 'writing', 'checking']),
  done: z.number(),
  of: z.number(),
})
export type CopyProgress = z.infer<typeof progress>

const made = z.object({
  file: z.string(),
  bytes: z.number(),
  /** Files of papers in the copy, and those that the machine itself lacks. */
  files: z.number().int(),
  missing: z.number().int(),
})
export type CopyMade = z.infer<typeof made>

export const copies = {
  state: query({
    needs: 'admin.copies',
    output: z.object({
      plan: copyPlan.nullable(),
      /** When the plan wants the next copy; in the past when it could not be made yet. */
      dueAt: moment.nullable(),
      last: z.object({ at: moment, file: z.string(), bytes: z.number() }).nullable(),
      /** Why the plan's last try failed; null after a success. */
      failure: z.object({ at: moment, code: z.string(), path: z.string() }).nullable(),
      running: z.boolean(),
      /** Set when this machine was itself taken back from a copy. */
      restored: z.object({ at: moment, madeAt: moment }).nullable(),
    }),
  }),
  /** Drives and folders of this machine that a copy could go to, as they are now. */
  places: query({ needs: 'admin.copies', output: z.array(z.string()) }),
  /** This machine's copies in a folder, newest first. */
  list: query({
    needs: 'admin.copies',
    input: z.object({ folder: path }),
    output: z.array(z.object({ file: z.string(), at: moment, bytes: z.number() })),
    refusals: ['copy-no-folder'],
  }),
  /** Makes copies regularly, or, with null, no longer. */
  setPlan: work({
    needs: 'admin.copies',
    input: z.object({ plan: copyPlan.nullable() }),
    output: z.object({}),
    refusals: ['copy-no-folder', 'copy-not-writable', 'copy-in-data'],
  }),
  /** Makes a copy: in a folder, under a name of its own; or, where `any` is asked for, also as the file that is named. */
  make: long({
    needs: 'admin.copies',
    input: z.object({ to: path, as: z.enum(['folder', 'any']).default('folder') }),
    progress,
    result: made,
    refusals: makingRefusals,
  }),
  /**
   * Makes this machine, which has no organisation yet, what the copy was. `secret` is the password of somebody who
   * could sign in on the day of the copy, or the code of the printed sheet.
   */
  takeBack: long({
    needs: 'anyone',
    input: z.object({ file: path, login: z.string().max(200).nullable().default(null), secret: z.string().max(1024) }),
    progress: z.object({ done: z.number(), of: z.number() }),
    result: z.object({ organisation: z.string(), madeAt: moment, files: z.number().int() }),
    refusals: [...takingBackRefusals, 'copy-vanished', 'already-organised', 'data-read-only'],
  }),
}
