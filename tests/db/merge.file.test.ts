/** The same on real, encrypted files, through the writer of the house. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { afterAll, describe, expect, it } from 'vitest'
import { tables } from '#db/entities.ts'
import { migrations } from '#db/migrations/index.ts'
import { type Db, openDb } from '#db/open.ts'
import { runInSlices } from '#db/records/merge.ts'
import { ddl, deskRule, everything, segmentsOf, testTables } from './mergeSites.ts'
import { random } from '../bench/invented.ts'

class Invented20990101100000 implements MigrationInterface {
  name = 'Invented20990101100000'
  async up(run: QueryRunner): Promise<void> {
    for (const sql of ddl.split(';')) if (sql.trim()) await run.query(sql)
  }
  async down(): Promise<void> {}
}

const folder = mkdtempSync(join(tmpdir(), 'smart-coop-merge-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const key = randomBytes(32)

const open = (device: string, name: string): Promise<Db> =>
  openDb({
    ...{ file: join(folder, `${name}-${device}.db`), key, create: true, device },
    ...{ copy: async () => '', newestCopy: () => null, rules: [deskRule] },
    ...{ tables: [...tables, ...testTables], migrations: [...migrations, Invented20990101100000] },
  })

const deeds = [
  `INSERT OR REPLACE INTO person(id, name) VALUES ('p', 'Ada')`,
  `UPDATE person SET name = name || 'x'`,
  `UPDATE person SET hours = hours + 1, role = 'socia'`,
  `DELETE FROM person`,
  `INSERT OR IGNORE INTO booking(id, desk, day) VALUES (hex(randomblob(4)), 'd', '2026-05-04')`,
  `UPDATE booking SET desk = 'e' WHERE rowid % 2`,
]

/** Gives everything that is in the log of `from` to `to`, in any order. */
async function give(from: Db, to: Db, device: string, other: string, next: () => number): Promise<void> {
  await from.write(({ merge }) => void merge.closeOwn(device, {}))
  for (const segment of segmentsOf(from.read, device, {}).sort(() => next() - 0.5)) {
    await to.write(async ({ merge, recorder }) => {
      merge.closeOwn(other, {})
      await recorder.silently(() => runInSlices(merge.apply(segment), 1))
    })
  }
}

async function rebuilt(db: Db): Promise<number> {
  const { differing } = await db.write(({ merge, recorder }) => recorder.silently(() => merge.rebuildSlice(null)))
  return differing
}

describe('two encrypted databases', () => {
  it('end alike, also after they were closed and opened again', { timeout: 300_000 }, async () => {
    let n = 0
    const acts = fc.array(fc.tuple(fc.boolean(), fc.nat(deeds.length - 1)), { minLength: 4, maxLength: 16 })
    await fc.assert(
      fc.asyncProperty(acts, fc.nat(), async (some, seed) => {
        const name = `${n++}`
        const next = random(seed)
        const ada = await open('ada', name)
        let bob = await open('bob', name)
        for (const [isAda, deed] of some) await (isAda ? ada : bob).write(({ raw }) => void raw.exec(deeds[deed] ?? ''))
        await give(ada, bob, 'ada', 'bob', next)
        await bob.close()
        bob = await open('bob', name)
        await give(bob, ada, 'bob', 'ada', next)
        await give(ada, bob, 'ada', 'bob', next)
        expect(everything(bob.read)).toEqual(everything(ada.read))
        expect([await rebuilt(ada), await rebuilt(bob)]).toEqual([0, 0])
        await Promise.all([ada.close(), bob.close()])
      }),
      { numRuns: 10, endOnFailure: true },
    )
  })
})
