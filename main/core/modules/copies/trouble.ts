/** What can be wrong with a copy or with the place it is for, as it is told by a worker. */
import { type CopyRefusal, copyRefusals } from '#contract/copies.contract.ts'

export class CopyTrouble extends Error {
  override readonly name = 'CopyTrouble'
  readonly code: CopyRefusal
  constructor(code: CopyRefusal) {
    super(code)
    this.code = code
  }
}

export const isCopyRefusal = (code: string): code is CopyRefusal => copyRefusals.some((known) => known === code)

const byErrno: Record<string, CopyRefusal> = {
  ENOSPC: 'copy-no-room',
  EDQUOT: 'copy-no-room',
  // Drives that are formatted as FAT32 hold no file above 4 GiB.
  EFBIG: 'copy-too-big',
  EROFS: 'copy-not-writable',
  EACCES: 'copy-not-writable',
  EPERM: 'copy-not-writable',
  // What a drive says when it is pulled out, or a share that goes away.
  ENOENT: 'copy-vanished',
  ENOTDIR: 'copy-vanished',
  ENODEV: 'copy-vanished',
  ENXIO: 'copy-vanished',
  EIO: 'copy-vanished',
  ESTALE: 'copy-vanished',
  ENOTCONN: 'copy-vanished',
  EHOSTDOWN: 'copy-vanished',
  UNKNOWN: 'copy-vanished',
  EISDIR: 'copy-foreign',
}

/** Runs an act on the place of the copy; what the system says of that place becomes a trouble. */
export function onPlace<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    const errno = error instanceof Error && 'code' in error ? String(error.code) : ''
    const code = byErrno[errno]
    throw code ? new CopyTrouble(code) : error
  }
}
