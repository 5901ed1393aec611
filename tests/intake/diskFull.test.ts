/** A disk that is full, a real one: a small file system in memory. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { skipUnless } from '../support/require.ts'
import { type Desk, openDesk } from './desk.ts'
import { makePdf } from '../support/pdf.ts'

const missing =
  process.platform === 'linux' && process.getuid?.() === 0 ? null : 'only root on Linux can mount a small file system'

describe('a full disk', () => {
  beforeEach(skipUnless('tmpfs', missing))
  let disk = ''
  let desk: Desk
  beforeEach(async () => {
    disk = mkdtempSync(join(tmpdir(), 'smart-coop-small-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk])
    desk = await openDesk({ folder: disk })
  })
  afterEach(async () => {
    await desk.stop()
    execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  })

  /** Leaves `bytes` of room. */
  const fill = (bytes: number): void => {
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - bytes), 1))
  }
  const makeRoom = (): void => rmSync(join(disk, 'ballast'))

  it('refuses what does not fit, keeps nothing half, and takes it in when there is room', async () => {
    const before = await desk.keep(randomBytes(1000), 'prima.bin')
    fill(300_000)
    const large = randomBytes(1_000_000)
    await expect(desk.keep(large, 'grande.bin')).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(readdirSync(join(disk, 'files', 'incoming'))).toEqual([])
    expect(desk.count('paper')).toBe(1)
    expect(await desk.files.names()).toEqual([desk.paper(before.paper)?.content])
    makeRoom()
    const after = await desk.keep(large, 'grande.bin')
    expect(await desk.files.check(desk.paper(after.paper)?.content ?? '')).toBe('sound')
  })

  it('a row that does not fit takes its file with it', async () => {
    const names = await desk.files.names()
    let error: unknown = null
    fill(150_000)
    for (let i = 0; i < 400 && !error; i++) {
      const bytes = randomBytes(100)
      error = await desk.keep(bytes, `${i}.bin`).then(
        (kept) => (names.push(desk.paper(kept.paper)?.content ?? ''), null),
        (thrown: unknown) => thrown,
      )
    }
    expect(['ENOSPC', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC']).toContain(
      (error as { code?: string } | null)?.code,
    )
    expect((await desk.files.names()).sort()).toEqual(names.sort())
    makeRoom()
    expect((await desk.keep(randomBytes(100))).duplicate).toBe(false)
  })

  it(
    'a paper being read waits until there is room, and is then read; nothing is refused',
    { timeout: 60_000 },
    async () => {
      await desk.intake.stop()
      await desk.stop()
      desk = await openDesk({ folder: disk, parsers: 0 })
      const words = Array.from({ length: 60 }, () =>
        randomBytes(2000)
          .toString('base64')
          .replaceAll(/(.{9})/g, '$1 '),
      )
      const { paper } = await desk.keep(await makePdf({ pages: words }))
      await desk.stop()
      desk = await openDesk({ folder: disk })
      fill(60_000)
      await new Promise((resolve) => setTimeout(resolve, 6000))
      expect(['waiting', 'reading']).toContain(desk.paper(paper)?.state)
      makeRoom()
      expect(await desk.intake.outcome(paper)).toMatchObject({ outcome: 'filed', pages: 60 })
    },
  )
})
