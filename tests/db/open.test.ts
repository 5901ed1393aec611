import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '#contract/errors.ts'
import { copyBeside, newestCopy } from '#core/lib/copies.ts'
import { isDamage } from '#db/connection.ts'
import { migrations } from '#db/migrations/index.ts'
import { type Db, openDb, type OpenOptions } from '#db/open.ts'
import { openShelf, type Shelf, shelve } from '../bench/shelf.ts'

class Later20991231100000 implements MigrationInterface {
  name = 'Later20991231100000'
  async up(run: QueryRunner): Promise<void> {
    await run.query('CREATE TABLE later(word TEXT)')
    await run.query(`INSERT INTO later VALUES ('dopo')`)
  }
  async down(): Promise<void> {}
}

class Failing20991231100000 implements MigrationInterface {
  name = 'Failing20991231100000'
  async up(run: QueryRunner): Promise<void> {
    await run.query('CREATE TABLE half(word TEXT)')
    throw new Error('no')
  }
  async down(): Promise<void> {}
}

let shelf: Shelf
let copies: string
let copied: string[]

beforeEach(async () => {
  shelf = await openShelf()
  copies = join(shelf.folder, 'copies')
  mkdirSync(copies)
  copied = []
})
afterEach(() => rmSync(shelf.folder, { recursive: true, force: true }))

const reopen = (key: Buffer = shelf.key, migrated: OpenOptions['migrations'] = migrations): Promise<Db> =>
  openDb({
    migrations: migrated,
    file: shelf.file,
    key,
    create: false,
    newestCopy: () => newestCopy(copies),
    async copy(file) {
      const path = await copyBeside(file, key, copies)
      copied.push(path)
      return path
    },
  })

