/** Tells whether something built is older than what it was built from: by content, since a clone has new times. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One hash over the names and contents of all files that the patterns find. */
export function hashOf(root: string, patterns: readonly string[]): string {
  const hash = createHash('sha256')
  const files = globSync([...patterns], { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

export function isFresh(stampFile: string, hash: string): boolean {
  try {
    return readFileSync(stampFile, 'utf8') === hash
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

export const putStamp = (stampFile: string, hash: string): void => writeFileSync(stampFile, hash)
