/** The same ten columns of a person in a table without triggers and in a recorded one, in one encrypted file. */
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm'
import { tables } from '#db/entities.ts'
import { migrations } from '#db/migrations/index.ts'
import { type Db, openDb, type Tx } from '#db/open.ts'
import { local, synced } from '#db/records/tables.ts'
import { newId } from '#core/lib/ids.ts'
import { openShelf } from './shelf.ts'

export interface Person {
  id: string
  name: string
  surname: string
  code: string
  born: string
  street: string
  town: string
  mail: string
  phone: string
  number: number
  since: number
}
export const columns = [
  'name',
  'surname',
  'code',
  'born',
  'street',
  'town',
  'mail',
  'phone',
  'number',
  'since',
] as const
export type Table = 'bare' | 'recorded'

const entityOf = (name: Table) =>
  new EntitySchema<Person>({
    name,
    columns: {
      id: { type: 'text', primary: true },
      name: { type: 'text' },
      surname: { type: 'text' },
      code: { type: 'text' },
      born: { type: 'text' },
      street: { type: 'text' },
      town: { type: 'text' },
      mail: { type: 'text' },
      phone: { type: 'text' },
      number: { type: 'integer' },
      since: { type: 'integer' },
    },
  })

class Both20990101100000 implements MigrationInterface {
  name = 'Both20990101100000'
  async up(run: QueryRunner): Promise<void> {
    for (const table of ['bare', 'recorded']) {
      await run.query(`CREATE TABLE ${table}(id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, surname TEXT NOT NULL,
        code TEXT NOT NULL, born TEXT NOT NULL, street TEXT NOT NULL, town TEXT NOT NULL, mail TEXT NOT NULL,
        phone TEXT NOT NULL, number INTEGER NOT NULL, since INTEGER NOT NULL) STRICT`)
    }
  }
  async down(): Promise<void> {}
}

const numbers = { name: 0, surname: 1, code: 2, born: 3, street: 4, town: 5, mail: 6, phone: 7, number: 8, since: 9 }
export const recordedTable = synced(entityOf('recorded'), {
  number: 900,
  space: { fixed: 'direzione' },
  columns: numbers,
})

export async function openBoth(): Promise<{ db: Db; close(): Promise<void> }> {
  const shelf = await openShelf()
  await shelf.db.close()
  const db = await openDb({
    ...{ file: shelf.file, key: shelf.key, create: false, copy: async () => '', newestCopy: () => null },
    migrations: [...migrations, Both20990101100000],
    tables: [...tables, local(entityOf('bare')), recordedTable],
  })
  return {
    db,
    async close() {
      await db.close()
      shelf.remove()
    },
  }
}

export const person = (i: number): Person => ({
  id: newId(),
  name: `Nicolò ${i % 700}`,
  surname: `Dell’Orso ${i % 5000}`,
  code: `XXXXXX${i.toString().padStart(10, '0')}`,
  born: `19${50 + (i % 49)}-0${1 + (i % 9)}-1${i % 10}`,
  street: `via della Prova ${i % 200}`,
  town: 'Borgo Finto',
  mail: `socio${i}@coop.example`,
  phone: `0000 ${i}`,
  number: i,
  since: 1_700_000_000_000 + i,
})

export const insertSql = (table: Table) =>
  `INSERT INTO ${table}(id, ${columns.join(', ')}) VALUES (@id, ${columns.map((name) => `@${name}`).join(', ')})`

export async function msOf(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await act()
  return performance.now() - began
}

/**
 * Gives the write-ahead log back. Bulk work is timed from an empty one: else the work in whose commit it happens to be
 * full pays for those before it. In the program a worker does this (main/core/lib/checkpoint.ts).
 */
export const giveBack = (db: Db): Promise<void> =>
  db.betweenWrites(async () => void db.read.pragma('wal_checkpoint(TRUNCATE)'))

/** Milliseconds of a write with its commit, from an empty log. */
export async function bulkMs(db: Db, act: (raw: Tx['raw']) => unknown): Promise<number> {
  await giveBack(db)
  return msOf(() => db.write(({ raw }) => void act(raw)))
}

export const median = (list: readonly number[]): number =>
  [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN
