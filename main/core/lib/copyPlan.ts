/**
 * `copies/plan.json` of a data folder: where copies of the machine go, how often, and when the last one was made.
 * It lies outside the database, so that the newest copy can be named on the day on which the database is broken.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { copyPlan, copyRefusals } from '#contract/copies.contract.ts'
import { moment } from '#contract/shared.ts'
import { writeWhole } from '../identity/doorFile.ts'

const kept = z.object({
  format: z.literal(1),
  plan: copyPlan.nullable(),
  last: z.object({ at: moment, file: z.string(), bytes: z.number() }).nullable(),
  failure: z
    .object({
      at: moment,
      code: z.enum([...copyRefusals, 'disk-full', 'database-damaged', 'internal']),
      path: z.string(),
    })
    .nullable(),
  /**
   * Set when this machine was taken back from a copy: it has the identity of the machine `device`, which may still
   * be at work elsewhere. Before it shares anything it must take an identity of its own (design.md §5).
   */
  restored: z.object({ at: moment, madeAt: moment, device: z.string() }).nullable(),
})
export type KeptPlan = z.infer<typeof kept>

export const noPlan: KeptPlan = { format: 1, plan: null, last: null, failure: null, restored: null }

const planPath = (folder: string): string => join(folder, 'copies', 'plan.json')

/** What is kept; nothing where no plan was made yet, or where the file is none of ours any more. */
export function readPlan(folder: string): KeptPlan {
  let text: string
  try {
    text = readFileSync(planPath(folder), 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return noPlan
    throw error
  }
  return parsePlan(text) ?? noPlan
}

export function parsePlan(text: string): KeptPlan | null {
  try {
    return kept.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** The folder `copies` must be there. */
export const writePlan = (folder: string, plan: KeptPlan): void => writeWhole(planPath(folder), JSON.stringify(plan))
