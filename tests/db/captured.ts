/** A database with a synced table of every kind of column, and the rows that its log of changes amounts to. */
import { EntitySchema, type MigrationInterface, type QueryRunner } from 'typeorm'
import { tables } from '#db/entities.ts'
import { migrations } from '#db/migrations/index.ts'
import { openDb, type Db, type OpenOptions, type Tx } from '#db/open.ts'
import { type OpEntity, type TxEntity } from '#db/records/records.entity.ts'
import { columnsIn, existence, hasBit, local, synced, unattributed } from '#db/records/tables.ts'
import { isElsewhere, parseValues, type Value, valueOf } from '#db/records/values.ts'
import type { Shelf } from '../bench/shelf.ts'
import { openShelf } from '../bench/shelf.ts'

export interface ThingEntity {
  id: string
  word: string | null
  /** Compared without case, and alone of its kind. */
  code: string
  count: number | null
  share: number | null
  seal: Buffer | null
}

const thingEntity = new EntitySchema<ThingEntity>({
  name: 'thing',
  columns: {
    id: { type: 'text', primary: true },
    word: { type: 'text', nullable: true },
    code: { type: 'text' },
    count: { type: 'integer', nullable: true },
    share: { type: 'real', nullable: true },
    seal: { type: 'blob', nullable: true },
  },
})

/** With gaps between the numbers, and its last column at the last bit. */
export const thingTable = synced(thingEntity, {
  number: 900,
  space: { fixed: 'direzione' },
  columns: { word: 0, code: 3, count: 4, share: 31, seal: 51 },
})

const plain = (name: string) =>
  new EntitySchema<{ id: string; word: string }>({
    name,
    columns: { id: { type: 'text', primary: true }, word: { type: 'text' } },
  })

export const columnsOfThing = 'word TEXT, code TEXT NOT NULL COLLATE NOCASE, count INTEGER, share REAL, seal BLOB'

class Things20990101100000 implements MigrationInterface {
  name = 'Things20990101100000'
  async up(run: QueryRunner): Promise<void> {
    await run.query(`CREATE TABLE thing(id TEXT PRIMARY KEY NOT NULL, ${columnsOfThing}) STRICT`)
    await run.query('CREATE UNIQUE INDEX thing_code ON thing(code)')
    await run.query('CREATE TABLE scrap(id TEXT PRIMARY KEY NOT NULL, word TEXT NOT NULL)')
    await run.query('CREATE TABLE answer(id TEXT PRIMARY KEY NOT NULL, word TEXT NOT NULL)')
  }
  async down(): Promise<void> {}
}

export const withThings = {
  migrations: [...migrations, Things20990101100000],
  tables: [...tables, thingTable, local(plain('scrap')), unattributed(plain('answer'))],
} satisfies Partial<OpenOptions>

/** Opens a shelf's file anew, with the table of things. */
export const reopen = (shelf: Pick<Shelf, 'file' | 'key'>, more: Partial<OpenOptions> = {}): Promise<Db> =>
  openDb({
    ...{ file: shelf.file, key: shelf.key, create: false, copy: async () => '', newestCopy: () => null },
    ...withThings,
    ...more,
  })

export async function openThings(more: Partial<OpenOptions> = {}): Promise<Shelf> {
  const shelf = await openShelf()
  await shelf.db.close()
  const db = await reopen(shelf, more)
  return {
    ...shelf,
    db,
    async close() {
      await db.close()
      shelf.remove()
    },
  }
}

export const opsIn = (db: Pick<Db, 'read'>): OpEntity[] =>
  db.read.prepare<[], OpEntity>('SELECT * FROM op ORDER BY seq').all()

export const actsIn = (db: Pick<Db, 'read'>): TxEntity[] =>
  db.read
    .prepare<[], TxEntity>('SELECT *, first_op AS firstOp, last_op AS lastOp FROM tx ORDER BY id')
    .all()
    .map(({ id, stamp, dev, person, act, seg, firstOp, lastOp }) => ({
      ...{ id, stamp, dev, person, act, seg, firstOp, lastOp },
    }))

/** An op in words: what it did to which row, by column, from what to what. */
export function told(op: OpEntity): { row: string; did: string; to?: Record<string, unknown>; from?: object } {
  const columns = columnsIn(thingTable, op.mask).map((column) => column.property)
  const byName = (json: string | null) =>
    json && Object.fromEntries(parseValues(json).map((value, i) => [columns[i] ?? '?', value]))
  const [to, from] = [byName(op.val), byName(op.old)]
  const did = !hasBit(op.mask, existence) ? 'edit' : op.val === null ? 'delete' : 'insert'
  return { row: op.row, did, ...(to ? { to } : {}), ...(from ? { from } : {}) }
}

/** What the log makes of each row: the ops in the order of their stamps, the later over the earlier. */
function replayed(ops: readonly OpEntity[]): Map<string, Map<string, Value>> {
  const rows = new Map<string, Map<string, Value>>()
  for (const op of ops.filter((one) => one.tbl === thingTable.number).sort((a, b) => a.stamp - b.stamp)) {
    if (op.val === null) {
      rows.delete(op.row)
      continue
    }
    const values = parseValues(op.val)
    const row = hasBit(op.mask, existence) ? new Map<string, Value>() : rows.get(op.row)
    if (!row) throw new Error(`an edit of ${op.row}, which is not there`)
    for (const [i, column] of columnsIn(thingTable, op.mask).entries()) {
      const value = values[i]
      if (value === undefined || isElsewhere(value)) throw new Error(`no value for ${column.name}`)
      row.set(column.name, valueOf(value, column.type))
    }
    rows.set(op.row, row)
  }
  return rows
}

/** The rows in which table and log are not alike, byte by byte and kind by kind. Inside a write. */
export function differences({ raw }: Pick<Tx, 'raw'>): unknown[] {
  raw.exec('DROP TABLE IF EXISTS temp.again')
  raw.exec(`CREATE TEMP TABLE again(id TEXT PRIMARY KEY NOT NULL, ${columnsOfThing}) STRICT`)
  const add = raw.prepare(`INSERT INTO temp.again VALUES (@id, @word, @code, @count, @share, @seal)`)
  const ops = raw.prepare<[], OpEntity>('SELECT * FROM op').all()
  for (const [id, row] of replayed(ops)) add.run({ id, ...Object.fromEntries(row) })
  const kinds = thingTable.columns.map(({ name }) => `typeof("${name}")`)
  const bytes = thingTable.columns.map(({ name, type }) => (type === 'real' ? `"${name}"` : `hex("${name}")`))
  const all = ['id', ...kinds, ...bytes].join(', ')
  const one = (a: string, b: string) => raw.prepare(`SELECT ${all} FROM ${a} EXCEPT SELECT ${all} FROM ${b}`).all()
  const found = [...one('main.thing', 'temp.again'), ...one('temp.again', 'main.thing')]
  raw.exec('DROP TABLE temp.again')
  return found
}
