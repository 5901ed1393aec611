/** Drives that are put in, as places for a copy. */
import { statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { join } from 'node:path'

const letters = 'DEFGHIJKLMNOPQRSTUVWXYZ'

/** Folders in which a system shows drives, for this person. */
const rootsOf = (platform: string, user: string): string[] =>
  platform === 'darwin' ? ['/Volumes'] : [`/run/media/${user}`, `/media/${user}`, '/media', '/mnt']

/** Folders below these on which something else is mounted than on the folder itself. */
export async function mountedBelow(roots: readonly string[], deviceOf = deviceNumber): Promise<string[]> {
  const found: string[] = []
  for (const root of roots) {
    const names = await readdir(root).catch(() => [])
    const around = await deviceOf(root)
    for (const path of names.map((name) => join(root, name))) {
      const own = await deviceOf(path)
      if (own !== null && own !== around) found.push(path)
    }
  }
  return found
}

/** The number of the file system that a folder lies on; null when it cannot be looked at. */
async function deviceNumber(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => (found.isDirectory() ? found.dev : null),
    () => null,
  )
}

function isDrive(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch {
    // A drive without a medium answers with an error.
    return false
  }
}

export async function drives(platform: string = process.platform): Promise<string[]> {
  if (platform === 'win32') return [...letters].map((letter) => `${letter}:\\`).filter(isDrive)
  return mountedBelow(rootsOf(platform, userInfo().username))
}
