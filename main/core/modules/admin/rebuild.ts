/** Makes the rows again from the log of changes, slice by slice, so that others work meanwhile. */
import type { Db } from '#db/open.ts'
import type { Slice } from '#db/records/rebuild.ts'

/** Changes looked at in one transaction. */
const sliceOps = 500

export async function* rebuildRows(
  db: Db,
  signal: AbortSignal,
): AsyncGenerator<{ done: number }, { equal: boolean; rows: number }, void> {
  let after: string | null = null
  let rows = 0
  let differing = 0
  let done = 0
  do {
    signal.throwIfAborted()
    const at: string | null = after
    const slice: Slice = await db.write(({ recorder, merge }) =>
      recorder.silently(() => merge.rebuildSlice(at, sliceOps)),
    )
    rows += slice.rows
    differing += slice.differing
    done += slice.ops
    after = slice.next
    yield { done }
  } while (after !== null)
  return { equal: differing === 0, rows }
}
