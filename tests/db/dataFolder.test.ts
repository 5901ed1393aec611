import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '#contract/errors.ts'
import { isOnNetworkShare, lockFolder, mountKindOf, useDataFolder } from '#core/lib/dataFolder.ts'
import { lacking } from '../support/require.ts'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'smart-coop-folder-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const refusalOf = (act: () => unknown): Refusal => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const mounts = [
  'tmpfs /tmp tmpfs rw 0 0',
  '//server/dati /mnt/dati cifs rw,vers=3.0 0 0',
  'server:/export /mnt/nfs nfs4 rw 0 0',
  '/dev/sdb1 /mnt/dati/locale ext4 rw 0 0',
  'smbnetfs /home/ada/rete fuse.smbnetfs rw 0 0',
  'ada@server: /home/ada/remoto fuse.sshfs rw 0 0',
  '//server/a /mnt/disco\\040di\\040rete cifs rw 0 0',
  'https://dav /mnt/dav fuse.davfs2 rw 0 0',
  '/dev/sdc1 /mnt/nfs-vecchio ext4 rw 0 0',
  'overlay /var/lib overlay rw 0 0',
  '/dev/sdd1 /mnt/sopra ext4 rw 0 0',
  'server:/x /mnt/sopra nfs rw 0 0',
  '/dev/sda1 / ext4 rw,relatime 0 0',
].join('\n')

describe('a folder on a network share', () => {
  it.each([
    ['/home/ada/Documenti', 'ext4', false],
    ['/mnt/dati', 'cifs', true],
    ['/mnt/dati/coop', 'cifs', true],
    ['/mnt/dati/locale/coop', 'ext4', false],
    ['/mnt/datix', 'ext4', false],
    ['/mnt/nfs/coop', 'nfs4', true],
    ['/mnt/nfs-vecchio/coop', 'ext4', false],
    ['/home/ada/rete/127.0.0.1/x', 'fuse.smbnetfs', true],
    ['/home/ada/remoto', 'fuse.sshfs', true],
    ['/mnt/disco di rete/coop', 'cifs', true],
    ['/mnt/dav/x', 'fuse.davfs2', true],
    ['/mnt/sopra/x', 'nfs', true],
    ['/var/lib/coop', 'overlay', false],
  ])('is known by its mount: %s is %s', (path, kind, onShare) => {
    expect(mountKindOf(path, mounts)).toBe(kind)
    expect(isOnNetworkShare(path, mounts)).toBe(onShare)
  })

  it.each(['\\\\server\\dati\\coop', '//server/dati/coop', '\\\\?\\UNC\\server\\dati'])(
    'is known by its name: %s',
    (path) => {
      expect(isOnNetworkShare(path, '')).toBe(true)
    },
  )

  it('is not made of a local folder by an unreadable list of mounts', () => {
    expect(isOnNetworkShare('/home/ada', 'garbage\n\n x')).toBe(false)
    expect(isOnNetworkShare('C:\\Users\\ada', '')).toBe(false)
  })

  it('is found behind a link', () => {
    symlinkSync(folder, `${folder}-link`)
    try {
      expect(useDataFolder(`${folder}-link`)).toBe(folder)
    } finally {
      rmSync(`${folder}-link`)
    }
  })
})

describe('the data folder', () => {
  it('is made when it is missing, for its owner alone', () => {
    const inner = join(folder, 'a', 'b')
    expect(useDataFolder(inner)).toBe(inner)
    expect(readdirSync(inner)).toEqual([])
  })

  it('is held by one core, until it lets go', () => {
    const lock = lockFolder(folder)
    const again = refusalOf(() => lockFolder(folder))
    expect([again.code, again.data]).toEqual(['data-in-use', { folder }])
    lock.release()
    lockFolder(folder).release()
  })

  it('is held against another process, and free when that was killed', () => {
    const holder = `
      import { lockFolder } from '#core/lib/dataFolder.ts'
      lockFolder(process.argv[1])
      process.kill(process.pid, 'SIGKILL')`
    const lock = lockFolder(folder)
    const run = () => spawnSync(process.execPath, ['--input-type=module', '-e', holder, folder], { encoding: 'utf8' })
    expect(run().stderr).toContain('data-in-use')
    lock.release()
    expect(run().signal).toBe('SIGKILL')
    lockFolder(folder).release()
  })

  it('that may only be read is refused, and nothing is written into it', (context) => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) {
      context.skip(lacking('root', 'a read-only mount needs the system administrator'))
    }
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder], { stdio: 'ignore' })
    } catch {
      return context.skip(lacking('root', 'this machine does not let mount'))
    }
    try {
      expect(refusalOf(() => useDataFolder(folder)).code).toBe('data-read-only')
      expect(refusalOf(() => useDataFolder(join(folder, 'new'))).code).toBe('data-read-only')
      expect(refusalOf(() => lockFolder(folder)).code).toBe('data-read-only')
      expect(readdirSync(folder)).toEqual([])
    } finally {
      execFileSync('umount', [folder])
    }
  })

  it('that its owner may not write is refused', (context) => {
    if (process.getuid?.() === 0) context.skip('the system administrator may write everywhere')
    chmodSync(folder, 0o500)
    expect(refusalOf(() => useDataFolder(folder)).code).toBe('data-read-only')
    chmodSync(folder, 0o700)
  })
})
