/** Schemas that several modules use. */
import * as z from 'zod'

/** A UUIDv7 made on the device that wrote the row. */
export const id = z.uuid()
/** A calendar day without time, `YYYY-MM-DD`. */
export const day = z.iso.date()
/** A moment, UTC milliseconds since 1970. */
export const moment = z.number().int().nonnegative()
/** A protected area of the organisation, by the name that tables use (design.md §6). */
export const space = z.string().min(1).max(60)
/** A page of a long list: how many rows to skip, how many to give. */
export const pageOf = z.object({
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
})
/** Bytes of a file; every transport carries a Blob, whatever it is made of. */
export const bytes = z.instanceof(Blob)
/** The largest paper that is taken in, in bytes (engineering.md §7). */
export const mostPaperBytes = 100 * 1024 * 1024
/** The most bytes that one call carries of a file. */
export const chunkBytes = 4 * 1024 * 1024
/** The most files that one call begins to bring in pieces. */
export const mostBegun = 1000
