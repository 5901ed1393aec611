/** What the core announces to every page: which noun moved. Pages then drop what they had cached of it. */
import * as z from 'zod'

/** The modules of the product, as they are called in code. */
export const nouns = ['door', 'documents', 'today', 'admin', 'copies', 'people', 'audit', 'records'] as const
export const noun = z.enum(nouns)
export type Noun = z.infer<typeof noun>

export const announcement = z.discriminatedUnion('kind', [
  /** Rows of this noun changed, here or on another machine. */
  z.object({ kind: z.literal('changed'), noun }),
  /** How far the reading of papers has got; sent at most twice a second while papers are read. */
  z.object({
    kind: z.literal('reading'),
    waiting: z.number(),
    running: z.array(z.object({ paper: z.string(), title: z.string(), page: z.number(), pages: z.number() })),
  }),
])
export type Announcement = z.infer<typeof announcement>
