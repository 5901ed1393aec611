/** What a crash left in the store between the naming of a file and the row that was to name it. */
import { setImmediate } from 'node:timers/promises'
import type { Db } from '#db/open.ts'
import { namesInUse } from '#db/modules/documents/documents.writes.ts'
import type { FileStore } from '../files/store.ts'

const papersAtOnce = 1000

/** Removes files that no paper names. Nothing may be kept meanwhile; gives how many went. */
export async function removeLeftovers(db: Db, files: FileStore): Promise<number> {
  const unknown = new Set(await files.names())
  if (unknown.size === 0) return 0
  for (let after: string | null = ''; after !== null;) {
    const { last, names } = namesInUse(db.read, after, papersAtOnce)
    for (const name of names) unknown.delete(name)
    after = last
    // Other requests go between two slices.
    await setImmediate()
  }
  for (const name of unknown) await files.remove(name)
  return unknown.size
}
