/** Oggi: what waits for me, across modules. */
import * as z from 'zod'
import { query } from './define.ts'
import { id, moment } from './shared.ts'

/** One row of waiting work. The page makes its sentence from kind and count; nothing here is a sentence. */
export const waiting = z.object({
  kind: z.enum(['papers-refused', 'papers-review', 'papers-cancelled']),
  count: z.number().int(),
  since: moment,
  /** A few of them, newest first, so that the row can name what it is about. */
  papers: z.array(z.object({ id, title: z.string() })),
})
export type Waiting = z.infer<typeof waiting>

export const today = {
  /** Work that waits for the person who asks, most urgent first, and what moved lately. */
  waiting: query({
    needs: 'signed-in',
    reads: ['documents'],
    output: z.object({
      rows: z.array(waiting),
      reading: z.number().int(),
      recent: z.array(z.object({ id, title: z.string(), at: moment })),
      papers: z.number().int(),
    }),
  }),
}
