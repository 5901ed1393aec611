/** What other machines wrote, planted into the database of an office through the real merge. */
import { join } from 'node:path'
import { openSealed, subkey } from '#core/identity/secrets.ts'
import { readDoor } from '#core/identity/doorFile.ts'
import { openKeyring } from '#core/identity/keyring.ts'
import { syncedTable } from '#db/entities.ts'
import { type Db, openDb, type OpenOptions } from '#db/open.ts'
import type { IncomingChange, Segment } from '#db/records/incoming.ts'
import { runInSlices } from '#db/records/merge.ts'
import { bitOf } from '#db/records/tables.ts'

/** The database of an office that nobody has open, as its founder's password opens it. */
export async function databaseOf(
  folder: string,
  password: string,
  options: Pick<OpenOptions, 'now'> = {},
): Promise<{ db: Db; device: string }> {
  const door = readDoor(folder)
  const person = door?.people[0]
  const keys = person && (await openKeyring(person.keyring, password))
  const deviceKey = keys && openSealed(Buffer.from(person.deviceKey, 'hex'), keys.box)
  if (!deviceKey) throw new Error('the founder has no key')
  const device = door.device.id
  const db = await openDb({
    ...{ file: join(folder, 'smart-coop.db'), key: subkey(deviceKey, 1, 'database'), create: false, device },
    ...options,
    ...{ copy: async () => '', newestCopy: () => null },
  })
  return { db, device }
}

const paperTable = syncedTable('paper')

export const bitOfPaper = (property: string): number => {
  const column = paperTable.columns.find((one) => one.property === property)
  if (!column) throw new Error(`a paper has no ${property}`)
  return bitOf(column.n)
}

/** That a paper got another value in this field; `at` in UTC milliseconds. */
export const foreignChange = (row: string, property: string, value: unknown, at: number): IncomingChange => ({
  ...{ table: paperTable.number, row, stamp: at * 1000, mask: bitOfPaper(property), val: JSON.stringify([value]) },
})

/** A segment of a machine that had read nothing of the others. */
export const segmentOf = (device: string, person: string | null, changes: IncomingChange[], n = 1): Segment => ({
  ...{ device, chain: device, n, seen: {} },
  acts: [{ stamp: Math.max(...changes.map(({ stamp }) => stamp)), person, act: 'documents.edit', changes }],
})

/** Takes segments in as the loop of the share will: what was done here is closed before. */
export async function takeSegments({ db, device }: { db: Db; device: string }, segments: Segment[]): Promise<void> {
  for (const segment of segments) {
    await db.write(async ({ merge, recorder }) => {
      merge.closeOwn(device, {})
      await recorder.silently(() => runInSlices(merge.apply(segment)))
    })
  }
}
