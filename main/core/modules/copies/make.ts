/**
 * Makes a copy of a machine beside the core's thread (`makeWorker.ts`).
 *  1. Under its name stands a whole copy that was read back, or what stood there before.
 *  2. Whatever goes wrong, and when it is cancelled, nothing of it stays, here or at the place of the copy; after a
 *     crash a `.part` is left there, which the next copy removes, and a file here, which the next start removes.
 */
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import type { CopyMade, CopyProgress } from '#contract/copies.contract.ts'
import type { KeptPlan } from '../../lib/copyPlan.ts'
import type { Machine } from '../../machine.ts'
import { partEnding } from './copies.rules.ts'
import { copiesFolder } from './places.ts'
import { runWork } from './work.ts'

export interface MakeData {
  folder: string
  dbKey: Uint8Array
  copyKey: Uint8Array
  /** Where the database's own copy lies while the big one is made. */
  scratch: string
  target: string
  part: string
  madeAt: number
  plan: KeptPlan
}

const made = z.object({ file: z.string(), bytes: z.number(), files: z.number(), missing: z.number() })

export interface Wish {
  machine: Pick<Machine, 'folder' | 'copyKeys'>
  target: string
  madeAt: number
  /** Goes with the machine, so that a machine taken back goes on making copies. */
  plan: KeptPlan
  signal: AbortSignal
  tell(progress: CopyProgress): void
}

/** @throws Refusal of a copy */
export async function makeCopy({ machine, target, madeAt, plan, signal, tell }: Wish): Promise<CopyMade> {
  const { folder } = machine
  const part = `${target}${partEnding}`
  const scratch = join(copiesFolder(folder), `machine.db.part-${process.pid}`)
  const data: MakeData = { folder, ...machine.copyKeys(), scratch, target, part, madeAt, plan }
  try {
    return await runWork(made, {
      entry: new URL('./makeWorker.ts', import.meta.url),
      workerData: data,
      path: dirname(target),
      signal,
      tell,
    })
  } finally {
    data.dbKey.fill(0)
    data.copyKey.fill(0)
    forget(scratch)
    forget(part)
  }
}

/** A drive that was pulled out keeps what was on it; there is nothing to be done about it here. */
function forget(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // The next copy removes it.
  }
}
