import { EntitySchema, type EntitySchemaColumnOptions, type MigrationInterface, type QueryRunner } from 'typeorm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { syncedTables, tables } from '#db/entities.ts'
import { existence, synced, type SyncedTable } from '#db/records/tables.ts'
import { openShelf, type Shelf } from '../bench/shelf.ts'
import { reopen, withThings } from './captured.ts'

/**
 * What ops on other machines and on the share say for ever. A line may be added; none may be changed or taken away,
 * and a number that stood here once is never given to anything else.
 */
const forever: Record<string, [number: number, columns: string]> = {
  paper: [
    1,
    '0 content, 1 sha256, 2 size, 3 name, 4 format, 5 title, 6 title_given, 7 date, 8 date_given, 9 note, 10 state, ' +
      '11 reason, 12 pages, 13 blank_pages, 14 chars, 15 language, 16 picture, 17 taken_in_at, 18 taken_in_by, ' +
      '19 space, 20 trashed_at, 21 retention, 22 retention_from, 23 hold, 24 confidentiality',
  ],
  arrival: [2, '0 paper, 1 name, 2 via, 3 at, 4 by'],
}
const columnsOf = (table: SyncedTable) => table.columns.map(({ n, name }) => `${n} ${name}`).join(', ')

describe('the declarations of tables', () => {
  it('keep the numbers that stand in ops', () => {
    for (const [name, [number, columns]] of Object.entries(forever)) {
      const table = syncedTables.find((one) => one.name === name)
      expect([name, table?.number, table && columnsOf(table)]).toEqual([name, number, columns])
    }
  })

  it('give every table a number of its own', () => {
    expect(new Set(syncedTables.map((table) => table.number)).size).toBe(syncedTables.length)
  })

  it('name for each synced table a space that is there: a fixed one, a column, or the row it is part of', () => {
    for (const table of syncedTables) {
      const { space } = table
      if ('fixed' in space) expect(space.fixed).not.toBe('')
      else expect(table.columns.map((column) => column.name)).toContain(space.column)
      if ('partOf' in space) expect(syncedTables.map((one) => one.name)).toContain(space.partOf)
    }
  })

  it('say of every table what becomes of its changes', () => {
    expect(new Set(tables.map((table) => table.name)).size).toBe(tables.length)
    for (const table of tables) expect(['synced', 'local', 'unattributed']).toContain(table.kind)
  })
})

interface Odd {
  id: string
  word: string
}
const odd = (columns: Partial<Record<'word', EntitySchemaColumnOptions>> = {}) =>
  new EntitySchema<Odd>({
    name: 'odd',
    columns: { id: { type: 'text', primary: true }, word: { type: 'text' }, ...columns },
  })

describe('a declaration that cannot be kept', () => {
  const said = (columns: Record<'word', number>) => () =>
    synced(odd(), { number: 901, space: { fixed: 'direzione' }, columns })

  it.each([-1, 0.5, existence, 60])('is refused: %d is no number of a column', (word) => {
    expect(said({ word })).toThrow(/no number of a column/)
  })

  it('is refused: a kind of value that an op cannot hold', () => {
    const moment = odd({ word: { type: 'datetime' } })
    const declare = () => synced(moment, { number: 901, space: { fixed: 'x' }, columns: { word: 0 } })
    expect(declare).toThrow(/no type that an op can hold/)
  })

  it('is refused: two columns of one number', () => {
    const two = new EntitySchema<Odd & { other: string }>({
      name: 'two',
      columns: { id: { type: 'text', primary: true }, word: { type: 'text' }, other: { type: 'text' } },
    })
    const declare = () => synced(two, { number: 901, space: { fixed: 'x' }, columns: { word: 1, other: 1 } })
    expect(declare).toThrow(/twice/)
  })

  let shelf: Shelf
  beforeEach(async () => {
    shelf = await openShelf()
    await shelf.db.close()
  })
  afterEach(() => shelf.remove())

  const wrong: [what: string, sql: string, error: RegExp][] = [
    ['a table that holds any kind of value', 'CREATE TABLE odd(id TEXT PRIMARY KEY, word TEXT)', /not STRICT/],
    [
      'a column that it does not name',
      'CREATE TABLE odd(id TEXT PRIMARY KEY, word TEXT, more TEXT) STRICT',
      /other columns/,
    ],
    ['a column of another type', 'CREATE TABLE odd(id TEXT PRIMARY KEY, word INTEGER) STRICT', /another type in word/],
    ['an id that is a number', 'CREATE TABLE odd(id INTEGER PRIMARY KEY, word TEXT) STRICT', /primary key id/],
    ['no id', 'CREATE TABLE odd(id TEXT, word TEXT PRIMARY KEY) STRICT', /primary key id/],
    ['no table', 'SELECT 1', /not STRICT/],
  ]
  it.each(wrong)('does not open: %s', async (_, sql, error) => {
    class Odd20990401100000 implements MigrationInterface {
      name = 'Odd20990401100000'
      async up(run: QueryRunner): Promise<void> {
        await run.query(sql)
      }
      async down(): Promise<void> {}
    }
    const table = synced(odd(), { number: 901, space: { fixed: 'direzione' }, columns: { word: 0 } })
    const migrations = [...withThings.migrations, Odd20990401100000]
    await expect(reopen(shelf, { migrations, tables: [...withThings.tables, table] })).rejects.toThrow(error)
  })
})
