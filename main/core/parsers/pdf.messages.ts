/**
 * What the core and the parser of PDFs say to each other. The parser reads untrusted bytes, so the core believes
 * nothing of it: every message is held against these schemas and their limits.
 */
import * as z from 'zod'
import { mostPages, mostPageText, mostPictureBytes, pagesAhead, ready } from './pdf.limits.ts'

/** A line of the first page, as large as it is printed; what a title is chosen from. */
export const line = z.object({ text: z.string().max(400), size: z.number().min(0).max(100_000) })
export type Line = z.infer<typeof line>

const job = z.number().int().nonnegative()

export const readySchema = z.object({ kind: z.literal(ready.kind) })

export const fromParser = z.discriminatedUnion('kind', [
  /** The next piece of the bytes may come. */
  z.object({ kind: z.literal('more'), job }),
  z.object({ kind: z.literal('opened'), job, pages: z.number().int().min(0), title: z.string().max(1000).nullable() }),
  /** Pages that follow one another; few long ones or many short ones. */
  z.object({
    kind: z.literal('pages'),
    job,
    first: z.number().int().min(1).max(mostPages),
    /** Null where the page itself is broken. */
    texts: z.array(z.string().max(mostPageText).nullable()).min(1).max(pagesAhead),
    /** Only with the first page. */
    lines: z.array(line).max(60).optional(),
  }),
  /** All pages are through; what follows is the picture. */
  z.object({ kind: z.literal('read'), job }),
  z.object({
    kind: z.literal('done'),
    job,
    picture: z
      .instanceof(Uint8Array)
      .refine((bytes) => bytes.length <= mostPictureBytes)
      .nullable(),
    /** Memory of the process, MB: a large one is not used again. */
    memoryMb: z.number(),
  }),
  z.object({ kind: z.literal('failed'), job, reason: z.enum(['password', 'damaged']) }),
])
export type FromParser = z.infer<typeof fromParser>
