/** A disk that is full, a real one: a small file system in memory. */
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { skipUnless } from '../support/require.ts'
import { type SmallDisk, smallDisk, whyNoSmallDisk } from '../support/smallDisk.ts'
import { type Desk, openDesk } from './desk.ts'
import { makePdf } from '../support/pdf.ts'

describe('a full disk', () => {
  beforeEach(skipUnless('tmpfs', whyNoSmallDisk))
  let disk: SmallDisk
  let desk: Desk
  beforeEach(async () => {
    disk = smallDisk()
    desk = await openDesk({ folder: disk.path })
  })
  afterEach(async () => {
    await desk.stop()
    disk.remove()
  })

  it('refuses what does not fit, keeps nothing half, and takes it in when there is room', async () => {
    const before = await desk.keep(randomBytes(1000), 'prima.bin')
    disk.fill(300_000)
    const large = randomBytes(1_000_000)
    await expect(desk.keep(large, 'grande.bin')).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(readdirSync(join(disk.path, 'files', 'incoming'))).toEqual([])
    expect(desk.count('paper')).toBe(1)
    expect(await desk.files.names()).toEqual([desk.paper(before.paper)?.content])
    disk.makeRoom()
    const after = await desk.keep(large, 'grande.bin')
    expect(await desk.files.check(desk.paper(after.paper)?.content ?? '')).toBe('sound')
  })

  it('a row that does not fit takes its file with it', async () => {
    const names = await desk.files.names()
    let error: unknown = null
    disk.fill(150_000)
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
    disk.makeRoom()
    expect((await desk.keep(randomBytes(100))).duplicate).toBe(false)
  })

  it(
    'a paper being read waits until there is room, and is then read; nothing is refused',
    { timeout: 60_000 },
    async () => {
      await desk.intake.stop()
      await desk.stop()
      desk = await openDesk({ folder: disk.path, parsers: 0 })
      const words = Array.from({ length: 60 }, () =>
        randomBytes(2000)
          .toString('base64')
          .replaceAll(/(.{9})/g, '$1 '),
      )
      const { paper } = await desk.keep(await makePdf({ pages: words }))
      await desk.stop()
      desk = await openDesk({ folder: disk.path })
      disk.fill(60_000)
      await new Promise((resolve) => setTimeout(resolve, 6000))
      expect(['waiting', 'reading']).toContain(desk.paper(paper)?.state)
      disk.makeRoom()
      expect(await desk.intake.outcome(paper)).toMatchObject({ outcome: 'filed', pages: 60 })
    },
  )
})