const refusedWith = async (call: Promise<Db>): Promise<Refusal> => {
  try {
    await (await call).close()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('it opened')
}

const fill = (papers: number) =>
  shelf.db.write((tx) => {
    for (let i = 0; i < papers; i++)
      shelve(tx, { title: `Carta ${i}`, texts: [`testo numero ${i} ${'parola '.repeat(200)}`] })
  })
const count = (db: Db) => db.read.prepare('SELECT count(*) FROM paper').pluck().get()

describe('an opened database', () => {
  it('makes no copy when there is nothing to migrate', async () => {
    await fill(3)
    await shelf.db.close()
    const db = await reopen()
    expect(count(db)).toBe(3)
    await db.close()
    expect(copied).toEqual([])
  })

  it('is copied before it is migrated, and the copy opens with the key and holds what was there', async () => {
    await fill(3)
    await shelf.db.close()
    const db = await reopen(shelf.key, [...migrations, Later20991231100000])
    expect(db.read.prepare('SELECT word FROM later').pluck().get()).toBe('dopo')
    expect(count(db)).toBe(3)
    await db.close()
    expect(copied).toHaveLength(1)
    copyFileSync(copied[0] ?? '', shelf.file)
    const before = await reopen()
    expect(count(before)).toBe(3)
    expect(() => before.read.prepare('SELECT * FROM later')).toThrow(/no such table/)
    await before.close()
  })

  it('is as it was when its migration fails', async () => {
    await fill(3)
    await shelf.db.close()
    await expect(reopen(shelf.key, [...migrations, Failing20991231100000])).rejects.toThrow('no')
    const db = await reopen()
    expect(count(db)).toBe(3)
    expect(() => db.read.prepare('SELECT * FROM half')).toThrow(/no such table/)
    await db.close()
  })

  it('is not migrated when its copy cannot be made', async () => {
    await shelf.db.close()
    rmSync(copies, { recursive: true })
    writeFileSync(copies, 'a file in the way')
    await expect(reopen(shelf.key, [...migrations, Later20991231100000])).rejects.toThrow()
    const db = await reopen()
    expect(() => db.read.prepare('SELECT * FROM later')).toThrow(/no such table/)
    await db.close()
  })

  it('that is newer than the program is refused by the name of what is new, and not a byte of it changes', async () => {
    await fill(2)
    await shelf.db.write(({ raw }) =>
      raw.exec(`INSERT INTO migrations(timestamp, name) VALUES (99999999999999, 'Future2099')`),
    )
    await shelf.db.close()
    const before = readFileSync(shelf.file)
    const refusal = await refusedWith(reopen())
    expect([refusal.code, refusal.data]).toEqual(['database-newer', { found: 'Future2099' }])
    expect(readFileSync(shelf.file).equals(before)).toBe(true)
    expect(copied).toEqual([])
  })

  it('that is gone is said to be damaged, and none is made in its place', async () => {
    await shelf.db.close()
    rmSync(shelf.file)
    expect((await refusedWith(reopen())).code).toBe('database-damaged')
    expect(existsSync(shelf.file)).toBe(false)
  })

  it('that is empty is said to be damaged, and stays empty', async () => {
    await shelf.db.close()
    writeFileSync(shelf.file, '')
    expect((await refusedWith(reopen())).code).toBe('database-damaged')
    expect(statSync(shelf.file).size).toBe(0)
  })

  it('does not open with another key, and is left as it is', async () => {
    await fill(2)
    await shelf.db.close()
    const before = readFileSync(shelf.file)
    expect((await refusedWith(reopen(Buffer.alloc(32, 7)))).code).toBe('database-damaged')
    expect(readFileSync(shelf.file).equals(before)).toBe(true)
  })
})

describe('a copy', () => {
  it('opens with the same key, holds everything, and only the newest five are kept', async () => {
    await fill(3)
    for (let i = 0; i < 7; i++) await copyBeside(shelf.file, shelf.key, copies)
    expect(readdirSync(copies)).toHaveLength(5)
    const newest = newestCopy(copies) ?? ''
    expect(newest.endsWith(readdirSync(copies).sort().at(-1) ?? '?')).toBe(true)
    await shelf.db.close()
    copyFileSync(newest, shelf.file)
    const db = await reopen()
    expect(count(db)).toBe(3)
    await db.close()
  })

  it('that fails leaves the earlier ones and no half one', async () => {
    await fill(1)
    const good = await copyBeside(shelf.file, shelf.key, copies)
    await expect(copyBeside(shelf.file, Buffer.alloc(32, 1), copies)).rejects.toThrow()
    expect(readdirSync(copies).map((name) => join(copies, name))).toEqual([good])
    await shelf.db.close()
  })
})

describe('flipped bytes', () => {
  /** Flips a byte in each page of the file that `chosen` names, opens, reads everything. */
  async function damageFoundBy(chosen: (page: number, pages: number) => boolean): Promise<string> {
    const bytes = readFileSync(shelf.file)
    const pages = bytes.length / 4096
    for (let page = 0; page < pages; page++) {
      if (chosen(page, pages)) bytes[page * 4096 + 1000] = (bytes[page * 4096 + 1000] ?? 0) ^ 1
    }
    writeFileSync(shelf.file, bytes)
    let db: Db
    try {
      db = await reopen()
    } catch (error) {
      if (error instanceof Refusal)
        return `opening: ${error.code} ${error.data && 'backup' in error.data ? error.data.backup : ''}`
      throw error
    }
    try {
      db.read.prepare('SELECT sum(length(title)) FROM paper').get()
      db.read.prepare('SELECT sum(length(text)) FROM paper_page').get()
      return 'nothing'
    } catch (error) {
      return isDamage(error) ? 'reading: damage' : String(error)
    } finally {
      await db.close()
    }
  }

  it.each([
    ['in the first page', (page: number) => page === 0, /^opening: database-damaged .*copies/],
    ['in every page', () => true, /^opening: database-damaged .*copies/],
    ['in the middle', (page: number, pages: number) => page > pages / 4 && page < (pages * 3) / 4, /^reading: damage$/],
    ['in the last third', (page: number, pages: number) => page > (pages * 2) / 3, /^reading: damage$/],
  ])('%s are noticed, a copy is offered, and nothing is overwritten', async (_, chosen, said) => {
    // So many that the tables lie behind the first quarter, whatever the schema takes.
    await fill(400)
    await copyBeside(shelf.file, shelf.key, copies)
    await shelf.db.close()
    expect(await damageFoundBy(chosen)).toMatch(said)
    const after = readFileSync(shelf.file)
    expect(await damageFoundBy(() => false)).toMatch(said)
    expect(readFileSync(shelf.file).equals(after)).toBe(true)
  })
})
