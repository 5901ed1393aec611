import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, type TestContext } from 'vitest'
import { openDb } from '#db/open.ts'
import { shelve } from '../bench/shelf.ts'
import { lacking } from '../support/require.ts'
import { founder, office } from '../support/office.ts'
import { codeOf } from '../support/refused.ts'

/** A disk of its own, of so many bytes, for one test. */
async function onSmallDisk(bytes: number, context: TestContext, act: (folder: string) => Promise<void>): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    return context.skip(lacking('root', 'a small disk needs the system administrator'))
  }
  const folder = mkdtempSync(join(tmpdir(), 'smart-coop-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    rmSync(folder, { recursive: true })
    return context.skip(lacking('root', 'this machine does not let mount'))
  }
  try {
    await act(folder)
  } finally {
    execFileSync('umount', [folder])
    rmSync(folder, { recursive: true })
  }
}

/** Fills what is left of the disk with a file, down to so many bytes. */
function fillUp(folder: string, left: number): string {
  const path = join(folder, 'ballast')
  const piece = Buffer.alloc(4096, 1)
  writeFileSync(path, '')
  try {
    for (;;) writeFileSync(path, piece, { flag: 'a' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
  }
  truncateSync(path, Math.max(0, statSync(path).size - left))
  return path
}

describe('a full disk', () => {
  it('fails the transaction with SQLITE_FULL; the database opens again with the last acknowledged write', (context) =>
    onSmallDisk(6_000_000, context, async (folder) => {
      const options = {
        file: join(folder, 'smart-coop.db'),
        key: Buffer.alloc(32, 5),
        create: true,
        copy: async () => '',
        newestCopy: () => null,
      }
      const db = await openDb(options)
      let last = -1
      const writeOne = () =>
        db.write((tx) => {
          shelve(tx, { title: `carta ${last + 1}`, texts: [`parola${last} `.repeat(2000)] })
        })
      const fill = async () => {
        for (;;) {
          await writeOne()
          last += 1
        }
      }
      await expect(fill()).rejects.toMatchObject({ code: 'SQLITE_FULL' })
      expect(last).toBeGreaterThan(5)
      const newest = 'SELECT title FROM paper ORDER BY id DESC LIMIT 1'
      expect(db.read.prepare(newest).pluck().get()).toBe(`carta ${last}`)
      await db.close()
      const again = await openDb({ ...options, create: false })
      expect(again.read.prepare(newest).pluck().get()).toBe(`carta ${last}`)
      expect(again.read.prepare('SELECT count(*) FROM paper').pluck().get()).toBe(last + 1)
      expect(again.read.pragma('integrity_check', { simple: true })).toBe('ok')
      await again.close()
    }))

  it('is answered with disk-full, loses nothing, and work goes on when there is room again', (context) =>
    onSmallDisk(12_000_000, context, async (disk) => {
      const folder = join(disk, 'data')
      const house = await office({ folder })
      try {
        const ada = await house.as()
        const source = join(disk, 'appunti.txt')
        writeFileSync(source, 'testo')
        for await (const event of await ada.documents.takeIn({ paths: [source] }))
          expect(event.kind).toBeTypeOf('string')
        const [paper] = (await ada.documents.find({})).rows
        const ballast = fillUp(disk, 0)
        const note = 'nota '.repeat(1900)
        const edits = async (): Promise<string> => {
          for (let i = 0; i < 300; i++) await ada.documents.edit({ id: paper?.id ?? '', note: `${i} ${note}` })
          return 'none'
        }
        expect(await codeOf(edits())).toBe('disk-full')
        const kept = (await ada.documents.open({ id: paper?.id ?? '' })).paper.note
        rmSync(ballast)
        expect(await ada.documents.edit({ id: paper?.id ?? '', title: 'di nuovo' })).toMatchObject({
          title: 'di nuovo',
          note: kept,
        })
        await house.reopen()
        const back = await house.as(founder.login, founder.password)
        expect((await back.documents.open({ id: paper?.id ?? '' })).paper).toMatchObject({
          title: 'di nuovo',
          note: kept,
        })
        expect(readdirSync(folder)).toContain('smart-coop.db')
      } finally {
        await house.close()
      }
    }))
})
