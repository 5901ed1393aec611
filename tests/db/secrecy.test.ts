import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { copyBeside } from '#core/lib/copies.ts'
import { openShelf, shelve } from '../bench/shelf.ts'

const word = 'zirlaquontola'

/** Files below a folder in which the word stands, in any of the ways in which it could. */
function filesWith(folder: string): string[] {
  const ways = [Buffer.from(word), Buffer.from(word, 'utf16le'), Buffer.from(word).subarray(1)]
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path)
      return ways.some((way) => bytes.includes(way))
    })
}

describe('a rare word in a paper', () => {
  it('stands in no raw byte of the database, its log, its shared memory and its copies', async () => {
    const shelf = await openShelf()
    try {
      await shelf.db.write((tx) => {
        for (let i = 0; i < 50; i++)
          shelve(tx, { title: `Carta ${word} ${i}`, note: word, texts: [`${word} `.repeat(200)] })
      })
      expect(readdirSync(shelf.folder).sort()).toEqual(['smart-coop.db', 'smart-coop.db-shm', 'smart-coop.db-wal'])
      mkdirSync(join(shelf.folder, 'copies'))
      await copyBeside(shelf.file, shelf.key, join(shelf.folder, 'copies'))
      expect(filesWith(shelf.folder)).toEqual([])
      await shelf.tidy()
      expect(filesWith(shelf.folder)).toEqual([])
      // What the search for bytes would say if there were something to be found.
      copyFileSync(fileURLToPath(import.meta.url), join(shelf.folder, 'this.test.ts'))
      expect(filesWith(shelf.folder)).toHaveLength(1)
    } finally {
      await shelf.close()
    }
  })

  it('does not come into the folder of temporary files by a big sort', async () => {
    const shelf = await openShelf()
    const temporary = mkdtempSync(join(tmpdir(), 'smart-coop-sort-'))
    try {
      await shelf.db.write(({ raw }) => {
        const put = raw.prepare('INSERT INTO paper_page(paper, page, text) VALUES (?, 1, ?)')
        for (let i = 0; i < 2000; i++) put.run(`${i}`, `${word} ${i} `.repeat(300))
      })
      await shelf.db.close()
      // A process of its own: SQLite asks for the folder once.
      const run = spawnSync(
        process.execPath,
        [fileURLToPath(new URL('./bigSort.ts', import.meta.url)), shelf.file, shelf.key.toString('hex'), temporary],
        {
          encoding: 'utf8',
          env: { ...process.env, TMPDIR: temporary, SQLITE_TMPDIR: temporary },
        },
      )
      expect(run.stderr).toBe('')
      expect(JSON.parse(run.stdout)).toEqual({ rows: 2000, opened: [] })
    } finally {
      rmSync(temporary, { recursive: true })
      shelf.remove()
    }
  })
})
