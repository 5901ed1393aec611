/** Drives that are full or pulled out; real ones: small file systems in memory. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { founder, office } from '../../support/office.ts'
import { refusalOf } from '../../support/refused.ts'
import { skipUnless } from '../../support/require.ts'
import { type CopyRoom, copyRoom, makeCopy, problemsOf, takeBack } from './copyRoom.ts'

const missing =
  process.platform === 'linux' && process.getuid?.() === 0 ? null : 'only root on Linux can mount a small file system'

describe('a full drive', () => {
  beforeEach(skipUnless('tmpfs', missing))
  let disk = ''
  let room: CopyRoom
  beforeEach(async () => {
    disk = mkdtempSync(join(tmpdir(), 'smart-coop-small-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk])
    room = await copyRoom()
  })
  afterEach(async () => {
    await room.close()
    execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  })

  /** Leaves `bytes` of room. */
  const fill = (bytes: number): void => {
    const { bavail, bsize } = statfsSync(disk)
    writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - bytes), 1))
  }
  const makeRoom = (): void => rmSync(join(disk, 'ballast'))

  it('gets no half copy, and keeps the one that it had', async () => {
    const { file } = await makeCopy(room.ada, disk)
    fill(100_000)
    room.house.clock.pass(5000)
    expect(await refusalOf(makeCopy(room.ada, disk))).toEqual({ code: 'copy-no-room', data: { path: disk } })
    expect(readdirSync(disk).sort()).toEqual(['ballast', file.slice(disk.length + 1)])
    expect(await problemsOf(room.ada)).toEqual([])
    makeRoom()
    expect((await makeCopy(room.ada, disk)).missing).toBe(0)
  })

  it('that takes a machine back has nothing of it, and takes it when there is room', async () => {
    const { file, bytes } = await makeCopy(room.ada, room.stick)
    fill(bytes - 20_000)
    const small = await office({ folder: disk, founded: false })
    try {
      expect((await refusalOf(takeBack(small.nobody(), file, founder.password))).code).toBe('disk-full')
      expect(readdirSync(disk).filter((name) => !/^(lock|socket)/.test(name))).toEqual(['ballast'])
      makeRoom()
      await takeBack(small.nobody(), file, founder.password)
      expect(await problemsOf(await small.as())).toEqual([])
    } finally {
      await small.close()
    }
  })

  it('that is pulled out is told as that, and harms nothing', async () => {
    const gone = join(disk, 'chiavetta')
    expect((await refusalOf(makeCopy(room.ada, join(gone, 'x.copia')))).code).toBe('copy-no-folder')
    expect(await problemsOf(room.ada)).toEqual([])
  })
})
