import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MigrationInterface, QueryRunner } from 'typeorm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startCheckpoints } from '#core/lib/checkpoint.ts'
import { silentLog } from '#core/lib/log.ts'
import { migrations } from '#db/migrations/index.ts'
import { type Db, openDb } from '#db/open.ts'

class Heap20990101100000 implements MigrationInterface {
  name = 'Heap20990101100000'
  async up(run: QueryRunner): Promise<void> {
    await run.query('CREATE TABLE heap(id INTEGER PRIMARY KEY, bytes BLOB)')
  }
  async down(): Promise<void> {}
}

const key = Buffer.alloc(32, 7)
let folder: string
let file: string
let db: Db
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smart-coop-checkpoint-'))
  file = join(folder, 'smart-coop.db')
  const rest = { create: true, copy: async () => '', newestCopy: () => null }
  db = await openDb({ file, key, ...rest, migrations: [...migrations, Heap20990101100000] })
  await db.write(({ raw }) => {
    // Only what is tried here gives the log back.
    raw.pragma('wal_autocheckpoint = 0')
  })
})
afterEach(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

const logBytes = () => statSync(`${file}-wal`).size

/** Writes a megabyte at a time, without a pause, until `most` are written. */
async function writeMegabytes(most: number): Promise<number> {
  let longest = 0
  for (let i = 0; i < most; i++) {
    await db.write(({ raw }) => void raw.prepare('INSERT INTO heap(bytes) VALUES (randomblob(1000000))').run())
    longest = Math.max(longest, logBytes())
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return longest
}

test('the log begins anew although somebody writes without a pause', async () => {
  const checkpoints = startCheckpoints({ file, key, log: silentLog, betweenWrites: db.betweenWrites, everyMs: 50 })
  const longest = await writeMegabytes(150)
  await checkpoints.stop()
  expect(longest).toBeLessThan(120_000_000)
  expect(db.read.prepare('SELECT count(*) FROM heap').pluck().get()).toBe(150)
})

test('a log at rest has given back its pages, and its room on the disk', async () => {
  const checkpoints = startCheckpoints({ file, key, log: silentLog, betweenWrites: db.betweenWrites, everyMs: 20 })
  await writeMegabytes(3)
  await vi.waitFor(() => expect(logBytes()).toBe(0), { timeout: 10_000 })
  await checkpoints.stop()
  expect(db.read.prepare('SELECT count(*) FROM heap').pluck().get()).toBe(3)
})

test('a writer that waits for the checkpoint is served after it, in its order', async () => {
  const order: string[] = []
  const held = Promise.withResolvers<void>()
  const between = db.betweenWrites(async () => {
    await held.promise
    order.push('between')
  })
  const written = db.write(({ raw }) => {
    raw.prepare('INSERT INTO heap(bytes) VALUES (?)').run('x')
    order.push('written')
  })
  held.resolve()
  await Promise.all([between, written])
  expect(order).toEqual(['between', 'written'])
})

test('what fails between writes stops no writer', async () => {
  await expect(db.betweenWrites(async () => Promise.reject(new Error('no worker')))).rejects.toThrow('no worker')
  await db.write(({ raw }) => void raw.prepare('INSERT INTO heap(bytes) VALUES (?)').run('x'))
  expect(db.read.prepare('SELECT count(*) FROM heap').pluck().get()).toBe(1)
})
