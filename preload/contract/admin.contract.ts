/** Amministrazione: this machine, its data folder, its settings, its health. */
import * as z from 'zod'
import { long, query, work } from './define.ts'
import { id, moment } from './shared.ts'

/** What a host can do for the program; a setting that the host lacks is not shown. */
export const settings = z.object({
  /** Keep running in the tray when the window is closed; null where there is no tray. */
  closeToTray: z.boolean().nullable(),
  /** Start with the machine; null where the host cannot arrange it. */
  startWithMachine: z.boolean().nullable(),
})
export type Settings = z.infer<typeof settings>

export const problem = z.object({
  kind: z.enum(['database', 'file-missing', 'file-damaged', 'file-unknown', 'index', 'record', 'statement']),
  what: z.string(),
})
export type Problem = z.infer<typeof problem>

export const admin = {
  machine: query({
    needs: 'admin.machine',
    output: z.object({
      organisation: z.string(),
      org: id,
      device: id,
      machine: z.string(),
      folder: z.string(),
      /** Fingerprint of the organisation's root key, in groups of four, to compare with the printed sheet. */
      fingerprint: z.string(),
      papers: z.number(),
      bytes: z.number(),
      version: z.string(),
      foundedAt: moment,
      keyStore: z.boolean(),
      settings,
    }),
    reads: ['documents'],
  }),
  setSettings: work({
    needs: 'admin.machine',
    input: z.object({ closeToTray: z.boolean().optional(), startWithMachine: z.boolean().optional() }),
    output: settings,
  }),
  /** Reads everything again and says what does not fit; changes nothing. */
  verify: long({
    needs: 'admin.machine',
    progress: z.object({ done: z.number(), of: z.number() }),
    result: z.object({ ok: z.boolean(), problems: z.array(problem) }),
  }),
  /** Makes the rows again from the log of changes; `equal` when they were already what it makes (design.md §8). */
  rebuild: long({
    needs: 'admin.machine',
    progress: z.object({ done: z.number() }),
    result: z.object({ equal: z.boolean(), rows: z.number() }),
  }),
  /** Machines, cursors, waiting changes (design.md §8, `status`); peers come with the shared drive. */
  status: query({
    needs: 'signed-in',
    output: z.object({
      device: id,
      spaces: z.array(z.string()),
      pending: z.number(),
      peers: z.array(z.object({ device: id })),
      papers: z.number(),
      reading: z.number(),
    }),
    reads: ['documents'],
  }),
}
