/** Drives that are full or pulled out; real ones: small file systems in memory. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { founder, office } from '../../support/office.ts'
import { refusalOf } from '../../support/refused.ts'
import { skipUnless } from '../../support/require.ts'
import { type SmallDisk, smallDisk, whyNoSmallDisk } from '../../support/smallDisk.ts'
import { type CopyRoom, copyRoom, makeCopy, problemsOf, takeBack } from './copyRoom.ts'

describe('a full drive', () => {
  beforeEach(skipUnless('tmpfs', whyNoSmallDisk))
  let disk: SmallDisk
  let room: CopyRoom
  beforeEach(async () => {
    disk = smallDisk()
    room = await copyRoom()
  })
  afterEach(async () => {
    await room.close()
    disk.remove()
  })

  it('gets no half copy, and keeps the one that it had', async () => {
    const { file } = await makeCopy(room.ada, disk.path)
    disk.fill(100_000)
    room.house.clock.pass(5000)
    expect(await refusalOf(makeCopy(room.ada, disk.path))).toEqual({ code: 'copy-no-room', data: { path: disk.path } })
    expect(readdirSync(disk.path).sort()).toEqual(['ballast', file.slice(disk.path.length + 1)])
    expect(await problemsOf(room.ada)).toEqual([])
    disk.makeRoom()
    expect((await makeCopy(room.ada, disk.path)).missing).toBe(0)
  })

  it('that takes a machine back has nothing of it, and takes it when there is room', async () => {
    const { file, bytes } = await makeCopy(room.ada, room.stick)
    disk.fill(bytes - 20_000)
    const small = await office({ folder: disk.path, founded: false })
    try {
      expect((await refusalOf(takeBack(small.nobody(), file, founder.password))).code).toBe('disk-full')
      expect(readdirSync(disk.path).filter((name) => !/^(lock|socket)/.test(name))).toEqual(['ballast'])
      disk.makeRoom()
      await takeBack(small.nobody(), file, founder.password)
      expect(await problemsOf(await small.as())).toEqual([])
    } finally {
      await small.close()
    }
  })

  it('that is pulled out is told as that, and harms nothing', async () => {
    const gone = join(disk.path, 'chiavetta')
    expect((await refusalOf(makeCopy(room.ada, join(gone, 'x.copia')))).code).toBe('copy-no-folder')
    expect(await problemsOf(room.ada)).toEqual([])
  })
})
