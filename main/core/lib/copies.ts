/**
 * Consistent copies of the database, made beside the core's thread: `VACUUM INTO` in a worker, since `backup()`
 * fails on encrypted files and `serialize()` gives plain text (engineering.md §6). The copy has the same key.
 */
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { Worker } from 'node:worker_threads'

const kept = 5

function copyInWorker(workerData: { file: string; key: Uint8Array; part: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./copyWorker.ts', import.meta.url), { workerData })
    worker.once('error', reject)
    worker.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the copy ended with ${code}`))))
  })
}

/** Makes a copy and keeps the newest five; gives the path of the new one. */
export async function copyBeside(file: string, key: Uint8Array, folder: string): Promise<string> {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-')
  const target = join(folder, `${basename(file, '.db')}-${stamp}.db`)
  const part = `${target}.part`
  try {
    await copyInWorker({ file, key: Uint8Array.from(key), part })
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
  renameSync(part, target)
  for (const old of copiesIn(folder).slice(kept)) rmSync(join(folder, old))
  return target
}

const copiesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.db'))
    .sort()
    .reverse()

export function newestCopy(folder: string): string | null {
  const name = copiesIn(folder)[0]
  return name ? join(folder, name) : null
}
