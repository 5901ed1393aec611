/** A disk of 6 MB that can be filled; only where `mount` may be called. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why there can be none here, or null. */
export const whyNoSmallDisk =
  process.platform === 'linux' && process.getuid?.() === 0 ? null : 'only root on Linux can mount a small file system'

export interface SmallDisk {
  path: string
  /** Leaves `bytes` of room. */
  fill(bytes: number): void
  makeRoom(): void
  remove(): void
}

export function smallDisk(): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'smart-coop-small-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', path])
  return {
    path,
    fill(bytes) {
      const { bavail, bsize } = statfsSync(path)
      writeFileSync(join(path, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - bytes), 1))
    },
    makeRoom: () => rmSync(join(path, 'ballast')),
    remove() {
      execFileSync('umount', ['-l', path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}
