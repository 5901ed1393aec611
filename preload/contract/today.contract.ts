/** Oggi: what waits for me, across modules. */
import * as z from 'zod'
import { query } from './define.ts'
import { id, moment } from './shared.ts'

/** One row of waiting work. The page makes its sentence from kind and count; nothing here is a sentence. */
export const waiting = z.object({
  kind: z.enum(['copy-late', 'copy-missing', 'two-versions', 'papers-refused', 'papers-review', 'papers-cancelled']),
  /** Of papers; of fields with two versions; of a copy, the days that it lies back. */
  count: z.number().int(),
  since: moment,
  /** A few of them, newest first, so that the row can name what it is about. */
  papers: z.array(z.object({ id, title: z.string() })),
  /** How many papers it is about besides those named. */
  others: z.number().int(),
})
export type Waiting = z.infer<typeof waiting>

export const today = {
  /** Work that waits for the person who asks, most urgent first, and what moved lately. */
  waiting: query({
    needs: 'signed-in',
    reads: ['documents', 'copies', 'people', 'records'],
    output: z.object({
      rows: z.array(waiting),
      reading: z.number().int(),
      recent: z.array(z.object({ id, title: z.string(), at: moment })),
      papers: z.number().int(),
    }),
  }),
}
