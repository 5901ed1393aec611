import { DataSource } from 'typeorm'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entities } from '#db/entities.ts'
import { openShelf, type Shelf } from '../bench/shelf.ts'

interface Column {
  name: string
  type: string
  notnull: number
  dflt_value: string | null
  pk: number
}

let shelf: Shelf
let wished: DataSource
beforeAll(async () => {
  shelf = await openShelf()
  wished = await new DataSource({
    type: 'better-sqlite3',
    database: ':memory:',
    driver: Database,
    entities,
    synchronize: true,
  }).initialize()
})
afterAll(async () => {
  await wished.destroy()
  await shelf.close()
})

const columnsOf = (rows: Column[]) =>
  rows
    .map(({ name, type, notnull, dflt_value: value, pk }) => ({
      ...{ name, type: type.toUpperCase(), notnull, pk: pk > 0 },
      value: value?.replaceAll(/^\(|\)$|'(?=\d)|(?<=\d)'/g, '') ?? null,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

describe('what the migrations make', () => {
  it('holds every column of every entity, and no other', async () => {
    expect(entities.length).toBeGreaterThan(4)
    for (const { tableName } of wished.entityMetadatas) {
      const made = shelf.db.read.pragma(`table_info(${tableName})`) as Column[]
      const wanted = (await wished.query(`PRAGMA table_info(${tableName})`)) as Column[]
      expect({ [tableName]: columnsOf(made) }).toEqual({ [tableName]: columnsOf(wanted) })
    }
  })

  it('holds every index of every entity, over the same columns', () => {
    for (const { tableName, indices } of wished.entityMetadatas) {
      for (const index of indices) {
        const made = shelf.db.read.pragma(`index_info(${index.name})`) as { name: string }[]
        expect({ index: index.name, of: tableName, columns: made.map((column) => column.name) }).toEqual({
          ...{ index: index.name, of: tableName },
          columns: index.columns.map((column) => column.databaseName),
        })
      }
    }
  })

  it('holds no table that is neither an entity nor of the index', () => {
    const made = shelf.db.read.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all() as string[]
    const known = new Set([
      ...wished.entityMetadatas.map((entity) => entity.tableName),
      'migrations',
      'sqlite_sequence',
      'paper_doc',
    ])
    expect(made.filter((name) => !known.has(name) && !name.startsWith('paper_fts'))).toEqual([])
  })

  it('is never made by TypeORM itself', () => {
    expect(shelf.db.readManager.connection.options.synchronize).toBe(false)
  })
})
